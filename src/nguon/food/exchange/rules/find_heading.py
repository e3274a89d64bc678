"""Which template a table follows, and where its columns stand: read from its headings."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from nguon.base.folded_text import folded
from nguon.food.exchange.rules.column import Column
from nguon.food.exchange.rules.sheets.table import Cell, SheetRefused, Table
from nguon.food.exchange.rules.template import Template

HEADING_WITHIN = 20
ERROR_TITLES = ("Lỗi", "Errors")


@dataclass(frozen=True)
class Headed:
    """`columns` maps a column's key to its number in the sheet, from 1; `heading` is its row."""

    table: Table
    template: Template
    heading: int
    columns: Mapping[str, int]

    @property
    def missing(self) -> list[Column]:
        return [
            column
            for column in self.template.columns
            if column.key not in self.columns and (column.required or column.side)
        ]


def find_heading(tables: Iterable[Table], templates: Sequence[Template]) -> Headed:
    """The table, template and row that agree best; raises `SheetRefused` if none agrees wholly."""
    best: Headed | None = None
    best_rank: tuple[int, int] | None = None
    for table in tables:
        for headed in _candidates(table, templates):
            rank = (-len(headed.missing), len(headed.columns))
            if best_rank is None or rank > best_rank:
                best, best_rank = headed, rank
    if best is None:
        raise SheetRefused(
            _(
                "No headings of a template stand in the first %(most)d rows. Copy your rows into"
                " one of the templates; the headings must stay."
            )
            % {"most": HEADING_WITHIN}
        )
    if best.missing:
        listed = ", ".join(f"«{column.title}»" for column in best.missing)
        raise SheetRefused(
            _(
                "It looks like the template “%(template)s”, but these columns are missing:"
                " %(columns)s. Add them, or copy your rows into the template."
            )
            % {"template": best.template.title, "columns": listed}
        )
    return best


def _candidates(table: Table, templates: Sequence[Template]) -> Iterable[Headed]:
    keys = {template.key: _keys(template) for template in templates}
    for number, row in enumerate(table.rows[:HEADING_WITHIN], start=1):
        titles = [_title(cell) for cell in row]
        for template in templates:
            columns = _columns(titles, keys[template.key])
            if len(columns) >= 2:
                yield Headed(table, template, number, columns)


def _keys(template: Template) -> Mapping[str, str]:
    """Folded headings to keys; a title that two columns claim belongs to the first."""
    keys: dict[str, str] = {}
    for column in template.columns:
        for title in template.titles(column):
            keys.setdefault(title, column.key)
    return keys


def _title(cell: Cell) -> str:
    """Without the star that marks what must be filled in, and without a unit in brackets."""
    text = cell.value if isinstance(cell.value, str) else ""
    return folded(text.partition("(")[0])


def _columns(titles: Sequence[str], keys: Mapping[str, str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for number, title in enumerate(titles, start=1):
        key = keys.get(title)
        if title and key is not None:
            columns.setdefault(key, number)
    return columns
