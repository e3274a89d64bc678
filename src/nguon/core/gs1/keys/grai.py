"""Global Returnable Asset Identifier, AI (8003): crates and trays that come back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from nguon.core.gs1.character_sets import require_text
from nguon.core.gs1.check_digits import require_check_digit, require_digits
from nguon.core.gs1.errors import KeyValueError
from nguon.core.gs1.prefixes import IssuedKey
from nguon.core.gs1.uri_text import link


@dataclass(frozen=True, slots=True)
class Grai(IssuedKey):
    """`asset_type` is the 13-digit kind of crate; with a `serial` it is one crate."""

    asset_type: str
    serial: str | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Reads the AI value: a 0, the 13 digits of the type, then the serial if any."""
        head, serial = text[:14], text[14:]
        require_digits(head, 14, "GRAI")
        if head[0] != "0":
            raise KeyValueError("leading_zero", "GRAI", got=text)
        require_check_digit(head, "GRAI")
        return cls(head[1:], require_text(serial, 16, "GRAI") if serial else None)

    @property
    def value(self) -> str:
        return f"0{self.asset_type}{self.serial or ''}"

    @property
    def issuer_digits(self) -> str:
        return self.asset_type

    def as_ai_pairs(self) -> tuple[tuple[str, str], ...]:
        return (("8003", self.value),)

    def as_digital_link(self) -> str:
        return link(self.as_ai_pairs())

    def __str__(self) -> str:
        return self.value
