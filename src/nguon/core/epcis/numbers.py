"""A JSON number that remembers how it was written.

`1.0`, `1e3` and `1000` say different things about a scale's precision, and a signature
over the text breaks when one is printed as the other; the value alone cannot tell them apart.
"""

from decimal import Decimal, InvalidOperation
from math import isinf
from typing import Self

MAX_CHARACTERS = 4096
"""Longest number read, and the smallest power of ten: `1e-999999999` is a bomb, not a weight."""
_EXPONENT_OF_DOUBLES = 308


class NumberTooLargeError(ValueError):
    """A number that nobody can want: too long to keep, or too large for a double."""


class Number(Decimal):
    """A decimal with the characters it was written with, in `text`."""

    __slots__ = ("text",)
    text: str

    def __new__(cls, text: str) -> Self:
        if len(text) > MAX_CHARACTERS:
            raise NumberTooLargeError(text[:40])
        try:
            number = super().__new__(cls, text)
        except InvalidOperation:
            raise NumberTooLargeError(text[:40]) from None
        exponent = number.adjusted()
        if exponent < -MAX_CHARACTERS or _is_beyond_doubles(number, exponent):
            raise NumberTooLargeError(text[:40])
        number.text = text
        return number

    def __reduce__(self) -> tuple[type[Self], tuple[str]]:
        return type(self), (self.text,)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object, /) -> Self:
        return self


def _is_beyond_doubles(number: Decimal, exponent: int) -> bool:
    """Most readers would see infinity, or refuse the whole text (RFC 8259 §6)."""
    if exponent < _EXPONENT_OF_DOUBLES:
        return False
    return exponent > _EXPONENT_OF_DOUBLES or isinf(float(number))


def written(number: Decimal) -> str:
    """The JSON text of a number: as it was read, or in plain digits if it was computed here."""
    return number.text if isinstance(number, Number) else format(number, "f")
