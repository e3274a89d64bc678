"""Individual Trade Item Piece, AI (8006): piece 2 of 3 of one trade item."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from nguon.core.gs1.check_digits import require_digits
from nguon.core.gs1.errors import KeyValueError
from nguon.core.gs1.keys.gtin import Gtin
from nguon.core.gs1.prefixes import IssuedKey
from nguon.core.gs1.uri_text import link


@dataclass(frozen=True, slots=True)
class Itip(IssuedKey):
    gtin: Gtin
    piece: int
    total: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Reads 18 digits: GTIN, piece, total."""
        require_digits(text, 18, "ITIP")
        piece, total = int(text[14:16]), int(text[16:])
        if not 1 <= piece <= total:
            raise KeyValueError("piece_of_total", "ITIP", got=f"{text[14:16]}/{text[16:]}")
        return cls(Gtin.parse(text[:14]), piece, total)

    @property
    def value(self) -> str:
        return f"{self.gtin.value}{self.piece:02}{self.total:02}"

    @property
    def issuer_digits(self) -> str:
        return self.gtin.issuer_digits

    def as_ai_pairs(self) -> tuple[tuple[str, str], ...]:
        return (("8006", self.value),)

    def as_digital_link(self) -> str:
        return link(self.as_ai_pairs())

    def __str__(self) -> str:
        return self.value
