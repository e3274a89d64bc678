"""Writing cells by the kind of their value, never by the look of a text: `=1+1` stays letters."""

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from nguon.food.exchange.rules.sheets.table import Value

LONGEST = 32_000
_CLEAN = {number: None for number in range(32) if number not in (9, 10)}
LOOKS: Mapping[str, Mapping[str, Any]] = {
    "head": {"bold": True, "bg_color": "#26346F", "font_color": "#FFFFFF", "border": 1},
    "optional": {"bold": True, "bg_color": "#E7EAF6", "font_color": "#182350", "border": 1},
    "error_head": {"bold": True, "bg_color": "#AB1F24", "font_color": "#FFFFFF", "border": 1},
    "error": {"font_color": "#96151C", "bg_color": "#FDE6E3"},
    "title": {"bold": True, "font_size": 16, "font_color": "#182350"},
    "text": {},
    "code": {"num_format": "@"},
    "day": {"num_format": "dd/mm/yyyy"},
    "hour": {"num_format": "hh:mm"},
    "moment": {"num_format": "dd/mm/yyyy hh:mm"},
}


class Looks:
    """The formats of a workbook, made when they are first used."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[str, Format] = {}

    def __getitem__(self, name: str) -> Format:
        if name not in self._made:
            shape = {"valign": "top", "text_wrap": name not in ("day", "hour", "moment")}
            self._made[name] = self._book.add_format({**shape, **LOOKS[name]})
        return self._made[name]


def write_value(page: Worksheet, at: tuple[int, int], value: Value, looks: Looks) -> None:
    """`at` is row and column from 0."""
    row, column = at
    match value:
        case None | "":
            return
        case datetime():
            is_day = value.time() == time()
            naive = value.replace(tzinfo=None)
            page.write_datetime(row, column, naive, looks["day" if is_day else "moment"])
        case date():
            page.write_datetime(row, column, value, looks["day"])
        case time():
            page.write_datetime(row, column, value, looks["hour"])
        case Decimal():
            page.write_number(row, column, float(value), looks["text"])
        case str():
            page.write_string(row, column, value.translate(_CLEAN)[:LONGEST], looks["text"])
