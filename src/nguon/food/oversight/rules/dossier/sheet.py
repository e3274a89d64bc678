"""One sheet of a workbook: head frozen, filters, real dates and numbers, text that stays text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from nguon.base.paper.render_form import VIETNAM

Value = str | int | Decimal | datetime | date | bool | None
LONGEST = 32_000
"""Excel refuses a cell of more than 32,767 characters."""

MOST_ROWS = 1_000_000
_CLEAN = {number: None for number in range(32) if number not in (9, 10)}
"""Control characters that XML cannot hold."""


@dataclass(frozen=True)
class Sheet:
    """`columns` are heads and widths in characters."""

    title: str
    columns: Sequence[tuple[str, int]]
    rows: Sequence[Sequence[Value]]


@dataclass(frozen=True)
class Formats:
    head: Format
    text: Format
    moment: Format
    day: Format

    @classmethod
    def of(cls, book: Workbook) -> "Formats":
        wrapped = {"text_wrap": True, "valign": "top"}
        return cls(
            head=book.add_format({"bold": True, "bg_color": "#DDE5EC", **wrapped}),
            text=book.add_format(wrapped),
            moment=book.add_format({"num_format": "dd/mm/yyyy hh:mm", **wrapped}),
            day=book.add_format({"num_format": "dd/mm/yyyy", **wrapped}),
        )


def write_sheet(book: Workbook, sheet: Sheet, formats: Formats) -> None:
    page = book.add_worksheet(sheet.title)
    for number, (head, width) in enumerate(sheet.columns):
        page.set_column(number, number, width)
        page.write_string(0, number, head, formats.head)
    for at, row in enumerate(sheet.rows[:MOST_ROWS], start=1):
        for number, value in enumerate(row):
            _write(page, at, number, value=value, formats=formats)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.columns) - 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _write(page: Worksheet, at: int, number: int, *, value: Value, formats: Formats) -> None:
    """By the kind of the value, never by how a text looks: `=1+1` stays four letters."""
    match value:
        case None | "":
            page.write_blank(at, number, None, formats.text)
        case datetime():
            local = value.astimezone(VIETNAM).replace(tzinfo=None)
            page.write_datetime(at, number, local, formats.moment)
        case date():
            page.write_datetime(at, number, value, formats.day)
        case int() | Decimal():
            page.write_number(at, number, value, formats.text)
        case str():
            page.write_string(at, number, value.translate(_CLEAN)[:LONGEST], formats.text)
