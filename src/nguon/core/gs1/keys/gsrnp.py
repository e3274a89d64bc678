"""Global Service Relation Number of whoever provides a service, AI (8017)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from nguon.core.gs1.check_digits import require_check_digit, require_digits
from nguon.core.gs1.prefixes import IssuedKey
from nguon.core.gs1.uri_text import link


@dataclass(frozen=True, slots=True)
class Gsrnp(IssuedKey):
    value: str

    @classmethod
    def parse(cls, text: str) -> Self:
        return cls(require_check_digit(require_digits(text, 18, "GSRNP"), "GSRNP"))

    @property
    def issuer_digits(self) -> str:
        return self.value

    def as_ai_pairs(self) -> tuple[tuple[str, str], ...]:
        return (("8017", self.value),)

    def as_digital_link(self) -> str:
        return link(self.as_ai_pairs())

    def __str__(self) -> str:
        return self.value
