"""Batch or lot number, AI (10)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from nguon.core.gs1.character_sets import require_text


@dataclass(frozen=True, slots=True)
class Lot:
    """Up to 20 characters of CSET 82, which has no space and no Vietnamese letters."""

    value: str

    @classmethod
    def parse(cls, text: str) -> Self:
        return cls(require_text(text, 20, "LOT"))

    def as_ai_pairs(self) -> tuple[tuple[str, str], ...]:
        return (("10", self.value),)

    def __str__(self) -> str:
        return self.value
