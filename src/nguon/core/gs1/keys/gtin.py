"""Global Trade Item Number, AI (01), GenSpecs §2.1 and §3.3.2: GTIN-8, -12, -13 and -14."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Self

from nguon.core.gs1.check_digits import is_digits, require_check_digit
from nguon.core.gs1.errors import KeyValueError, RestrictedNumberError
from nguon.core.gs1.prefixes import IssuedKey, why_not_global
from nguon.core.gs1.uri_text import link

GtinFormat = Literal[8, 12, 13, 14]


@dataclass(frozen=True, slots=True)
class Gtin(IssuedKey):
    """Held as 14 digits, so that the same product scanned as EAN-13 and ITF-14 is equal."""

    value: str

    @classmethod
    def parse(cls, text: str) -> Self:
        gtin_14 = read_14_digits(text, "GTIN")
        if reason := why_not_global(gtin_14):
            code, prefix = reason
            raise RestrictedNumberError(code, "GTIN", got=text, prefix=prefix)
        return cls(gtin_14)

    @property
    def format(self) -> GtinFormat:
        """The shortest format that holds the number."""
        if self.value.startswith("000000"):
            return 8
        if self.value.startswith("00"):
            return 12
        return 13 if self.value.startswith("0") else 14

    @property
    def indicator(self) -> int:
        """0 for the item itself, 1-8 for a grouping of it, 9 for variable measure."""
        return int(self.value[0])

    @property
    def is_variable_measure(self) -> bool:
        return self.value[0] == "9"

    @property
    def issuer_digits(self) -> str:
        return self.value[6:] if self.value.startswith("00000", 1) else self.value[1:]

    def as_gtin_8(self) -> str:
        return self._last(8)

    def as_gtin_12(self) -> str:
        return self._last(12)

    def as_gtin_13(self) -> str:
        return self._last(13)

    def as_gtin_14(self) -> str:
        return self.value

    def as_ai_pairs(self) -> tuple[tuple[str, str], ...]:
        return (("01", self.value),)

    def as_digital_link(self) -> str:
        return link(self.as_ai_pairs())

    def _last(self, length: int) -> str:
        if self.format > length:
            raise KeyValueError("gtin_format", f"GTIN-{length}", length=length, got=self.value)
        return self.value[-length:]

    def __str__(self) -> str:
        return self.value


def read_14_digits(text: str, what: str) -> str:
    """8, 12, 13 or 14 digits with a right check digit, filled up with zeros on the left."""
    if len(text) not in {8, 12, 13, 14}:
        raise KeyValueError("digits", what, length="8/12/13/14", got=len(text))
    if not is_digits(text):
        raise KeyValueError("not_digits", what, length="8/12/13/14", got=text)
    return require_check_digit(text, what).zfill(14)
