"""Check digit and check character pair (GS1 General Specifications §7.9), ASCII digits only.

`str.isdecimal` says yes to Arabic-Indic and full-width digits, so it is not used here.
"""

from __future__ import annotations

import re

from nguon.core.gs1.character_sets import CSET_32, CSET_82
from nguon.core.gs1.errors import CheckDigitError, KeyValueError

_DIGITS = re.compile(r"[0-9]+\Z")

# Weights of the check character pair: the primes from the rightmost character leftwards.
_PRIMES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83)


def is_digits(text: str) -> bool:
    return _DIGITS.match(text) is not None


def check_digit(digits: str) -> str:
    """The digit that completes `digits`; the rightmost of them weighs 3."""
    codes = digits.encode("ascii")
    heavy, light = codes[::-2], codes[-2::-2]
    total = 3 * (sum(heavy) - 48 * len(heavy)) + sum(light) - 48 * len(light)
    return "0123456789"[-total % 10]


def has_check_digit(digits: str) -> bool:
    return check_digit(digits[:-1]) == digits[-1]


def require_digits(text: str, length: int, what: str) -> str:
    if len(text) != length:
        raise KeyValueError("digits", what, length=length, got=len(text))
    if not is_digits(text):
        raise KeyValueError("not_digits", what, length=length, got=text)
    return text


def require_check_digit(digits: str, what: str) -> str:
    wanted = check_digit(digits[:-1])
    if digits[-1] != wanted:
        raise CheckDigitError("check_digit", what, digit=wanted, got=digits[-1])
    return digits


def check_pair(text: str) -> str:
    """The two characters that complete a GMN or MUDI (GenSpecs §7.9.5); `text` is CSET 82."""
    total = sum(
        prime * CSET_82.index(character)
        for prime, character in zip(_PRIMES, reversed(text), strict=False)
    )
    high, low = divmod(total % 1021, 32)
    return CSET_32[high] + CSET_32[low]
