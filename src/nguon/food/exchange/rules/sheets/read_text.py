"""CSV as programs write it in Viet Nam: UTF-8 or UTF-16, parted by semicolon, comma or tab."""

import csv
from collections.abc import Iterator
from io import StringIO

from django.utils.translation import gettext as _

from nguon.food.exchange.rules.sheets.archive import too_many_rows
from nguon.food.exchange.rules.sheets.table import (
    LONGEST_TEXT,
    MOST_COLUMNS,
    MOST_ROWS,
    Cell,
    SheetRefused,
    Table,
)

DELIMITERS = (";", ",", "\t")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_MARKS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}


def read_text(data: bytes) -> Iterator[Table]:
    """The same text under each delimiter it may be parted by; the headings tell which is meant."""
    text = _decoded(data)
    named = text[:6].lower()
    if named.startswith("sep=") and len(text) > 4:  # Excel's own way to name it
        yield _table(text.partition("\n")[2], text[4], skipped=1)
        return
    for delimiter in DELIMITERS:
        if delimiter in text:
            yield _table(text, delimiter)
    if not any(delimiter in text for delimiter in DELIMITERS):
        yield _table(text, ";")


def is_guarded(text: str) -> bool:
    """Whether an apostrophe stands before what a spreadsheet program would take for a formula."""
    return text.startswith("'") and text[1:].startswith(_FORMULA_STARTS)


def guarded(text: str) -> str:
    """The text so that no program runs it as a formula (CSV injection)."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _decoded(data: bytes) -> str:
    encoding = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise SheetRefused(
            _(
                "The text file is not UTF-8, so its letters cannot be told. Save it again as"
                " “CSV UTF-8”, or as Excel workbook (.xlsx)."
            )
        ) from error
    if "\0" in text:
        raise SheetRefused(
            _("This is neither a workbook nor a text file. Send .xlsx or CSV (UTF-8).")
        )
    return text


def _table(text: str, delimiter: str, *, skipped: int = 0) -> Table:
    rows: list[tuple[Cell, ...]] = [()] * skipped
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True):
            rows.append(tuple(_cell(field) for field in row[:MOST_COLUMNS]))
            if len(rows) > MOST_ROWS:
                raise too_many_rows(len(rows))
    except csv.Error as error:
        raise SheetRefused(
            _("Row %(row)d of the CSV is broken (%(why)s). Save the sheet anew as CSV UTF-8.")
            % {"row": len(rows) + 1, "why": error}
        ) from error
    return Table(rows=rows, delimiter=delimiter)


def _cell(field: str) -> Cell:
    text = field.strip(" \u00a0\r\n")[: LONGEST_TEXT + 1]
    text = text[1:] if is_guarded(text) else text
    return Cell(text or None)
