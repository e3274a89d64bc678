"""Global Coupon Number, AI (255), with an optional serial of up to 12 digits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from nguon.core.gs1.check_digits import is_digits, require_check_digit, require_digits
from nguon.core.gs1.errors import KeyValueError
from nguon.core.gs1.prefixes import IssuedKey
from nguon.core.gs1.uri_text import link


@dataclass(frozen=True, slots=True)
class Gcn(IssuedKey):
    coupon: str
    serial: str | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        head, serial = text[:13], text[13:]
        require_check_digit(require_digits(head, 13, "GCN"), "GCN")
        if serial and (len(serial) > 12 or not is_digits(serial)):
            raise KeyValueError("not_digits", "GCN", length="13 + 0–12", got=text)
        return cls(head, serial or None)

    @property
    def value(self) -> str:
        return f"{self.coupon}{self.serial or ''}"

    @property
    def issuer_digits(self) -> str:
        return self.coupon

    def as_ai_pairs(self) -> tuple[tuple[str, str], ...]:
        return (("255", self.value),)

    def as_digital_link(self) -> str:
        return link(self.as_ai_pairs())

    def __str__(self) -> str:
        return self.value
