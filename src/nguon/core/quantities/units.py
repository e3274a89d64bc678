"""Units of UN/ECE Recommendation 20 under their everyday Vietnamese and English names.

Packages (hộp, gói, thùng…) are each a dimension of their own: how many packets a carton
holds is a fact about the goods, never about the unit.
"""

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files

from nguon.core.quantities.numbers import exact
from nguon.core.quantities.problems import QuantityError


@dataclass(frozen=True)
class Unit:
    """One unit; `value in the dimension's base = value * factor + offset`."""

    code: str
    """UN/ECE code, as EPCIS writes it in `uom`."""

    dimension: str
    factor: Fraction
    offset: Fraction
    symbol: str
    """How Vietnamese documents print it."""

    english_symbol: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Word:
    """An everyday word: so many of a unit. «yến» is ten of KGM, «kg» one."""

    text: str
    unit: Unit
    times: Decimal

    @property
    def said(self) -> str:
        """The word to print after the number, or nothing if the unit's own symbol does."""
        return self.text if self.text in self.unit.names and self.text != self.unit.symbol else ""

    def count(self, number: Decimal) -> Decimal:
        """So many of this word, in its unit; a number that needs no change keeps its zeros."""
        return number if self.times == 1 else exact(Fraction(number) * Fraction(self.times))


@cache
def all_units() -> Mapping[str, Unit]:
    """Every known unit by its UN/ECE code."""
    return {str(row["code"]): _unit(row) for row in _rows()}


def unit(code: str) -> Unit:
    """The unit of a UN/ECE code, written exactly as the recommendation does."""
    try:
        return all_units()[code]
    except KeyError:
        raise QuantityError("unit_unknown", text=code) from None


def find_word(text: str) -> Word:
    """The unit that an everyday word or a UN/ECE code names.

    Accents may be left out where only one unit can be meant: «qua» is «quả», but «ta»
    may be «tạ» or «tá» and is refused.
    """
    wanted = _folded(text)
    if text in all_units():
        return Word(text, all_units()[text], Decimal(1))
    if wanted in _words():
        return _words()[wanted]
    choices = _words_without_accents().get(_unaccented(wanted), ())
    if len({(word.unit.code, word.times) for word in choices}) > 1:
        listed = " / ".join(f"«{word.text}»" for word in choices)
        raise QuantityError("unit_ambiguous", text=text, choices=listed)
    if not choices or wanted != _unaccented(wanted):
        raise QuantityError("unit_unknown", text=text)
    return choices[0]


def _rows() -> list[dict[str, object]]:
    table = files("nguon.core.quantities").joinpath("units.json").read_text(encoding="utf-8")
    rows: list[dict[str, object]] = json.loads(table)["units"]
    return rows


def _unit(row: Mapping[str, object]) -> Unit:
    return Unit(
        code=str(row["code"]),
        dimension=str(row["dimension"]),
        factor=Fraction(str(row["factor"])),
        offset=Fraction(str(row.get("offset", "0"))),
        symbol=str(row["symbol"]),
        english_symbol=str(row.get("en_symbol", row["symbol"])),
        names=(*_names(row, "vi"), *_names(row, "en")),
    )


def _names(row: Mapping[str, object], language: str) -> tuple[str, ...]:
    names = row[language]
    return tuple(names) if isinstance(names, list) else ()


@cache
def _words() -> Mapping[str, Word]:
    words: dict[str, Word] = {}
    for row in _rows():
        it = all_units()[str(row["code"])]
        many = row.get("many", {})
        if isinstance(many, dict):
            words |= {_folded(n): Word(n, it, Decimal(times)) for n, times in many.items()}
        words |= {_folded(name): Word(name, it, Decimal(1)) for name in it.names}
    return words


@cache
def _words_without_accents() -> Mapping[str, tuple[Word, ...]]:
    plain: dict[str, tuple[Word, ...]] = {}
    for key, word in _words().items():
        plain[_unaccented(key)] = (*plain.get(_unaccented(key), ()), word)
    return plain


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _unaccented(text: str) -> str:
    apart = unicodedata.normalize("NFD", text).replace("đ", "d")
    return "".join(c for c in apart if not unicodedata.combining(c))
