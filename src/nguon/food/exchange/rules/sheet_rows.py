"""The rows of a headed table, parted into events; and the texts that must be looked up."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from nguon.food.exchange.rules.column import LOTS, Column, Kind
from nguon.food.exchange.rules.fault import CellFault
from nguon.food.exchange.rules.find_heading import Headed
from nguon.food.exchange.rules.read_cell import READERS
from nguon.food.exchange.rules.sheets.table import Cell


@dataclass(frozen=True)
class SheetRow:
    """`number` as the spreadsheet program counts; only cells with something in them."""

    number: int
    cells: Mapping[str, Cell]


@dataclass(frozen=True)
class Wanted:
    """The texts of a sheet that name something registered."""

    parties: set[str] = field(default_factory=set)
    goods: set[str] = field(default_factory=set)
    lots: set[str] = field(default_factory=set)


def events_of(headed: Headed) -> list[list[SheetRow]]:
    """The rows of each event. Without leading columns every row is one."""
    lead = headed.template.leads[0] if headed.template.leads else None
    events: list[list[SheetRow]] = []
    numbers: dict[str, list[SheetRow]] = {}
    for row in _rows(headed):
        if lead is None:
            events.append([row])
            continue
        said = _plain(row.cells.get(lead))
        if not said and events:
            events[-1].append(row)
        elif said and said in numbers:
            numbers[said].append(row)
        else:
            events.append([row])
            if said:
                numbers[said] = events[-1]
    return events


def wanted_of(rows: Iterable[SheetRow], columns: Sequence[Column]) -> Wanted:
    wanted = Wanted()
    kinds = {Kind.PARTY: wanted.parties, Kind.GOODS: wanted.goods}
    kinds |= dict.fromkeys(LOTS, wanted.lots)
    for row in rows:
        for column in columns:
            texts = kinds.get(column.kind)
            cell = row.cells.get(column.key)
            if texts is not None and cell is not None and (text := _read(cell, column.kind)):
                texts.add(text)
    return wanted


def _rows(headed: Headed) -> Iterator[SheetRow]:
    table = headed.table
    for number in range(headed.heading + 1, len(table.rows) + 1):
        cells = {
            key: cell
            for key, column in headed.columns.items()
            if not (cell := table.at(number, column)).is_empty
        }
        if cells:
            yield SheetRow(number, cells)


def _plain(cell: Cell | None) -> str:
    return _read(cell, Kind.TEXT) if cell is not None else ""


def _read(cell: Cell, kind: Kind) -> str:
    try:
        return str(READERS[kind](cell))
    except CellFault:
        return ""
