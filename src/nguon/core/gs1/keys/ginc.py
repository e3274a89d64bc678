"""Global Identification Number for Consignment, AI (401): what a carrier carries together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from nguon.core.gs1.character_sets import require_text
from nguon.core.gs1.prefixes import IssuedKey, require_company_prefix
from nguon.core.gs1.uri_text import link


@dataclass(frozen=True, slots=True)
class Ginc(IssuedKey):
    value: str

    @classmethod
    def parse(cls, text: str) -> Self:
        return cls(require_company_prefix(require_text(text, 30, "GINC"), "GINC"))

    @property
    def issuer_digits(self) -> str:
        return self.value

    def as_ai_pairs(self) -> tuple[tuple[str, str], ...]:
        return (("401", self.value),)

    def as_digital_link(self) -> str:
        return link(self.as_ai_pairs())

    def __str__(self) -> str:
        return self.value
