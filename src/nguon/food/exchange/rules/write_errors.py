"""The sheet as it came, with one more column that says what is wrong in each row."""

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO

from django.utils.translation import gettext as _
from xlsxwriter.exceptions import OverlappingRange
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from nguon.base.folded_text import folded
from nguon.food.exchange.rules.find_heading import ERROR_TITLES, Headed
from nguon.food.exchange.rules.read_row import RowFault
from nguon.food.exchange.rules.sheets.read_text import guarded
from nguon.food.exchange.rules.sheets.table import Cell, Merged, Table, Value
from nguon.food.exchange.rules.sheets.workbook_page import Looks, write_value

_MOST_MERGED_CELLS = 20_000
_WIDTH = 70


def error_workbook(headed: Headed, faults: Sequence[RowFault]) -> bytes:
    """Every other cell keeps its value and its place; formulas are now the values they had."""
    table, column = headed.table, error_column(headed)
    texts = _texts(faults)
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        looks = Looks(book)
        page = book.add_worksheet(table.name[:31] or None)
        for row, cells in enumerate(table.rows):
            for number, cell in enumerate(cells):
                if number + 1 != column:
                    write_value(page, (row, number), shown(cell), looks)
        for one in headed.template.columns:
            if one.key in headed.columns:
                at = headed.columns[one.key] - 1
                page.set_column(at, at, one.width)
        _merge(page, table, looks)
        page.set_column(column - 1, column - 1, _WIDTH)
        page.write_string(headed.heading - 1, column - 1, _("Errors"), looks["error_head"])
        for row, text in texts.items():
            page.write_string(row - 1, column - 1, text, looks["error"])
        page.freeze_panes(headed.heading, 0)
    return file.getvalue()


def error_text(headed: Headed, faults: Sequence[RowFault]) -> bytes:
    """The same as CSV, parted as it came; what a program would run as a formula is guarded."""
    table, column = headed.table, error_column(headed)
    texts = _texts(faults) | {headed.heading: _("Errors")}
    file = StringIO(newline="")
    writer = csv.writer(file, delimiter=table.delimiter or ";")
    for number, cells in enumerate(table.rows, start=1):
        fields = [guarded(str(cell.value or "")) for cell in cells]
        fields += [""] * (column - len(fields))
        fields[column - 1] = guarded(texts.get(number, ""))
        writer.writerow(fields)
    return ("\ufeff" + file.getvalue()).encode()


def error_column(headed: Headed) -> int:
    """Where the errors stand: where they stood the last time, else right of everything."""
    known = {folded(title) for title in ERROR_TITLES}
    heads = headed.table.rows[headed.heading - 1]
    for number, cell in enumerate(heads, start=1):
        if isinstance(cell.value, str) and folded(cell.value) in known:
            return number
    return max(len(row) for row in headed.table.rows) + 1


def shown(cell: Cell) -> Value:
    """The value; where a formula had none, a word that says so."""
    if cell.is_broken and cell.value is None:
        return _("(formula without value)")
    return cell.value


def _texts(faults: Sequence[RowFault]) -> dict[int, str]:
    texts: dict[int, list[str]] = {}
    for fault in faults:
        texts.setdefault(fault.row, []).append(fault.text)
    return {row: "\n".join(said) for row, said in texts.items()}


def _merge(page: Worksheet, table: Table, looks: Looks) -> None:
    budget = _MOST_MERGED_CELLS
    for one in table.merged:
        size = (one.last_row - one.first_row + 1) * (one.last_column - one.first_column + 1)
        budget -= size
        if size < 2 or budget < 0:
            continue
        _merge_one(page, one, table, looks)


def _merge_one(page: Worksheet, one: Merged, table: Table, looks: Looks) -> None:
    first = (one.first_row - 1, one.first_column - 1)
    try:
        page.merge_range(*first, one.last_row - 1, one.last_column - 1, "", looks["text"])
    except OverlappingRange:
        return
    write_value(page, first, shown(table.at(one.first_row, one.first_column)), looks)
