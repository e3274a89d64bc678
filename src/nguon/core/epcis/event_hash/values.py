"""Values as a pre-hash string has them: trimmed, without needless digits, in UTC (rules 5–9).

The reference reads any text as a number that Python's `float` takes, also `007` and `1e5`: a lot
number 007 and a lot number 7 hash alike there, and so do integers beyond 2⁵³. The printed rules
speak of quantities, so under them a text keeps its zeros in front.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from math import isfinite
from typing import NamedTuple

from nguon.core.epcis.event_hash.profile import HashProfile
from nguon.core.epcis.event_hash.reference_links import reference_link
from nguon.core.epcis.event_hash.words import without_urns
from nguon.core.epcis.identity import identity_of
from nguon.core.epcis.instants import read_instant
from nguon.core.epcis.memory import remembered

_MILLISECOND = 1000
_WHOLE_SECONDS = len("2026-11-22T05:00:00Z")
_FRACTION = re.compile(r"(-?(?:0|[1-9][0-9]*))\.([0-9]+)", re.ASCII)
_MAY_BE_NUMBER = re.compile(r"[+-]?\.?\d")


class Values(NamedTuple):
    """How one profile writes the three kinds of values there are."""

    text: Callable[[str], str]
    number: Callable[[str], str]
    time: Callable[[str], str]


@remembered
def _reference_text(text: str) -> str:
    text = text.strip()
    if text.startswith("urn:epc:"):
        return reference_link(text)
    text = without_urns(text)
    return reference_link(text) if _MAY_BE_NUMBER.match(text) is None else _reference_number(text)


def _reference_number(text: str) -> str:
    """`Infinity` makes the reference drop the whole event; here it stays as it is written."""
    try:
        number = float(text)
    except ValueError:
        return text
    if not isfinite(number):
        return text
    whole = int(number)
    return str(whole) if whole == number else repr(number)


@remembered
def _reference_time(text: str) -> str:
    """Half a millisecond goes to the even one; what rounds up to a second is carried over.

    The reference drops an event whose time rounds up to a second.
    """
    return _in_milliseconds(text.strip(), lambda µs: round(µs, -3))


@remembered
def _printed_text(text: str) -> str:
    """A fraction loses its trailing zeros, so that XML, which has texts only, hashes alike."""
    text = without_urns(text.strip())
    if found := _FRACTION.fullmatch(text):
        return f"{found[1]}.{found[2]}".rstrip("0").rstrip(".")
    return identity_of(text).canonical if ":" in text else text


def _printed_number(text: str) -> str:
    """Every digit that says something, and no exponent."""
    plain = format(Decimal(text), "f")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return "0" if plain in ("-0", "") else plain.removeprefix("+")


@remembered
def _printed_time(text: str) -> str:
    """Half a millisecond goes up."""
    return _in_milliseconds(text.strip(), lambda µs: (µs + 500) // _MILLISECOND * _MILLISECOND)


def _in_milliseconds(text: str, rounded: Callable[[int], int]) -> str:
    instant = read_instant(text)
    if instant is None:
        return text
    if len(text) == _WHOLE_SECONDS and text[-1] == "Z":
        return f"{text[:-1]}.000Z"
    second = instant.replace(microsecond=0, tzinfo=None)
    try:
        second += timedelta(microseconds=rounded(instant.microsecond))
    except OverflowError:  # the last instant there is
        second = instant.replace(tzinfo=None)
    return second.isoformat(timespec="milliseconds") + "Z"


VALUES = {
    HashProfile.REFERENCE: Values(_reference_text, remembered(_reference_number), _reference_time),
    HashProfile.PRINTED: Values(_printed_text, _printed_number, _printed_time),
}
