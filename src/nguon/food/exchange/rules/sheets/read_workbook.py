"""The visible sheets of an Excel workbook as tables; formulas are never computed."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from openpyxl import load_workbook

from nguon.food.exchange.rules.sheets.archive import SheetPart, Workbook, look_into, too_many_rows
from nguon.food.exchange.rules.sheets.table import (
    EMPTY,
    LONGEST_TEXT,
    MOST_COLUMNS,
    MOST_ROWS,
    Cell,
    SheetRefused,
    Table,
    Value,
)

_DIGITS = 15
"""How many digits of a number Excel keeps; 0.1 + 0.2 is stored with a tail that nobody typed."""


_MOST_SPREAD = 20_000
"""Cells that merged ones may fill; rectangles that overlap could else fill billions."""


def read_workbook(data: bytes) -> Iterator[Table]:
    """One table for each visible sheet that holds anything, read when it is asked for."""
    seen = look_into(data)
    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            part = seen.sheets.get(sheet.title)
            if part is not None and part.last_row:
                yield _table(sheet, part, seen)
    except SheetRefused:
        raise
    except Exception as error:
        raise SheetRefused(
            _(
                "The workbook cannot be read. Open it in your program, save it anew as .xlsx and"
                " send it again."
            )
        ) from error


def _table(sheet: Any, part: SheetPart, seen: Workbook) -> Table:
    if part.last_row > MOST_ROWS:
        raise too_many_rows(part.last_row)
    width = min(part.last_column, MOST_COLUMNS)
    rows = [
        tuple(_cell(cell, part) for cell in row)
        for row in sheet.iter_rows(min_row=1, max_row=part.last_row, min_col=1, max_col=width)
    ]
    merged = [
        one for one in part.merged if one.last_row <= MOST_ROWS and one.last_column <= MOST_COLUMNS
    ]
    _spread(rows, part)
    return Table(
        rows=rows, name=sheet.title, merged=merged, notices=tuple(_notices(rows, part, seen))
    )


def _spread(rows: list[tuple[Cell, ...]], part: SheetPart) -> None:
    """What a merged cell says it says of every row it covers, in its first column.

    Of the cells to its right it says nothing: those are other columns.
    """
    budget = _MOST_SPREAD
    for one in part.merged:
        if not (1 <= one.first_row <= len(rows) and one.first_column <= len(rows[0])):
            continue
        said = rows[one.first_row - 1][one.first_column - 1]
        for row in range(one.first_row, min(one.last_row, len(rows))):
            budget -= 1
            if budget < 0:
                return
            cells = list(rows[row])
            cells[one.first_column - 1] = said
            rows[row] = tuple(cells)


def _cell(cell: Any, part: SheetPart) -> Cell:
    value, kind = cell.value, cell.data_type
    if value is None and not hasattr(cell, "row"):
        return EMPTY
    is_computed = (cell.row, cell.column) in part.formulas
    if kind == "e" or (is_computed and value is None):
        return Cell(str(value) if value else None, is_computed=is_computed, is_broken=True)
    return Cell(_plain(value), is_computed=is_computed)


def _plain(value: Any) -> Value:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int | float):
        return _decimal(value)
    if isinstance(value, datetime | date | time):
        return value
    text = str(value).strip()[: LONGEST_TEXT + 1] if value is not None else ""
    return text or None


def _decimal(value: float) -> Decimal | str:
    try:
        number = Decimal(format(value, f".{_DIGITS}g")) if isinstance(value, float) else value
        return Decimal(format(Decimal(number), "f"))
    except InvalidOperation:
        return str(value)


def _notices(rows: Sequence[Sequence[Cell]], part: SheetPart, seen: Workbook) -> Iterator[str]:
    if count := sum(cell.is_computed for row in rows for cell in row):
        yield ngettext(
            "%(count)d cell holds a formula. It is not computed here: the value is the one that"
            " your program stored last.",
            "%(count)d cells hold formulas. They are not computed here: the values are those that"
            " your program stored last.",
            count,
        ) % {"count": count}
    if seen.has_links:
        yield _("The workbook refers to other files. These are not opened.")
    if part.last_column > MOST_COLUMNS:
        yield _("Only the first %(most)d columns are read.") % {"most": MOST_COLUMNS}
