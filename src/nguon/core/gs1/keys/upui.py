"""Unit Pack Identifier, AI (01) and (235): one item numbered by a third party."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

from nguon.core.gs1.errors import KeyValueError
from nguon.core.gs1.keys.gtin import Gtin
from nguon.core.gs1.keys.serial import ThirdPartySerial
from nguon.core.gs1.prefixes import IssuedKey
from nguon.core.gs1.uri_text import link

_FORM = re.compile(r"\(01\)([^(]*)\(235\)(.*)\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Upui(IssuedKey):
    gtin: Gtin
    serial: ThirdPartySerial

    @classmethod
    def of(cls, gtin: str, serial: str) -> Self:
        return cls(Gtin.parse(gtin), ThirdPartySerial.parse(serial))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Reads `(01)…(235)…`."""
        found = _FORM.match(text)
        if found is None:
            raise KeyValueError("form", "UPUI", form="(01)…(235)…", got=text)
        return cls.of(found[1], found[2])

    @property
    def issuer_digits(self) -> str:
        return self.gtin.issuer_digits

    def as_ai_pairs(self) -> tuple[tuple[str, str], ...]:
        return (*self.gtin.as_ai_pairs(), *self.serial.as_ai_pairs())

    def as_digital_link(self) -> str:
        return link(self.as_ai_pairs())

    def __str__(self) -> str:
        return "".join(f"({ai}){value}" for ai, value in self.as_ai_pairs())
