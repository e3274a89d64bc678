"""Global Document Type Identifier, AI (253): a kind of document, or one document of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from nguon.core.gs1.character_sets import require_text
from nguon.core.gs1.check_digits import require_check_digit, require_digits
from nguon.core.gs1.prefixes import IssuedKey
from nguon.core.gs1.uri_text import link


@dataclass(frozen=True, slots=True)
class Gdti(IssuedKey):
    document_type: str
    serial: str | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        head, serial = text[:13], text[13:]
        require_check_digit(require_digits(head, 13, "GDTI"), "GDTI")
        return cls(head, require_text(serial, 17, "GDTI") if serial else None)

    @property
    def value(self) -> str:
        return f"{self.document_type}{self.serial or ''}"

    @property
    def issuer_digits(self) -> str:
        return self.document_type

    def as_ai_pairs(self) -> tuple[tuple[str, str], ...]:
        return (("253", self.value),)

    def as_digital_link(self) -> str:
        return link(self.as_ai_pairs())

    def __str__(self) -> str:
        return self.value
