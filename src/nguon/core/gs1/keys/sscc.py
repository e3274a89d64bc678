"""Serial Shipping Container Code, AI (00), GenSpecs §2.2: one pallet, crate or parcel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from nguon.core.gs1.check_digits import require_check_digit, require_digits
from nguon.core.gs1.prefixes import IssuedKey
from nguon.core.gs1.uri_text import link


@dataclass(frozen=True, slots=True)
class Sscc(IssuedKey):
    value: str

    @classmethod
    def parse(cls, text: str) -> Self:
        return cls(require_check_digit(require_digits(text, 18, "SSCC"), "SSCC"))

    @property
    def issuer_digits(self) -> str:
        return self.value[1:]

    def as_ai_pairs(self) -> tuple[tuple[str, str], ...]:
        return (("00", self.value),)

    def as_digital_link(self) -> str:
        return link(self.as_ai_pairs())

    def __str__(self) -> str:
        return self.value
