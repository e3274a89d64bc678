"""GS1 element strings (GenSpecs §7.8): `(01)…(10)…` for people, FNC1 between them in symbols."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from nguon.core.gs1.application_identifiers import find_ai, find_ai_at_start
from nguon.core.gs1.check_digits import is_digits
from nguon.core.gs1.digital_link_path import Pairs
from nguon.core.gs1.errors import ElementStringError, Gs1Error
from nguon.core.gs1.keys import Gtin

_WHAT = "ELEMENT STRING"
GROUP_SEPARATOR = "\x1d"

# AIM symbology identifiers (ISO/IEC 15424) of symbols in GS1 mode, and of those that hold a GTIN.
_GS1_SYMBOLS = frozenset({"]C1", "]e0", "]e1", "]e2", "]d2", "]Q3", "]J1"})
_GTIN_SYMBOLS = frozenset({"]E0", "]E4", "]I1", "]X0"})
_BRACKETED = re.compile(r"\(([0-9]{2,4})\)((?:\\[\s\S]|[^(\\])*)")


@dataclass(frozen=True, slots=True)
class ElementString:
    """AI and value pairs in the order they came, each AI once."""

    pairs: Pairs

    @classmethod
    def of(
        cls,
        pairs: Iterable[tuple[str, str]],
        *,
        allow_restricted: bool = False,
        allow_unknown: bool = False,
    ) -> Self:
        """Checks every value; an AI that comes twice must say the same both times."""
        values: dict[str, str] = {}
        for ai, text in pairs:
            value = _read(ai, text, allow_restricted=allow_restricted, allow_unknown=allow_unknown)
            if values.setdefault(ai, value) != value:
                raise ElementStringError("repeated_ai", _WHAT, ai=ai)
        return cls(tuple(values.items()))

    @classmethod
    def parse(
        cls, text: str, *, allow_restricted: bool = False, allow_unknown: bool = False
    ) -> Self:
        """Reads the bracketed form, in which a bracket that belongs to a value is written `\\(`."""
        pairs, position = [], 0
        while found := _BRACKETED.match(text, position):
            pairs.append((found[1], found[2].replace("\\(", "(")))
            position = found.end()
        if not pairs or position != len(text):
            raise ElementStringError("form", _WHAT, form="(01)…(10)…", got=text)
        return cls.of(pairs, allow_restricted=allow_restricted, allow_unknown=allow_unknown)

    @classmethod
    def parse_raw(
        cls, text: str, *, fnc1: str = GROUP_SEPARATOR, allow_restricted: bool = False
    ) -> Self:
        """Reads what a symbol holds: FNC1 first, then the element strings.

        Unknown AIs cannot be read here, since their length is not known.
        """
        if not text.startswith(fnc1) or len(text) == 1:
            raise ElementStringError("form", _WHAT, form="FNC1 AI…", got=text)
        pairs, position = [], 1
        while position < len(text):
            ai = find_ai_at_start(text[position : position + 4])
            if ai is None:
                raise ElementStringError("unknown_ai", _WHAT, got=text[position : position + 4])
            position += len(ai.ai)
            end = text.find(fnc1, position)
            end = len(text) if end < 0 else end
            if not ai.needs_separator:
                end = min(end, position + ai.longest)
            pairs.append((ai.ai, text[position:end]))
            position = end + 1 if text.startswith(fnc1, end) else end
        return cls.of(pairs, allow_restricted=allow_restricted)

    @classmethod
    def parse_scan(cls, text: str) -> Self:
        """Reads what a scanner sends, with an AIM symbology identifier or without.

        EAN-13, UPC-A, EAN-8 and ITF-14 hold a bare GTIN. Without identifier, FNC1 first is left
        out by many phones, so it is not asked for.
        """
        symbology, data = text[:3], text[3:]
        if symbology in _GTIN_SYMBOLS:
            return cls(_gtin_pairs(data))
        if symbology in _GS1_SYMBOLS:
            return cls.parse_raw(GROUP_SEPARATOR + data.removeprefix(GROUP_SEPARATOR))
        if symbology.startswith("]"):
            raise ElementStringError("form", _WHAT, form="]C1, ]d2, ]Q3, ]e0, ]E0…", got=symbology)
        if text.startswith("("):
            return cls.parse(text)
        if len(text) in {8, 12, 13, 14} and is_digits(text):
            return cls(_gtin_pairs(text))
        return cls.parse_raw(GROUP_SEPARATOR + text.removeprefix(GROUP_SEPARATOR))

    @property
    def values(self) -> dict[str, str]:
        return dict(self.pairs)

    def as_bracketed(self) -> str:
        return "".join(f"({ai}){value.replace('(', chr(92) + '(')}" for ai, value in self.pairs)

    def as_raw(self, *, fnc1: str = GROUP_SEPARATOR) -> str:
        """FNC1 first, and after each value whose length GS1 has not fixed in advance."""
        parts = [fnc1]
        for index, (ai, value) in enumerate(self.pairs):
            known = find_ai(ai)
            parts.append(ai + value)
            if (known is None or known.needs_separator) and index < len(self.pairs) - 1:
                parts.append(fnc1)
        return "".join(parts)

    def __str__(self) -> str:
        return self.as_bracketed()


def _read(ai: str, text: str, *, allow_restricted: bool, allow_unknown: bool) -> str:
    known = find_ai(ai)
    if known is None:
        if allow_unknown and text:
            return text
        raise ElementStringError("unknown_ai", _WHAT, got=ai)
    try:
        return known.read_value(text, allow_restricted=allow_restricted)
    except Gs1Error as error:
        raise ElementStringError.because(error) from error


def _gtin_pairs(text: str) -> Pairs:
    try:
        return Gtin.parse(text).as_ai_pairs()
    except Gs1Error as error:
        raise ElementStringError.because(error) from error
