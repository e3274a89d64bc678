"""GTIN with a lot, AI (01) and (10): what one harvest or one production run made."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

from nguon.core.gs1.errors import KeyValueError
from nguon.core.gs1.keys.gtin import Gtin
from nguon.core.gs1.keys.lot import Lot
from nguon.core.gs1.prefixes import IssuedKey
from nguon.core.gs1.uri_text import link

_FORM = re.compile(r"\(01\)([^(]*)\(10\)(.*)\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Lgtin(IssuedKey):
    gtin: Gtin
    lot: Lot

    @classmethod
    def of(cls, gtin: str, lot: str) -> Self:
        return cls(Gtin.parse(gtin), Lot.parse(lot))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Reads `(01)…(10)…`."""
        found = _FORM.match(text)
        if found is None:
            raise KeyValueError("form", "LGTIN", form="(01)…(10)…", got=text)
        return cls.of(found[1], found[2])

    @property
    def issuer_digits(self) -> str:
        return self.gtin.issuer_digits

    def as_ai_pairs(self) -> tuple[tuple[str, str], ...]:
        return (*self.gtin.as_ai_pairs(), *self.lot.as_ai_pairs())

    def as_digital_link(self) -> str:
        return link(self.as_ai_pairs())

    def __str__(self) -> str:
        return "".join(f"({ai}){value}" for ai, value in self.as_ai_pairs())
