"""Holds at many kitchens at once are the very records and events that one after the other makes."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nguon.base import clock
from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.kitchen.models import Hold, HoldRelease
from nguon.food.kitchen.operations.hold_everywhere import hold_everywhere
from nguon.food.kitchen.operations.rebuild_projections import rebuild_projections
from nguon.food.kitchen.operations.submit_record import submit_record
from nguon.food.trace.queries import events_of_record
from nguon.ground.journal.choices import Channel
from nguon.ground.journal.models import Record, RecordConflict
from nguon.ground.people.models import Person
from tests.food.kitchen.incidents import lived, lot_of

SPACE = UUID("5cbb41b6-8f70-4f0d-8a5e-f1a1d6ed5d10")
Send = Callable[[list[bytes], Person, datetime], dict[UUID, Any]]


def together(raws: list[bytes], by: Person, at: datetime) -> dict[UUID, Any]:
    return hold_everywhere(raws, by=by, received_at=at)


def singly(raws: list[bytes], by: Person, at: datetime) -> dict[UUID, Any]:
    for raw in raws:
        submit_record(raw, by=by, channel=Channel.WEB, received_at=at)
    return {}


def record(type_: str, key: str, /, *, place: UUID, by: Person, at: datetime, **body: Any) -> bytes:
    said = {
        "id": str(uuid5(SPACE, key)),
        "type": type_,
        "schema_v": 1,
        "kitchen": str(place),
        "actor": str(by.pk),
        "claimed_at": at.isoformat(),
        "body": body,
    }
    return json.dumps(said).encode()


def hold(cast: Cast, kitchen: int, lot: str, at: datetime, *, by: Person | None = None) -> bytes:
    return record(
        "hold",
        f"hold:{kitchen}:{lot}",
        place=cast.kitchens[kitchen].place.pk,
        by=by or cast.people["inspector"],
        at=at,
        held_at=at.isoformat(),
        kind="authority",
        cause="Thu hồi",
        lot_uris=[lot],
    )


def release(cast: Cast, kitchen: int, lot: str, at: datetime, *, by: Person | None = None) -> bytes:
    return record(
        "hold_released",
        f"release:{kitchen}:{lot}",
        place=cast.kitchens[kitchen].place.pk,
        by=by or cast.people["inspector"],
        at=at,
        hold_id=str(uuid5(SPACE, f"hold:{kitchen}:{lot}")),
        released_at=at.isoformat(),
        finding="Âm tính",
    )


def told(ids: list[UUID]) -> list[Any]:
    """Rows, raw bytes and events, but for the numbers that count receipts."""
    found: list[Any] = []
    for id_ in ids:
        stored = Record.objects.get(pk=id_)
        row = Hold.objects.filter(pk=id_).first() or HoldRelease.objects.get(pk=id_)
        fields = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields}
        fields.pop("sequence")
        said = (stored.place_id, stored.actor_id, stored.submitted_by_id, stored.channel)
        found.append((bytes(stored.raw), stored.received_at, said, fields))
        found.append(events_of_record(id_))
    return found


@pytest.fixture
def lots(cast: Cast) -> list[str]:
    """The shared pork, and rice of its own, in each of two kitchens."""
    days = [lived(cast, 0, kitchen=number, dishes=2, eaten=False) for number in (0, 1)]
    return [lot_of(days[0], "lon"), lot_of(days[1], "gao")]


def test_together_is_the_same_as_one_after_the_other(cast: Cast, lots: list[str]) -> None:
    at = clock.now()
    later = at + timedelta(minutes=30)
    inspector = cast.people["inspector"]
    pairs = [(kitchen, lot) for kitchen in (0, 1) for lot in lots]
    holds = [hold(cast, kitchen, lot, at) for kitchen, lot in pairs]
    releases = [release(cast, kitchen, lot, later) for kitchen, lot in pairs[:3]]
    ids = [UUID(json.loads(raw)["id"]) for raw in (*holds, *releases)]
    seen = []
    for send in (singly, together):
        point = _point()
        assert send(holds, inspector, at) == {}
        assert send(releases, inspector, later) == {}
        seen.append(told(ids))
        if send is singly:
            _back_to(point)
    assert seen[0] == seen[1]


def _point() -> str:
    with connection.cursor() as cursor:
        cursor.execute("savepoint before_sending")
    return "before_sending"


def _back_to(point: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"rollback to savepoint {point}")


def test_sent_again_nothing_changes(cast: Cast, lots: list[str]) -> None:
    at = clock.now()
    raws = [hold(cast, kitchen, lots[0], at) for kitchen in (0, 1)]
    for _ in range(2):
        assert hold_everywhere(raws, by=cast.people["inspector"], received_at=at) == {}
    assert (Hold.objects.count(), RecordConflict.objects.count()) == (2, 0)


def test_the_rows_can_be_made_again_from_the_records(cast: Cast, lots: list[str]) -> None:
    at = clock.now()
    hold_everywhere([hold(cast, 0, lots[0], at)], by=cast.people["inspector"], received_at=at)
    before = told([uuid5(SPACE, f"hold:0:{lots[0]}")])
    assert rebuild_projections().events == 0
    assert told([uuid5(SPACE, f"hold:0:{lots[0]}")]) == before


def test_one_that_is_refused_keeps_no_other_from_standing(cast: Cast, lots: list[str]) -> None:
    """The manager of one kitchen may hold there and nowhere else."""
    at = clock.now()
    manager = cast.pilot.people["manager"]
    raws = [hold(cast, kitchen, lots[0], at, by=manager) for kitchen in (0, 1)]
    refused = hold_everywhere(raws, by=manager, received_at=at)
    assert {id_: error.decision.code for id_, error in refused.items()} == {  # type: ignore[attr-defined]
        uuid5(SPACE, f"hold:1:{lots[0]}"): "out_of_reach"
    }
    assert [one.place for one in Hold.objects.all()] == [cast.pilot.place]


def test_only_an_inspector_releases_what_an_authority_asked_for(
    cast: Cast, lots: list[str]
) -> None:
    at = clock.now()
    hold_everywhere([hold(cast, 0, lots[0], at)], by=cast.people["inspector"], received_at=at)
    manager = cast.pilot.people["manager"]
    raw = release(cast, 0, lots[0], at, by=manager)
    refused = hold_everywhere([raw], by=manager, received_at=at)
    assert [error.decision.code for error in refused.values()] == ["held_by_authority"]  # type: ignore[attr-defined]
    assert HoldRelease.objects.count() == 0


@pytest.mark.parametrize("who", ["province", "supplier", "parent", "outsider"])
def test_whoever_may_not_hold_holds_nowhere(cast: Cast, lots: list[str], who: str) -> None:
    at, person = clock.now(), cast.people[who]
    raws = [hold(cast, kitchen, lots[0], at, by=person) for kitchen in (0, 1)]
    assert len(hold_everywhere(raws, by=person, received_at=at)) == 2
    assert Hold.objects.count() == 0


def test_nobody_signs_for_somebody_else(cast: Cast, lots: list[str]) -> None:
    at = clock.now()
    raw = hold(cast, 0, lots[0], at, by=cast.pilot.people["manager"])
    refused = hold_everywhere([raw], by=cast.people["inspector"], received_at=at)
    assert [error.decision.code for error in refused.values()] == ["other_actor"]  # type: ignore[attr-defined]


def test_an_unknown_kitchen_or_hold_is_refused_by_name(cast: Cast, lots: list[str]) -> None:
    at, inspector = clock.now(), cast.people["inspector"]
    nowhere = record(
        "hold",
        "nowhere",
        place=uuid4(),
        by=inspector,
        at=at,
        held_at=at.isoformat(),
        kind="authority",
        cause="x",
        lot_uris=[lots[0]],
    )
    unknown = release(cast, 0, "khong-co", at)
    good = hold(cast, 0, lots[0], at)
    refused = hold_everywhere([nowhere, unknown, good], by=inspector, received_at=at)
    assert len(refused) == 2
    assert Hold.objects.count() == 1


def test_more_kitchens_cost_no_more_statements(cast: Cast, lots: list[str]) -> None:
    costs = []
    for pairs in ([(0, lots[0])], [(0, lots[1]), (1, lots[0]), (1, lots[1])]):
        at = clock.now()
        raws = [hold(cast, kitchen, lot, at) for kitchen, lot in pairs]
        with CaptureQueriesContext(connection) as asked:
            hold_everywhere(raws, by=cast.people["inspector"], received_at=at)
        costs.append(len(asked))
    assert costs[0] == costs[1]
