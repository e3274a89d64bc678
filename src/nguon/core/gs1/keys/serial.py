"""Serial numbers: AI (21), and AI (235) when a third party such as a tax office gives them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from nguon.core.gs1.character_sets import require_text


@dataclass(frozen=True, slots=True)
class Serial:
    """Up to 20 characters of CSET 82; `007` and `7` are two serial numbers."""

    value: str

    @classmethod
    def parse(cls, text: str) -> Self:
        return cls(require_text(text, 20, "SERIAL"))

    def as_ai_pairs(self) -> tuple[tuple[str, str], ...]:
        return (("21", self.value),)

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class ThirdPartySerial:
    """Third Party Controlled, Serialised Extension of GTIN (TPX), up to 28 characters."""

    value: str

    @classmethod
    def parse(cls, text: str) -> Self:
        return cls(require_text(text, 28, "TPX"))

    def as_ai_pairs(self) -> tuple[tuple[str, str], ...]:
        return (("235", self.value),)

    def __str__(self) -> str:
        return self.value
