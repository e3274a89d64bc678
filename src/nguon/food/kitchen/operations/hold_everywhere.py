"""One person's holds, or their releases, at many kitchens: what a recall does to a province.

Each is the record that `submit_record` would store, judged by the same rules. Asked one kitchen
after the other, five hundred take the better part of a minute; together they take seconds. Nothing
that a phone handed in waits for these: it cannot know their ids.
"""

import logging
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from nguon.base.decision import Decision
from nguon.base.errors import NguonError
from nguon.core.epcis import Event
from nguon.food.kitchen.choices import HoldKind
from nguon.food.kitchen.models import Act as ActRow
from nguon.food.kitchen.models import Hold
from nguon.food.kitchen.operations.journal_envelope import journal_envelope
from nguon.food.kitchen.operations.run import Run
from nguon.food.kitchen.operations.soundness import require_sound
from nguon.food.kitchen.operations.submit_record import submit_record
from nguon.food.kitchen.operations.worktable import Worktable
from nguon.food.kitchen.rules.acts import ACT_OF_KIND
from nguon.food.kitchen.rules.bodies import Body, HoldPlaced, HoldReleased, read_body
from nguon.food.kitchen.rules.envelope import Envelope, read_envelope
from nguon.food.trace.operations import capture_events_of_tenants
from nguon.ground.journal.choices import Channel
from nguon.ground.journal.models import Record
from nguon.ground.journal.operations import append_records, record_numbers, wait_for_places
from nguon.ground.people.choices import Role
from nguon.ground.people.models import Assignment, Person, Place
from nguon.ground.people.queries import assignments_at, reaches_place
from nguon.ground.people.queries.places import granting

logger = logging.getLogger(__name__)
AT_ONCE: Final = 100
"""Kitchens whose phones wait for each other meanwhile: a few tenths of a second."""


@dataclass(frozen=True, slots=True)
class _Item:
    raw: bytes
    envelope: Envelope
    body: Body

    @classmethod
    def of(cls, raw: bytes) -> "_Item":
        envelope = read_envelope(raw)
        return cls(raw, envelope, read_body(envelope))


def hold_everywhere(
    raws: Sequence[bytes], *, by: Person, received_at: datetime
) -> dict[UUID, NguonError]:
    """What was refused, by the record's id; the rest stands, also what stood already.

    If a hundred cannot be taken together, each is asked by itself, and only those at fault are
    refused.
    """
    items = [_Item.of(raw) for raw in raws]
    refused: dict[UUID, NguonError] = {}
    for start in range(0, len(items), AT_ONCE):
        some = items[start : start + AT_ONCE]
        try:
            _together(some, by=by, received_at=received_at)
        except NguonError:
            refused |= _one_by_one(some, by=by, received_at=received_at)
    return refused


def _one_by_one(
    items: Sequence[_Item], *, by: Person, received_at: datetime
) -> dict[UUID, NguonError]:
    refused = {}
    for item in items:
        try:
            submit_record(item.raw, by=by, channel=Channel.WEB, received_at=received_at)
        except NguonError as error:
            logger.warning("%s at %s: %s", item.envelope.kind, item.envelope.place_id, error)
            refused[item.envelope.id] = error
    return refused


@transaction.atomic
def _together(items: Sequence[_Item], *, by: Person, received_at: datetime) -> None:
    places = Place.objects.select_related("organisation").in_bulk(
        {item.envelope.place_id for item in items}
    )
    wait_for_places(places)
    known = Record.objects.filter(pk__in=[item.envelope.id for item in items])
    stored = set(known.values_list("pk", flat=True))
    new = [item for item in items if item.envelope.id not in stored]
    if not new:
        return
    holds = _released(new)
    _require_rights(new, places, holds, by=by, at=received_at)
    runs = _runs(new, places, holds, by=by, at=received_at)
    records: list[Record] = []
    rows: dict[type[ActRow], list[ActRow]] = defaultdict(list)
    events: list[tuple[UUID, UUID, Event]] = []
    for run in runs:
        made, acts = run.table.take_made()
        records += made
        for act in acts:
            rows[type(act)].append(act)
        tenant = run.table.place.organisation_id
        events += [(tenant, record_id, event) for record_id, event in run.take_events()]
    append_records(records, *rows.values())
    capture_events_of_tenants(events, received_at=received_at)


def _runs(
    items: Sequence[_Item],
    places: Mapping[UUID, Place],
    holds: Mapping[UUID, Hold],
    *,
    by: Person,
    at: datetime,
) -> list[Run]:
    by_place: dict[UUID, list[_Item]] = defaultdict(list)
    for item in items:
        by_place[item.envelope.place_id].append(item)
    numbers = iter(record_numbers(len(items)))
    runs = []
    for place_id, some in by_place.items():
        table = _table(places[place_id], some, holds, by=by)
        run = Run(table, at=at)
        for item in some:
            require_sound(item.envelope, item.body, table)
            journal = journal_envelope(
                item.raw, item.envelope, submitted_by_id=by.pk, channel=Channel.WEB
            )
            record = journal.record(at, sequence=next(numbers))
            table.add_record(record)
            run.store(record, item.envelope, item.body)
        runs.append(run)
    return runs


def _table(
    place: Place, items: Sequence[_Item], holds: Mapping[UUID, Hold], *, by: Person
) -> Worktable:
    """What was fetched for all kitchens at once is not asked for again at each."""
    table = Worktable(place)
    table.people[by.pk] = by
    table.unasked("person", [by.pk])
    for item in items:
        hold = holds.get(item.body.hold_id) if isinstance(item.body, HoldReleased) else None
        if hold is not None and hold.root_id == hold.pk and not (hold.sample_ids or hold.meal_ids):
            table.adopt(hold)
        else:
            table.fetch([(item.envelope, item.body)])
    return table


def _require_rights(
    items: Sequence[_Item],
    places: Mapping[UUID, Place],
    holds: Mapping[UUID, Hold],
    *,
    by: Person,
    at: datetime,
) -> None:
    """As `submit_record` asks for each, with the person's roles fetched once."""
    held = list(assignments_at(by, at))
    for item in items:
        place = places.get(item.envelope.place_id)
        plain = isinstance(item.body, HoldPlaced | HoldReleased) and not item.envelope.supersedes
        is_ours = plain and item.envelope.actor_id == by.pk
        if place is None or not is_ours or not _may(held, item, place, holds):
            _refuse()


def _may(held: Sequence[Assignment], item: _Item, place: Place, holds: Mapping[UUID, Hold]) -> bool:
    """What an authority asked for is released by an inspector; other holds are not our matter."""
    here = [one for one in held if reaches_place(one, place)]
    if not granting(here, ACT_OF_KIND[item.envelope.kind]):
        return False
    if not isinstance(item.body, HoldReleased):
        return True
    hold = holds.get(item.body.hold_id)
    is_authoritys = hold is not None and hold.kind == HoldKind.AUTHORITY
    return is_authoritys and any(one.role == Role.INSPECTOR for one in here)


def _released(items: Sequence[_Item]) -> dict[UUID, Hold]:
    named = [item.body.hold_id for item in items if isinstance(item.body, HoldReleased)]
    return Hold.objects.standing().in_bulk(named) if named else {}


def _refuse() -> None:
    """The words that count come from `submit_record`, which is asked next."""
    Decision(False, "not_together", _("Not all of these can be taken at once.")).require()
