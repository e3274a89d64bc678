"""The events of a sheet as people read them before they agree."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from nguon.base.ui.unit_symbol import unit_symbol
from nguon.food.exchange.pages.links import thing_url
from nguon.food.exchange.rules.column import LOTS, Column, Kind, Values
from nguon.food.exchange.rules.find_lot import FoundLot
from nguon.food.exchange.rules.look_at_sheet import Look
from nguon.food.exchange.rules.read_sheet import SheetEvent
from nguon.food.exchange.rules.template import Template


@dataclass(frozen=True, slots=True)
class Thing:
    """A lot in an event; `side` is used, made or nothing."""

    side: str
    name: str
    lot: str
    amount: Decimal | None
    unit: str
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """One event: where it stands in the sheet, what it says, and what to look at."""

    rows: str
    at: datetime
    place: str
    partner: str
    things: Sequence[Thing]
    findings: Sequence[str]
    passed: bool | None
    warnings: Sequence[str]
    is_stored: bool


def lines_of(look: Look, *, most: int) -> list[Line]:
    template = look.reading.headed.template
    found = look.reading.events
    warned_first = sorted(found, key=lambda one: not one.warnings)[:most]
    shown = sorted(warned_first, key=lambda one: one.rows)
    return [_line(one, template, look) for one in shown]


def _line(one: SheetEvent, template: Template, look: Look) -> Line:
    head = one.values[0]
    partner, goes_to = head.get("partner"), head.get("partner_place")
    verdicts = [row["verdict"] for row in one.values if "verdict" in row]
    return Line(
        rows=_rows(one.rows),
        at=one.event.event_time,
        place=head["place"].name,
        partner=" · ".join(part.name for part in (partner, goes_to) if part is not None),
        things=list(dict.fromkeys(_things(one, template))),
        findings=[row["tested_for"] for row in one.values if "tested_for" in row],
        passed=all(verdicts) if verdicts else None,
        warnings=one.warnings,
        is_stored=one.event.event_id in look.stored,
    )


def _things(one: SheetEvent, template: Template) -> Iterator[Thing]:
    for row in one.values:
        for column in template.columns:
            if column.kind in LOTS and column.key in row:
                yield _thing(row, column, template)


def _thing(row: Values, column: Column, template: Template) -> Thing:
    lot: FoundLot = row[column.key]
    amount_key = next(
        (
            one.key
            for one in template.columns
            if one.kind == Kind.AMOUNT and one.side == column.side and one.key in row
        ),
        "",
    )
    code = row.get(f"{amount_key}_uom", "")
    return Thing(
        side=column.side,
        name=lot.goods.name,
        lot=lot.number,
        amount=row.get(amount_key) if amount_key else None,
        unit=unit_symbol(code) if code else "",
        url=thing_url(lot.uri),
    )


def _rows(rows: Sequence[int]) -> str:
    """«2», «2-5», «2, 7»."""
    if len(rows) > 1 and rows[-1] - rows[0] == len(rows) - 1:
        return f"{rows[0]}-{rows[-1]}"
    return ", ".join(str(row) for row in rows)
