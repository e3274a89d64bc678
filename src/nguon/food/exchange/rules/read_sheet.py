"""From the rows of a sheet to events, or to everything that keeps them from becoming events."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nguon.core.epcis import BusinessEvent, epcis_document, validate
from nguon.food.exchange.queries.register import Register
from nguon.food.exchange.rules.column import LOTS, Kind, Values
from nguon.food.exchange.rules.fault import CellFault, Fault
from nguon.food.exchange.rules.find_heading import Headed
from nguon.food.exchange.rules.find_lot import FoundLot
from nguon.food.exchange.rules.read_row import RowFault, RowReader
from nguon.food.exchange.rules.sheet_rows import SheetRow, events_of
from nguon.food.exchange.rules.speaker import Speaker
from nguon.food.exchange.rules.template import Template

LONG_AGO = timedelta(days=366)


@dataclass(frozen=True)
class SheetEvent:
    """One event, the rows it comes from and what should be looked at before it is sent."""

    event: BusinessEvent
    rows: tuple[int, ...]
    values: tuple[Values, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """`events` are those that could be made; with a fault anywhere nothing may be captured."""

    headed: Headed
    events: tuple[SheetEvent, ...]
    faults: tuple[RowFault, ...]
    row_count: int

    @property
    def notices(self) -> Sequence[str]:
        return self.headed.table.notices


@dataclass
class _Sheet:
    headed: Headed
    speaker: Speaker
    now: datetime
    reader: RowReader
    seen: dict[str, int] = field(default_factory=dict)
    """First rows by event id."""


def read_sheet(headed: Headed, register: Register, speaker: Speaker, *, now: datetime) -> Reading:
    """`now` tells days that have not come yet. What is said of a row is in the active language."""
    reader = RowReader(headed.template, register, speaker.host)
    sheet = _Sheet(headed, speaker, now, reader)
    groups = events_of(headed)
    events = [made for rows in groups if (made := _event(rows, sheet)) is not None]
    faults = sorted([*reader.faults, *_invalid(events, sheet)], key=lambda one: one.row)
    return Reading(headed, tuple(events), tuple(faults), sum(len(rows) for rows in groups))


def _event(rows: Sequence[SheetRow], sheet: _Sheet) -> SheetEvent | None:
    reader = sheet.reader
    before = len(reader.faults)
    head = reader.read(rows[0])
    values = [head, *(reader.read(row, head) for row in rows[1:])]
    if len(reader.faults) > before:
        return None
    try:
        event = sheet.headed.template.event(values, sheet.speaker)
    except CellFault as error:
        reader.tell(rows[0].number, error.fault)
        return None
    event = sheet.speaker.identified(event, template=sheet.headed.template.key)
    if fault := _untimely(event.event_time, sheet) or _repeated(event, rows[0].number, sheet):
        reader.tell(rows[0].number, fault)
        return None
    return SheetEvent(event, tuple(row.number for row in rows), tuple(values))


def _untimely(happened_at: datetime, sheet: _Sheet) -> Fault | None:
    if happened_at <= sheet.now:
        return None
    return Fault(
        _("This has not happened yet."),
        expected=_("not after %(now)s") % {"now": _moment(sheet.now, sheet.speaker)},
        got=_moment(happened_at, sheet.speaker),
        todo=_("Correct day and time; send what is only planned when it has happened."),
    )


def _moment(instant: datetime, speaker: Speaker) -> str:
    return f"{instant.astimezone(speaker.zone):%d/%m/%Y %H:%M}"


def _repeated(event: BusinessEvent, row: int, sheet: _Sheet) -> Fault | None:
    first = sheet.seen.setdefault(str(event.event_id), row)
    if first == row:
        return None
    return Fault(
        _("This row says exactly what row %(row)d says.") % {"row": first},
        todo=_("Take one out; if it happened twice, write the two times of day."),
    )


def unknown_lots(reading: Reading) -> dict[str, FoundLot]:
    """Lots used, shipped or tested of which neither the register nor the sheet knows a beginning.

    By their identifier, so that somebody may look whether events speak of it after all.
    """
    found = [pair for one in reading.events for pair in lots_of(one, reading.headed.template)]
    begun = {lot.uri for kind, lot in found if kind != Kind.LOT_HELD}
    return {
        lot.uri: lot
        for kind, lot in found
        if kind == Kind.LOT_HELD and not lot.is_known and lot.uri not in begun
    }


def lots_of(made: SheetEvent, template: Template) -> Iterator[tuple[Kind, FoundLot]]:
    for row in made.values:
        for column in template.columns:
            if column.kind in LOTS and column.key in row:
                yield column.kind, row[column.key]


def with_warnings(reading: Reading, *, unknown: Mapping[str, FoundLot], now: datetime) -> Reading:
    """What a person should look at before sending, beside the events it is about."""
    template = reading.headed.template

    def warnings(made: SheetEvent) -> Iterator[str]:
        for _kind, lot in lots_of(made, template):
            if lot.uri in unknown:
                yield _(
                    "Lot %(lot)s (%(goods)s): nothing says yet that you received or made it."
                ) % {
                    "lot": lot.number,
                    "goods": lot.goods.name,
                }
        if now - made.event.event_time > LONG_AGO:
            yield _("This was more than a year ago. Is the year right?")

    events = [
        replace(one, warnings=tuple(dict.fromkeys([*one.warnings, *warnings(one)])))
        for one in reading.events
    ]
    return replace(reading, events=tuple(events))


def _invalid(events: Sequence[SheetEvent], sheet: _Sheet) -> Iterator[RowFault]:
    """What the standard refuses although each cell is fine."""
    document = epcis_document([one.event for one in events], created_at=sheet.now)
    language = "en" if get_language() == "en" else "vi"
    for problem in validate(document, own_hosts=frozenset({sheet.speaker.host})):
        number = problem.event_number
        row = events[number].rows[0] if number is not None else sheet.headed.heading
        fault = Fault(problem.message(language), todo=problem.remedy(language))
        yield RowFault(row, "", fault)
