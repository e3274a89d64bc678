"""Identifiers of producers without a GS1 licence: `https://HOST/obj|class|loc/ID`.

The shape is the one CBV 2.0 §8 gives to private identifiers, so EPCIS documents that use them are
valid. The ID is opaque: it must not tell who grew what, and nobody may guess the next one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Self

from nguon.core.gs1.errors import OwnIdentifierError

_WHAT = "OWN ID"
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {character: value for value, character in enumerate(ALPHABET)}
_READ_AS = str.maketrans("ILOilo", "110110", "-")
_URI = re.compile(
    r"(https?)://([A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]+)?)"
    r"((?:/[A-Za-z0-9._~-]+)*)/(obj|class|loc)/([A-Za-z0-9-]+)\Z",
    re.IGNORECASE,
)
_SHORTEST, _LONGEST = 9, 11

OwnKind = Literal["obj", "class", "loc"]
_OWN_KINDS: Mapping[str, OwnKind] = {"obj": "obj", "class": "class", "loc": "loc"}


@dataclass(frozen=True, slots=True)
class OwnIdentifier:
    """`host` may end in a path. `code` is 8-10 characters and a check character, in capitals."""

    host: str
    kind: OwnKind
    code: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Reads the URI, also in the upper-case form that is printed in QR codes."""
        found = _URI.match(text)
        if found is None:
            raise OwnIdentifierError("form", _WHAT, form="https://HOST/obj|class|loc/ID", got=text)
        _, host, path, kind, code = found.groups()
        if text.isupper():
            path = path.lower()
        return cls(host.lower() + path, _OWN_KINDS[kind.lower()], read_code(code))

    @property
    def uri(self) -> str:
        return f"https://{self.host}/{self.kind}/{self.code}"

    @property
    def printed_uri(self) -> str:
        """All capitals: QR codes hold it in alphanumeric mode, 2 mm smaller."""
        return self.uri.upper()

    @property
    def spoken(self) -> str:
        """The code in groups of four, for people and telephones."""
        return "-".join(self.code[i : i + 4] for i in range(0, len(self.code), 4))

    def __str__(self) -> str:
        return self.uri


def mint_own_identifier(
    kind: OwnKind, random: bytes, *, host: str, length: int = 10
) -> OwnIdentifier:
    """A new identifier from the first `length` × 5 bits of `random`, which the caller draws."""
    if not _SHORTEST <= length + 1 <= _LONGEST:
        raise OwnIdentifierError(
            "length", _WHAT, minimum=_SHORTEST - 1, maximum=_LONGEST - 1, got=length
        )
    needed = -(-length * 5 // 8)
    if len(random) < needed:
        raise OwnIdentifierError("own_random", _WHAT, length=needed, got=len(random))
    number = int.from_bytes(random[:needed]) >> (needed * 8 - length * 5)
    body = "".join(ALPHABET[number >> 5 * i & 31] for i in reversed(range(length)))
    return OwnIdentifier.parse(f"https://{host}/{kind}/{body}{check_character(body)}")


def read_code(text: str) -> str:
    """The code in its one spelling: I and L are 1, O is 0, hyphens and small letters are read."""
    code = text.translate(_READ_AS).upper()
    if not _SHORTEST <= len(code) <= _LONGEST:
        raise OwnIdentifierError(
            "length", _WHAT, minimum=_SHORTEST, maximum=_LONGEST, got=len(code)
        )
    if not _VALUES.keys() >= set(code):
        raise OwnIdentifierError("own_characters", _WHAT, got=text)
    wanted = check_character(code[:-1])
    if code[-1] != wanted:
        raise OwnIdentifierError("own_check", _WHAT, digit=wanted, got=code[-1])
    return code


def check_character(body: str) -> str:
    """The character that makes the sum over GF(32) nought, weights being powers of the generator.

    No two weights are equal, so one wrong character and any two exchanged ones change the sum.
    Crockford's own check symbols do the same with five signs that labels and QR codes lack.
    """
    total = 0
    for character in body:
        total = _double(total ^ _VALUES[character])
    return ALPHABET[total]


def _double(value: int) -> int:
    """Multiplies by x in GF(2)[x] / (x⁵ + x² + 1), where x generates all 31 units."""
    value <<= 1
    return value ^ 0b100101 if value & 32 else value
