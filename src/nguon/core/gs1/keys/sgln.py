"""GLN with an extension, AI (414) and (254): a room, a shelf, a fridge of a place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

from nguon.core.gs1.character_sets import require_text
from nguon.core.gs1.errors import KeyValueError
from nguon.core.gs1.keys.gln import Gln
from nguon.core.gs1.prefixes import IssuedKey
from nguon.core.gs1.uri_text import link

_FORM = re.compile(r"\(414\)([^(]*)(?:\(254\)(.*))?\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Sgln(IssuedKey):
    """Without an extension it is the GLN itself; EPC URNs write that as extension 0."""

    gln: Gln
    extension: str | None = None

    @classmethod
    def of(cls, gln: str, extension: str | None = None) -> Self:
        if extension is not None:
            require_text(extension, 20, "GLN EXTENSION")
        return cls(Gln.parse(gln), extension)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Reads `(414)…(254)…`."""
        found = _FORM.match(text)
        if found is None:
            raise KeyValueError("form", "SGLN", form="(414)…(254)…", got=text)
        return cls.of(found[1], found[2])

    @property
    def issuer_digits(self) -> str:
        return self.gln.issuer_digits

    def as_ai_pairs(self) -> tuple[tuple[str, str], ...]:
        pairs = self.gln.as_ai_pairs()
        return pairs if self.extension is None else (*pairs, ("254", self.extension))

    def as_digital_link(self) -> str:
        return link(self.as_ai_pairs())

    def __str__(self) -> str:
        return "".join(f"({ai}){value}" for ai, value in self.as_ai_pairs())
