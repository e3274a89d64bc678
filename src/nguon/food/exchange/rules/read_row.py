"""One row: every cell read, looked up and checked; all faults told, not only the first."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import time
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from nguon.core.quantities import Quantity
from nguon.food.exchange.queries.register import Goods, Party, Register
from nguon.food.exchange.rules.column import LOTS, Column, Kind, Values
from nguon.food.exchange.rules.fault import CellFault, Fault
from nguon.food.exchange.rules.find_lot import FoundLot, find_lot
from nguon.food.exchange.rules.look_up import find_goods, find_party, find_site
from nguon.food.exchange.rules.read_cell import READERS
from nguon.food.exchange.rules.sheet_rows import SheetRow
from nguon.food.exchange.rules.template import Template

_ORDER = (
    Kind.DAY,
    Kind.HOUR,
    Kind.TEXT,
    Kind.MEASURED,
    Kind.VERDICT,
    Kind.AMOUNT,
    Kind.UNIT,
    Kind.PLACE,
    Kind.PARTY,
    Kind.PARTY_PLACE,
    Kind.GOODS,
    *LOTS,
)
"""A partner's place needs the partner, a lot its product."""
_NAMES = LOTS | {Kind.PLACE, Kind.PARTY, Kind.PARTY_PLACE, Kind.GOODS}


@dataclass(frozen=True, slots=True)
class RowFault:
    """Where in the sheet something is wrong; `column` is empty if it is about the whole row."""

    row: int
    column: str
    fault: Fault

    @property
    def text(self) -> str:
        return f"{self.column}: {self.fault.text}" if self.column else self.fault.text


@dataclass
class RowReader:
    """Reads rows of one template for one sender."""

    template: Template
    register: Register
    host: str
    faults: list[RowFault] = field(default_factory=list)

    def read(self, row: SheetRow, head: Values | None = None) -> Values:
        """What the row says; `head` is the first row of the same event, whose leads hold here."""
        values = self._taken_over(row, head or {})
        columns = sorted(self.template.columns, key=lambda column: _ORDER.index(column.kind))
        for column in columns:
            try:
                self._cell(column, row, values)
            except CellFault as error:
                self._tell(row, column, error.fault)
        if head is not None:
            self._contradicted(row, values, head)
        for column in self._unfilled(row, values, is_first=head is None):
            self._tell(row, column, _missing(column))
        return values

    def tell(self, row: int, fault: Fault) -> None:
        self.faults.append(RowFault(row, "", fault))

    def _tell(self, row: SheetRow, column: Column, fault: Fault) -> None:
        self.faults.append(RowFault(row.number, str(column.title), fault))

    def _cell(self, column: Column, row: SheetRow, values: Values) -> None:
        cell = row.cells.get(column.key)
        if cell is None:
            return
        if cell.is_broken:
            raise CellFault(
                _("The cell holds a formula without a usable value."),
                got=cell.value or "",
                todo=_("Formulas are not computed here: write the value itself."),
            )
        self._take(column, READERS[column.kind](cell), values)

    def _take(self, column: Column, read: Any, values: Values) -> None:
        key = column.key
        match column.kind:
            case Kind.DAY:
                values[key], hour = read
                if hour is not None and key == "day":
                    values["hour_of_day"] = hour
            case Kind.AMOUNT if isinstance(read, Quantity):
                values[key], values[f"{key}_uom"] = read.value, read.unit.code
            case Kind.UNIT:
                self._take_unit(column, *read, values=values)
            case kind if kind in _NAMES:
                found = self._named(column, read, values)
                if found is not None:
                    values[key] = found
            case _:
                values[key] = read

    def _named(self, column: Column, text: str, values: Values) -> Any:
        """What a name or number stands for; None if a fault in another cell keeps it open."""
        partner: Party | None = values.get(column.party)
        match column.kind:
            case Kind.PLACE:
                return find_site(text, self.register.own)
            case Kind.PARTY:
                return find_party(text, self.register)
            case Kind.PARTY_PLACE:
                return find_site(text, partner) if partner is not None else None
            case Kind.GOODS:
                return find_goods(text, self.register, partner=partner)
        return self._lot(column, text, values)

    def _take_unit(self, column: Column, code: str, times: Decimal, *, values: Values) -> None:
        amount, own = column.amount, values.get(f"{column.amount}_uom")
        if own is not None and own != code:
            raise CellFault(
                _("The amount names another unit."),
                expected=own,
                got=code,
                todo=_("Write the unit in one place only."),
            )
        if amount in values and own is None:
            values[amount] *= times
        values[f"{amount}_uom"] = code
        values[column.key] = code

    def _lot(self, column: Column, number: str, values: Values) -> FoundLot | None:
        goods: Goods | None = values.get(column.goods)
        maker: Party | None = self.register.own
        if column.kind == Kind.LOT_GOT:
            maker = values.get(column.party)
        if goods is None or maker is None:
            return None
        return find_lot(
            number,
            kind=column.kind,
            goods=goods,
            maker=maker.identifier,
            host=self.host,
            known=self.register.lots.get(number, ()),
        )

    def _taken_over(self, row: SheetRow, head: Values) -> Values:
        """Leading columns hold for all rows of the event that do not fill them in."""
        leads = self.template.leads
        return {key: head[key] for key in leads if key in head and key not in row.cells}

    def _contradicted(self, row: SheetRow, values: Values, head: Values) -> None:
        for key in self.template.leads:
            if key in row.cells and key in values and key in head and values[key] != head[key]:
                self._tell(row, self.template.column(key), _differs())

    def _unfilled(self, row: SheetRow, values: Values, *, is_first: bool) -> Iterator[Column]:
        """Columns that must be filled in and are not; faulty ones have been told."""
        if "hour" not in row.cells and isinstance(hour := values.get("hour_of_day"), time):
            values["hour"] = hour
        begun = {
            column.side
            for column in self.template.columns
            if column.side and column.key in row.cells
        }
        for column in self.template.columns:
            if column.key in row.cells or column.key in values:
                continue
            if column.kind == Kind.UNIT and f"{column.amount}_uom" in values:
                continue
            if not is_first and column.key in self.template.leads:
                continue
            if column.required or column.side in begun:
                yield column


def _missing(column: Column) -> Fault:
    return Fault(_("This is missing."), got="", todo=str(column.help))


def _differs() -> Fault:
    return Fault(
        _("This differs from the first row of the same number."),
        todo=_("Write the same, leave it empty, or give the row a number of its own."),
    )
