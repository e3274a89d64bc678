"""From what somebody wrote into one cell to what it means. Generous in form, never guessing."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nguon.base.folded_text import folded
from nguon.core.quantities import (
    Quantity,
    QuantityError,
    find_word,
    other_reading,
    parse_amount,
    parse_number,
)
from nguon.food.exchange.rules.column import Kind
from nguon.food.exchange.rules.fault import CellFault
from nguon.food.exchange.rules.sheets.table import LONGEST_TEXT, Cell, Value

DAY_FORM = "21/11/2026"
HOUR_FORM = "06:45"
_DAY = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})(?:[ T,]+(.*))?", re.ASCII)
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[ T]+(.*))?", re.ASCII)
_SHORT_YEAR = re.compile(r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2}", re.ASCII)
_HOUR = re.compile(
    r"([0-9]{1,2})\s*(?:(?::|h|g|giờ)\s*([0-9]{1,2})?(?::([0-9]{2}))?\s*(?:phút|p|m)?)\s*([^0-9]*)",
    re.ASCII | re.IGNORECASE,
)
_BEFORE_NOON = {"", "sa", "am", "sang", "morning"}
_AFTER_NOON = {"ch", "pm", "chieu", "toi", "afternoon", "evening"}
_PASSED = {"dat", "pass", "passed", "conformant", "co dat", "ok"}
_FAILED = {"khong dat", "k dat", "ko dat", "fail", "failed", "non conformant"}
_LARGEST = Decimal(10) ** 12


def read_day(cell: Cell) -> tuple[date, time | None]:
    """The day, and the time of day if it stands in the same cell."""
    value = cell.value
    if isinstance(value, datetime):
        return value.date(), value.time().replace(microsecond=0) if value.time() != time() else None
    if isinstance(value, date):
        return value, None
    if isinstance(value, Decimal):
        raise CellFault(
            _("This is a bare number, not a day."),
            expected=DAY_FORM,
            got=value,
            todo=_("Give the cell the format “date”."),
        )
    found = _day_of_text(str(value))
    if found is None:
        raise _no_day(value)
    return found


def _day_of_text(text: str) -> tuple[date, time | None] | None:
    if found := _DAY.fullmatch(text):
        parts, rest = (int(found[4]), int(found[3]), int(found[1])), found[5]
    elif found := _ISO_DAY.fullmatch(text):
        parts, rest = (int(found[1]), int(found[2]), int(found[3])), found[4]
    else:
        return None
    try:
        day = date(*parts)
    except ValueError:
        return None
    return day, read_hour(Cell(rest)) if rest else None


def _no_day(value: Value) -> CellFault:
    text = str(value)
    todo = _("Write day, month, year.")
    if _SHORT_YEAR.fullmatch(text):
        todo = _("Write the year with four digits.")
    elif _DAY.fullmatch(text):
        todo = _("There is no such day: the day stands before the month.")
    return CellFault(_("This is not a day."), expected=DAY_FORM, got=text, todo=todo)


def read_hour(cell: Cell) -> time:
    value = cell.value
    if isinstance(value, datetime):
        return value.time().replace(microsecond=0)
    if isinstance(value, time):
        return value.replace(microsecond=0)
    found = _HOUR.fullmatch(str(value).strip().lower())
    if found is not None and (hour := _hour(found)) is not None:
        return hour
    raise CellFault(
        _("This is not a time of day."),
        expected=HOUR_FORM,
        got=value,
        todo=_("Write hours and minutes; if nobody remembers exactly, about when it was."),
    )


def _hour(found: "re.Match[str]") -> time | None:
    hours, minutes, seconds = (int(found[part] or 0) for part in (1, 2, 3))
    half = folded(found[4])
    if half in _AFTER_NOON and hours < 12:
        hours += 12
    elif half not in _BEFORE_NOON | _AFTER_NOON:
        return None
    return time(hours, minutes, seconds) if hours < 24 and minutes < 60 and seconds < 60 else None


def read_amount(cell: Cell) -> Quantity | Decimal:
    """A number alone, or with its unit where somebody wrote both into one cell."""
    value = cell.value
    if isinstance(value, Decimal):
        return _positive(value, value)
    text = str(value)
    if isinstance(value, date | time):
        raise CellFault(
            _("This is a date, not an amount."),
            expected="12,5",
            got=_shown(value),
            todo=_("Give the cell the format “number” and write the amount again."),
        )
    try:
        if re.search(r"[^\W\d_]", text):
            quantity = parse_amount(text)
            _positive(quantity.value, text)
            return quantity
        number, other = parse_number(text), other_reading(text)
    except QuantityError as error:
        raise CellFault(_in_language(error)) from error
    if other is not None:
        raise _two_numbers(text, number, other)
    return _positive(number, text)


def _two_numbers(text: str, first: Decimal, second: Decimal) -> CellFault:
    plain = [f"{number.normalize():f}".replace(".", ",") for number in (first, second)]
    return CellFault(
        _("This may mean two numbers."),
        got=text,
        todo=_("Write %(first)s or %(second)s.") % {"first": plain[0], "second": plain[1]},
    )


def read_measured(cell: Cell) -> Decimal | str:
    """What a report says: a number, or words such as «not detected» and «< 0,01»."""
    if isinstance(cell.value, Decimal):
        return cell.value
    text = read_text(cell)
    try:
        number, other = parse_number(text), other_reading(text)
    except QuantityError:
        return text
    if other is not None:
        raise _two_numbers(text, number, other)
    return number


def _positive(number: Decimal, got: object) -> Decimal:
    if 0 < number < _LARGEST:
        return number
    raise CellFault(
        _("This amount cannot be."),
        expected=_("more than 0"),
        got=got,
        todo=_("What comes back or is thrown away is an event of its own, not a minus sign."),
    )


def read_unit(cell: Cell) -> tuple[str, Decimal]:
    """The UN/ECE code, and how many of it the word means: «yến» is 10 KGM."""
    text = _text(cell)
    try:
        word = find_word(text)
    except QuantityError as error:
        raise CellFault(_in_language(error)) from error
    return word.unit.code, word.times


def read_verdict(cell: Cell) -> bool:
    key = folded(_text(cell))
    if key in _PASSED | _FAILED:
        return key in _PASSED
    raise CellFault(
        _("This is no verdict."), expected=_("Passed or Failed"), got=cell.value, todo=""
    )


def read_text(cell: Cell) -> str:
    text = _text(cell)
    if len(text) > LONGEST_TEXT:
        raise CellFault(
            _("This is too long."),
            expected=_("at most %(most)d characters") % {"most": LONGEST_TEXT},
            got=text,
        )
    return text


def read_code(cell: Cell) -> str:
    """A lot number or another code. A spreadsheet program may have made a date of it."""
    if isinstance(cell.value, date | time):
        raise CellFault(
            _("Your program has made a date of this number."),
            got=_shown(cell.value),
            todo=_("Give the cell the format “text” and write the number again."),
        )
    return read_text(cell)


def _text(cell: Cell) -> str:
    if isinstance(cell.value, date | time):
        return _shown(cell.value)
    text = f"{cell.value:f}" if isinstance(cell.value, Decimal) else str(cell.value)
    return " ".join(text.split())


def _shown(value: date | time) -> str:
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return f"{value:%d/%m/%Y}"


def _in_language(error: QuantityError) -> str:
    return error.text("en" if get_language() == "en" else "vi")


READERS: dict[Kind, Callable[[Cell], Any]] = {
    Kind.DAY: read_day,
    Kind.HOUR: read_hour,
    Kind.AMOUNT: read_amount,
    Kind.UNIT: read_unit,
    Kind.MEASURED: read_measured,
    Kind.VERDICT: read_verdict,
    Kind.TEXT: read_text,
    Kind.PLACE: read_text,
    Kind.PARTY: read_text,
    Kind.PARTY_PLACE: read_text,
    Kind.GOODS: read_code,
    Kind.LOT_MADE: read_code,
    Kind.LOT_GOT: read_code,
    Kind.LOT_HELD: read_code,
}
