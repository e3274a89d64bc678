"""EPC schemes without a GS1 key (TDS 2.x §6.3): their ids stay URNs, but are checked."""

from __future__ import annotations

import re
from collections.abc import Mapping

from nguon.core.gs1.errors import CheckDigitError, EpcUrnError

_WHAT = "EPC URN"
_FORMS: Mapping[str, tuple[str, re.Pattern[str]]] = {
    "gid": ("M.C.S", re.compile(r"(?:0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*)){2}\Z")),
    "usdod": ("CAGE.S", re.compile(r"[0-9A-HJ-NP-Z]{5,6}\.(?:0|[1-9][0-9]{0,10})\Z")),
    "adi": (
        "CAGE.P.S",
        re.compile(
            r"[0-9A-HJ-NP-Z]{5,6}\.(?:[0-9A-Z-]|%2F){0,32}\.(?:%23)?(?:[0-9A-Z-]|%2F){1,30}\Z"
        ),
    ),
    "bic": ("AAAU9999999", re.compile(r"[A-Z]{3}[JUZ][0-9]{7}\Z")),
    "imovn": ("9999999", re.compile(r"[0-9]{7}\Z")),
}
# ISO 6346: A is 10, and multiples of 11 are left out.
_CONTAINER_VALUES = {
    **{str(digit): digit for digit in range(10)},
    **dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", (n for n in range(10, 39) if n % 11), strict=True)),
}


def is_foreign(scheme: str) -> bool:
    return scheme in _FORMS


def require_foreign(scheme: str, text: str) -> None:
    form, pattern = _FORMS[scheme]
    if pattern.match(text) is None:
        raise EpcUrnError("urn_parts", _WHAT, form=f"{scheme}:{form}", got=text)
    if scheme in {"bic", "imovn"}:
        wanted = _container_digit(text) if scheme == "bic" else _vessel_digit(text)
        if text[-1] != wanted:
            error = CheckDigitError("check_digit", _WHAT, digit=wanted, got=text[-1])
            raise EpcUrnError.because(error) from error


def _container_digit(text: str) -> str:
    total = sum(_CONTAINER_VALUES[character] << place for place, character in enumerate(text[:-1]))
    return str(total % 11 % 10)


def _vessel_digit(text: str) -> str:
    return str(sum(int(digit) * (7 - place) for place, digit in enumerate(text[:-1])) % 10)
