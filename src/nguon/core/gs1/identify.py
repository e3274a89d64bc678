"""The front door: any text in, one comparable identifier out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from nguon.core.gs1.check_digits import is_digits
from nguon.core.gs1.digital_link import DigitalLink
from nguon.core.gs1.digital_link_path import Pairs
from nguon.core.gs1.epc_urn import EpcUrn
from nguon.core.gs1.errors import Gs1Error, IdentifierError, OwnIdentifierError
from nguon.core.gs1.identity import Kind, canonical_link, kind_of
from nguon.core.gs1.own_identifier import OwnIdentifier
from nguon.core.gs1.primary_keys import PRIMARY_KEYS
from nguon.core.gs1.private_uri import kind_by_shape, normalise

Scheme = Literal["gs1", "own", "private"]

_CANONICAL_HOST = re.compile(r"https?://id\.gs1\.org(?:[:/?#]|\Z)", re.IGNORECASE)
_OWN_SHAPE = re.compile(r"/(obj|class|loc)/[A-Za-z0-9-]+\Z", re.IGNORECASE)
_OWN_KINDS: Mapping[str, Kind] = {"obj": "instance", "class": "class", "loc": "place"}
_FOREIGN_KINDS: Mapping[str, Kind] = {"id": "instance", "class": "class", "idpat": "class"}
_LIKELY_KEY_DIGITS = 8
_LONGEST_REMEMBERED = 256


@dataclass(frozen=True, slots=True)
class Identifier:
    """Two texts mean the same thing if and only if their `canonical` is equal.

    `keys` holds every AI of the path, so also the lot that `canonical` leaves out when there is a
    serial number. A query string is no part of the identity.
    """

    text: str
    canonical: str
    kind: Kind
    scheme: Scheme
    keys: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)


def identify(text: str, *, own_hosts: frozenset[str] = frozenset()) -> Identifier:
    """What `text` names.

    Raises IdentifierError only for text that claims to be GS1 (a Digital Link, `urn:epc:`) or an
    identifier of one of `own_hosts`, and is wrong. Everything else is private and stays as it is.
    """
    if len(text) > _LONGEST_REMEMBERED:
        return _identify(text, own_hosts)
    return _identify_remembering(text, own_hosts)


def _identify(text: str, own_hosts: frozenset[str]) -> Identifier:
    head = text[:8].lower()
    if head.startswith("urn:epc:"):
        return _from_urn(text)
    if head.startswith(("http://", "https://")):
        return _from_web(text, own_hosts)
    return _private(text)


_identify_remembering = lru_cache(maxsize=65536)(_identify)


def _from_urn(text: str) -> Identifier:
    try:
        urn = EpcUrn.parse(text)
    except Gs1Error as error:
        raise IdentifierError.because(error) from error
    if urn.pairs is None:
        return Identifier(text, urn.text, _FOREIGN_KINDS[urn.namespace], "gs1")
    return _gs1(text, urn.pairs)


def _from_web(text: str, own_hosts: frozenset[str]) -> Identifier:
    if _OWN_SHAPE.search(text) and (own := _own(text, own_hosts)):
        return own
    try:
        pairs = DigitalLink.parse(text).path
    except Gs1Error as error:
        if _claims_to_be_gs1(text):
            raise IdentifierError.because(error) from error
        normal = normalise(text)
        if normal == text:
            return _private(text)
        # /%30%31/ is /01/: escapes may hide a key or an identifier of ours.
        return replace(_from_web(normal, own_hosts), text=text)
    return _gs1(text, pairs)


def _own(text: str, own_hosts: frozenset[str]) -> Identifier | None:
    try:
        own = OwnIdentifier.parse(text)
    except OwnIdentifierError as error:
        if own_hosts and normalise(text).split("/")[2] in own_hosts:
            raise IdentifierError.because(error) from error
        return None
    return Identifier(text, own.uri, _OWN_KINDS[own.kind], "own")


def _gs1(text: str, pairs: Pairs) -> Identifier:
    return Identifier(
        text, canonical_link(pairs), kind_of(pairs), "gs1", MappingProxyType(dict(pairs))
    )


def _private(text: str) -> Identifier:
    canonical = normalise(text)
    return Identifier(text, canonical, kind_by_shape(canonical), "private")


def _claims_to_be_gs1(text: str) -> bool:
    """A key and a long number in the right places; /2026/01/15 is a date, not a product."""
    if _CANONICAL_HOST.match(text):
        return True
    segments = re.split(r"[?#]", text, maxsplit=1)[0].split("/")
    # From the end, so that a long path is walked once: after a key every second segment is an AI.
    only_ais_follow = [True, True]
    for index in range(len(segments) - 1, 2, -1):
        side = index % 2
        if only_ais_follow[side] and segments[index] in PRIMARY_KEYS:
            value = segments[index + 1 : index + 2]
            if value and _starts_like_a_key(value[0]):
                return True
        ai = segments[index]
        only_ais_follow[side] = only_ais_follow[side] and 2 <= len(ai) <= 4 and is_digits(ai)
    return False


def _starts_like_a_key(value: str) -> bool:
    return len(value) >= _LIKELY_KEY_DIGITS and is_digits(value[:_LIKELY_KEY_DIGITS])
