"""Global Model Number, AI (8013): a model, with two check characters at its end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from nguon.core.gs1.character_sets import require_text
from nguon.core.gs1.check_digits import check_pair
from nguon.core.gs1.errors import CheckDigitError, KeyValueError
from nguon.core.gs1.prefixes import IssuedKey, require_company_prefix
from nguon.core.gs1.uri_text import link


@dataclass(frozen=True, slots=True)
class Gmn(IssuedKey):
    value: str

    @classmethod
    def parse(cls, text: str) -> Self:
        require_text(text, 25, "GMN")
        if len(text) < 3:
            raise KeyValueError("length", "GMN", minimum=6, maximum=25, got=len(text))
        pair = check_pair(text[:-2])
        if text[-2:] != pair:
            raise CheckDigitError("check_pair", "GMN", pair=pair, got=text[-2:])
        return cls(require_company_prefix(text, "GMN"))

    @property
    def issuer_digits(self) -> str:
        return self.value

    def as_ai_pairs(self) -> tuple[tuple[str, str], ...]:
        return (("8013", self.value),)

    def as_digital_link(self) -> str:
        return link(self.as_ai_pairs())

    def __str__(self) -> str:
        return self.value
