"""The dry run: what a sheet would become if it were captured now. Nothing is written."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from nguon.food.exchange.queries.known_lots import known_lots
from nguon.food.exchange.queries.register_of import identifier_host, register_of
from nguon.food.exchange.queries.said_already import Deed, deeds_alike, stored_ids
from nguon.food.exchange.rules.find_heading import find_heading
from nguon.food.exchange.rules.read_sheet import (
    Reading,
    SheetEvent,
    lots_of,
    read_sheet,
    unknown_lots,
    with_warnings,
)
from nguon.food.exchange.rules.sheet_rows import events_of, wanted_of
from nguon.food.exchange.rules.sheet_templates import templates
from nguon.food.exchange.rules.sheets.read_tables import read_tables
from nguon.food.exchange.rules.speaker import Speaker
from nguon.food.exchange.rules.template import Template
from nguon.ground.people.models import Organisation


@dataclass(frozen=True)
class Look:
    """`stored`: ids of events that are here already and will not be written again."""

    reading: Reading
    stored: frozenset[str]

    @property
    def new(self) -> list[SheetEvent]:
        return [one for one in self.reading.events if one.event.event_id not in self.stored]

    @property
    def may_be_captured(self) -> bool:
        return bool(self.reading.events) and not self.reading.faults


def look_at_sheet(data: bytes, *, organisation: Organisation, now: datetime) -> Look:
    """Raises `SheetRefused` for a file that cannot be read as one of the templates."""
    headed = find_heading(read_tables(data), list(templates().values()))
    rows = [row for group in events_of(headed) for row in group]
    wanted = wanted_of(rows, headed.template.columns)
    register = register_of(
        organisation, parties=wanted.parties, goods=wanted.goods, lots=wanted.lots
    )
    speaker = Speaker(register.own, identifier_host(), timezone.get_default_timezone())
    reading = read_sheet(headed, register, speaker, now=now)
    unknown = unknown_lots(reading)
    begun = known_lots(list(unknown), organisation=organisation)
    still = {uri: lot for uri, lot in unknown.items() if uri not in begun}
    reading = with_warnings(reading, unknown=still, now=now)
    ids = [str(one.event.event_id) for one in reading.events]
    stored = frozenset(stored_ids(ids, tenant_id=organisation.pk))
    return Look(_told_of_doubles(reading, stored, organisation), stored)


def _told_of_doubles(reading: Reading, stored: frozenset[str], by: Organisation) -> Reading:
    """A corrected row is a second event: the first must be declared erroneous, or counts too."""
    template = reading.headed.template
    new = [one for one in reading.events if one.event.event_id not in stored]
    deeds = {deed for one in new for deed in _deeds(one, template)}
    ids = [str(one.event.event_id) for one in reading.events]
    alike = deeds_alike(deeds, tenant_id=by.pk, event_ids=ids)
    if not alike:
        return reading
    said = _(
        "The same step of this lot at the same time is recorded already with other details."
        " If this row corrects it, declare the earlier event erroneous, else both count."
    )
    events = [
        replace(one, warnings=(*one.warnings, said))
        if one.event.event_id not in stored and alike & set(_deeds(one, template))
        else one
        for one in reading.events
    ]
    return replace(reading, events=tuple(events))


def _deeds(one: SheetEvent, template: Template) -> Iterator[Deed]:
    for _kind, lot in lots_of(one, template):
        yield one.event.event_time, one.event.biz_step or "", lot.uri
