"""Amounts: a number with its unit, as people say, type and print them."""

import re
import unicodedata
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from nguon.core.quantities.numbers import (
    LONGEST,
    SPACES,
    exact,
    format_number,
    fraction_to_decimal,
    parse_number,
)
from nguon.core.quantities.problems import QuantityError
from nguon.core.quantities.units import Unit, Word, find_word, unit

_HALF = Decimal("0.5")
_NUMBER = rf"[-\u2212+]?[0-9](?:[0-9.,{SPACES}]*[0-9])?"
_LEADING = re.compile(rf"(?P<number>[0-9]+/[0-9]+|{_NUMBER})?\s*(?P<rest>.*)", re.DOTALL)
_NEXT_NUMBER = re.compile(r"(?<=[^0-9])\s*(?=[0-9])")


@dataclass(frozen=True)
class Quantity:
    """A measured or counted amount. Two are equal if number and unit code are."""

    value: Decimal
    unit: Unit
    word: str = field(default="", compare=False)
    """The everyday word it was said with («quả» for H87), kept for printing."""

    @classmethod
    def of(cls, value: Decimal | int | str, code: str) -> "Quantity":
        return cls(Decimal(value), unit(code))

    def to(self, code: str, *, places: int | None = None) -> "Quantity":
        """The same amount in another unit of the same dimension, exactly.

        If the decimals never end (1 piece in dozens), `places` must say where to round.
        """
        target = unit(code)
        if target.dimension != self.unit.dimension:
            raise QuantityError("dimension", source=self.unit.symbol, target=target.symbol)
        base = Fraction(self.value) * self.unit.factor + self.unit.offset
        there = (base - target.offset) / target.factor
        number = fraction_to_decimal(there if places is None else round(there, places))
        if number is None:
            raise QuantityError(
                "inexact", value=self.value, source=self.unit.symbol, target=target.symbol
            )
        return Quantity(number, target)

    def __add__(self, other: "Quantity") -> "Quantity":
        """The sum in the unit of the left side."""
        there = other if other.unit == self.unit else other.to(self.unit.code)
        return Quantity(exact(Fraction(self.value) + Fraction(there.value)), self.unit, self.word)


def parse_amount(text: str) -> Quantity:
    """«2,5 kg», «300g», «2 kg rưỡi», «nửa cân», «1/2 lít», «2 kg 300 g», «3 chục quả».

    Joined amounts come out in the first unit. «2 kg 3» is refused: some mean 2,3 kg, some 2 kg 3 g.
    """
    shown = text.strip()
    if len(shown) > LONGEST:
        raise QuantityError("number_too_long", limit=LONGEST, length=len(shown))
    tidy = " ".join(unicodedata.normalize("NFC", text).split())
    first, rest = _one(tidy, shown)
    while rest:
        following, rest = _one(rest, shown)
        if (
            following.unit.dimension != first.unit.dimension
            or following.unit.factor >= first.unit.factor
            or following.unit.offset != first.unit.offset
        ):
            raise QuantityError("amount_order", text=shown)
        first = first + following
    return first


def format_amount(quantity: Quantity, *, places: int | None = None) -> str:
    """«2,5 kg»; percent and degrees keep the space or lose it as Vietnamese print does."""
    number = format_number(quantity.value, places=places)
    symbol = quantity.word or quantity.unit.symbol
    return f"{number}%" if symbol == "%" else f"{number} {symbol}"


def _one(text: str, shown: str) -> tuple[Quantity, str]:
    """The first amount of a text and what is left after it."""
    number, rest = _number(text, shown)
    if not rest:
        raise QuantityError("unit_missing", text=shown)
    try:
        return _with_half(number, rest, shown), ""
    except QuantityError as whole:
        cut = _NEXT_NUMBER.search(rest)
        if cut is None:
            raise
        head, tail = rest[: cut.start()].strip(), rest[cut.end() :]
        try:
            amount = _with_half(number, head, shown)
        except QuantityError:
            raise whole from None
        if re.fullmatch(_NUMBER, tail):
            raise QuantityError("amount_trailing", text=shown, rest=tail) from None
        return amount, tail


def _number(text: str, shown: str) -> tuple[Decimal | None, str]:
    if text.casefold().startswith("nửa "):
        return _HALF, text[4:]
    found = _LEADING.fullmatch(text)
    if found is None or found["number"] is None:
        return None, text
    if "/" not in found["number"]:
        return parse_number(found["number"]), found["rest"]
    above, below = (int(part) for part in found["number"].split("/"))
    value = fraction_to_decimal(Fraction(above, below)) if below else None
    if value is None:
        raise QuantityError("number_fraction", text=found["number"])
    return value, found["rest"]


def _with_half(number: Decimal | None, words: str, shown: str) -> Quantity:
    """«kg rưỡi» after a number adds half a unit; without one, «cân rưỡi» is one and a half."""
    name = words.strip()
    half = name.casefold().endswith(" rưỡi")
    word = _counted_word(name[:-5].strip() if half else name)
    if number is None and not half:
        raise QuantityError("amount_missing", text=shown)
    count = Decimal(1) if number is None else number
    if half:
        count = exact(Fraction(count) + Fraction(1, 2))
    return Quantity(word.count(count), word.unit, word.said)


def _counted_word(name: str) -> Word:
    """A unit word; «chục quả» and «chục trứng»-like pairs name what is counted after it."""
    head, _, tail = name.partition(" ")
    if tail and head.casefold() in {"chục", "đôi", "cặp", "tá"}:
        counted, many = find_word(tail), find_word(head)
        if counted.unit.code != "H87" or counted.times != 1:
            raise QuantityError("unit_unknown", text=name)
        return replace(counted, times=many.times) if many.unit == counted.unit else many
    return find_word(name)
