"""Restricted Circulation Number (GenSpecs §1.4.3, §2.1.11): a GTIN-shaped number of one shop."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from nguon.core.gs1.errors import KeyValueError
from nguon.core.gs1.keys.gtin import read_14_digits
from nguon.core.gs1.prefixes import why_not_global


@dataclass(frozen=True, slots=True)
class RestrictedCirculationNumber:
    """What a retailer's scale prints: two shops use the same number for different things.

    It has no Digital Link and no `as_ai_pairs`: keep it next to the place that issued it.
    """

    value: str

    @classmethod
    def parse(cls, text: str) -> Self:
        gtin_14 = read_14_digits(text, "RCN")
        reason = why_not_global(gtin_14)
        if reason is None or reason[0] != "restricted":
            raise KeyValueError("not_restricted", "RCN", got=text)
        return cls(text)

    def __str__(self) -> str:
        return self.value
