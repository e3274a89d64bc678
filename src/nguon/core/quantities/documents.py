"""Amounts inside running Vietnamese text: «giữ ở 2–8 °C», «trả lại 30 kg giò»."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from nguon.core.quantities.amounts import Quantity
from nguon.core.quantities.numbers import SPACES, parse_number
from nguon.core.quantities.problems import QuantityError
from nguon.core.quantities.units import all_units, find_word

_DIGITS = rf"[0-9]{{1,3}}(?:[.{SPACES}][0-9]{{3}})+(?:,[0-9]+)?|[0-9]+(?:[.,][0-9]+)?"
_TO = r"\s*(?:[-–—÷]|\u2026|\.\.\.|đến|tới|to)\s*"


@dataclass(frozen=True)
class Mention:
    """An amount found in a text, from `start` to `end`; a single amount has `low == high`."""

    start: int
    end: int
    low: Quantity
    high: Quantity


def find_quantities(text: str) -> tuple[Mention, ...]:
    """Every number with a known unit right after it, and ranges such as «2–8 °C».

    A hyphen between two numbers is a range, not a minus. Numbers in another style
    («1,234.5 kg») are left out. Positions count in the NFC form of the text.
    """
    return tuple(_mentions(unicodedata.normalize("NFC", text)))


def _mentions(text: str) -> Iterator[Mention]:
    for found in _pattern().finditer(text):
        try:
            word = find_word(found["unit"])
            high = parse_number(_signed(found, "high"))
            low = parse_number(_signed(found, "low")) if found["low"] else high
        except QuantityError:
            continue
        yield Mention(
            found.start(),
            found.end(),
            Quantity(word.count(low), word.unit, word.said),
            Quantity(word.count(high), word.unit, word.said),
        )


def _signed(found: "re.Match[str]", name: str) -> str:
    return f"{found[name + '_sign'] or ''}{found[name]}"


@cache
def _pattern() -> "re.Pattern[str]":
    names = {name for it in all_units().values() for name in it.names} | {"yến", "chục"}
    longest_first = "|".join(re.escape(n) for n in sorted(names, key=lambda n: (-len(n), n)))
    sign = r"(?P<{0}_sign>(?<![\w.,])[-\u2212])?"
    return re.compile(
        rf"(?<![\w.,/])(?:{sign.format('low')}(?P<low>{_DIGITS}){_TO})?"
        rf"{sign.format('high')}(?P<high>{_DIGITS})\s?(?P<unit>{longest_first})(?!\w)",
        re.IGNORECASE,
    )
