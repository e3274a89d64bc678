"""A sheet as plain values, whatever file it came in."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal

Value = str | Decimal | datetime | date | time | None

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 5_000
MOST_COLUMNS = 60
LONGEST_TEXT = 2_000


@dataclass(frozen=True, slots=True)
class Cell:
    """`is_computed`: the value is what the program that wrote the file last computed for a formula.

    `is_broken`: the program shows an error there, such as #REF!, or never computed the formula.
    """

    value: Value = None
    is_computed: bool = False
    is_broken: bool = False

    @property
    def is_empty(self) -> bool:
        return self.value is None and not self.is_broken


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Merged:
    """A rectangle drawn as one cell; rows and columns count from 1, both ends belong to it."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True)
class Table:
    """`rows[0]` is row 1 of the sheet. `delimiter` is empty for a workbook."""

    rows: Sequence[Sequence[Cell]]
    name: str = ""
    delimiter: str = ""
    merged: Sequence[Merged] = ()
    notices: Sequence[str] = field(default=())
    """What a person should know of how the file was read."""

    def at(self, row: int, column: int) -> Cell:
        """The cell of a row and a column, both from 1; one that is not there is empty."""
        if not 1 <= row <= len(self.rows):
            return EMPTY
        cells = self.rows[row - 1]
        return cells[column - 1] if column <= len(cells) else EMPTY


class SheetRefused(ValueError):
    """The file is not read at all; the text says why and what to do."""
