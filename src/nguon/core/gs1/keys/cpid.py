"""Component/Part Identifier, AI (8010), with its serial number, AI (8011)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

from nguon.core.gs1.character_sets import require_text
from nguon.core.gs1.check_digits import is_digits
from nguon.core.gs1.errors import KeyValueError
from nguon.core.gs1.prefixes import IssuedKey, require_company_prefix
from nguon.core.gs1.uri_text import link

_FORM = re.compile(r"\(8010\)([^(]*)(?:\(8011\)(.*))?\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Cpid(IssuedKey):
    part: str
    serial: str | None = None

    @classmethod
    def of(cls, part: str, serial: str | None = None) -> Self:
        require_text(part, 30, "CPID", charset="CSET 39")
        require_company_prefix(part, "CPID")
        if serial is not None:
            _require_serial(serial)
        return cls(part, serial)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Reads the part number alone, or `(8010)…(8011)…`."""
        found = _FORM.match(text)
        return cls.of(found[1], found[2]) if found else cls.of(text)

    @property
    def issuer_digits(self) -> str:
        return self.part

    def as_ai_pairs(self) -> tuple[tuple[str, str], ...]:
        pairs = (("8010", self.part),)
        return pairs if self.serial is None else (*pairs, ("8011", self.serial))

    def as_digital_link(self) -> str:
        return link(self.as_ai_pairs())

    def __str__(self) -> str:
        return "".join(f"({ai}){value}" for ai, value in self.as_ai_pairs())


def _require_serial(serial: str) -> None:
    if len(serial) > 12 or not is_digits(serial):
        raise KeyValueError("not_digits", "CPID SERIAL", length="1–12", got=serial)
    if serial[0] == "0":
        raise KeyValueError("no_leading_zero", "CPID SERIAL", got=serial)
