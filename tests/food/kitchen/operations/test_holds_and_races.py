"""A hold that came first wins, whoever else is at work at the same moment."""

import json
from collections.abc import Callable
from threading import Thread
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction

from nguon.base.errors import Refused
from nguon.food.kitchen.management.demo.cast import gather_cast
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.models import Hold, ReceivedLine, RetainedSample, SampleDestruction
from nguon.food.kitchen.operations.submit_record import submit_record
from nguon.ground.journal.choices import Channel
from nguon.ground.people.models import Person
from tests.food.kitchen.conftest import START, Stage

LATER = 3
"""Days until the boxes of Monday may go."""


def send(day: KitchenDay, kind: str, body: dict[str, Any], *, by: Person, **more: Any) -> UUID:
    at = day.at(17, 0)
    envelope = {
        "id": str(uuid4()),
        "type": kind,
        "schema_v": 1,
        "kitchen": str(day.kitchen.place.id),
        "actor": str(by.id),
        "claimed_at": at.isoformat(),
        "body": body,
    }
    raw = json.dumps(envelope | more).encode()
    return submit_record(raw, by=by, channel=Channel.WEB, received_at=at).record.id


def hold(day: KitchenDay, meal_id: UUID) -> UUID:
    body = {
        "held_at": day.at(16, 59).isoformat(),
        "kind": "suspicion",
        "cause": "3 em đau bụng",
        "meal_ids": [str(meal_id)],
    }
    return send(day, "hold", body, by=day.kitchen.people["health_officer"])


def destroy(day: KitchenDay, sample: RetainedSample) -> UUID:
    body = {
        "sample_id": str(sample.record_id),
        "destroyed_at": day.at(17, 0).isoformat(),
        "condition": "Bình thường",
    }
    return send(day, "sample_destroyed", body, by=day.kitchen.cooks[0])


def withdraw(day: KitchenDay, record_id: UUID, *, by: Person) -> UUID:
    return send(day, "withdrawn", {}, by=by, supersedes=str(record_id), reason="nhầm")


def boxed(day: KitchenDay) -> RetainedSample:
    day.receive()
    day.cook_dish(day.menu[0], 0)
    day.take_sample(day.menu[0], 0)
    return RetainedSample.objects.get()


@pytest.fixture
def thursday(stage: Stage) -> KitchenDay:
    return stage.day(LATER)


@pytest.mark.parametrize("who", ["cook", "health_officer"])
def test_who_may_not_release_a_hold_cannot_withdraw_or_change_it(
    monday: KitchenDay, thursday: KitchenDay, who: str
) -> None:
    boxed(monday)
    held = hold(thursday, monday.meal_id)
    people = monday.kitchen.people | {"cook": monday.kitchen.cooks[0]}
    with pytest.raises(Refused):
        withdraw(thursday, held, by=people[who])
    empty = {
        "held_at": thursday.at(16, 59).isoformat(),
        "kind": "other",
        "cause": "không có gì",
        "lot_uris": ["https://bep.example/class/khac"],
    }
    with pytest.raises(Refused):
        send(thursday, "hold", empty, by=people[who], supersedes=str(held), reason="nhầm")
    assert Hold.objects.standing().count() == 1


def test_a_manager_may_withdraw_a_hold(monday: KitchenDay, thursday: KitchenDay) -> None:
    boxed(monday)
    withdraw(thursday, hold(thursday, monday.meal_id), by=monday.kitchen.people["manager"])
    assert Hold.objects.standing().count() == 0


def test_a_cook_cannot_withdraw_the_managers_plan(monday: KitchenDay) -> None:
    with pytest.raises(Refused):
        withdraw(monday, monday.said["plan"], by=monday.kitchen.cooks[0])


def test_a_held_box_cannot_be_withdrawn(monday: KitchenDay, thursday: KitchenDay) -> None:
    sample = boxed(monday)
    hold(thursday, monday.meal_id)
    with pytest.raises(Refused) as refused:
        withdraw(thursday, sample.record_id, by=monday.kitchen.cooks[0])
    assert refused.value.decision.code == "held_suspicion"


# Races, on connections of their own


def at_once(first: Callable[[], object], second: Callable[[], object]) -> list[object]:
    """`second` starts while the transaction of `first` is still open, and must wait for it."""
    outcomes: list[object] = []

    def late() -> None:
        try:
            outcomes.append(second())
        except Refused as refused:
            outcomes.append(refused.decision.code)
        finally:
            connection.close()

    thread = Thread(target=late)
    with transaction.atomic():
        first()
        thread.start()
        _until_somebody_waits(thread)
    thread.join()
    return outcomes


def _until_somebody_waits(thread: Thread) -> None:
    """Until the other connection waits for a lock, or is done because it never had to."""
    waiting = 0
    while thread.is_alive() and not waiting:
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from pg_locks where not granted")
            (waiting,) = cursor.fetchone()


@pytest.fixture
def committed(transactional_db: None) -> KitchenDay:
    day = Stage(gather_cast(at=START)).day()
    day.plan()
    return day


def test_a_destruction_that_waited_for_a_hold_is_refused(committed: KitchenDay) -> None:
    sample = boxed(committed)
    later = Stage(committed.cast).day(LATER)
    outcomes = at_once(
        lambda: hold(later, committed.meal_id),
        lambda: destroy(later, sample),
    )
    assert (outcomes, SampleDestruction.objects.count()) == (["held_suspicion"], 0)


def test_a_hold_that_waited_for_a_destruction_is_kept_and_the_box_is_red(
    committed: KitchenDay,
) -> None:
    sample = boxed(committed)
    stage = Stage(committed.cast)
    later = stage.day(LATER)
    at_once(lambda: destroy(later, sample), lambda: hold(later, committed.meal_id))
    codes = [flag.code for flag in stage.view(later, later.at(17, 5)).flags]
    assert [code for code in codes if "hold" in code] == ["destroyed_under_hold", "hold"]


def test_a_box_is_destroyed_once_by_two_at_once(committed: KitchenDay) -> None:
    sample = boxed(committed)
    later = Stage(committed.cast).day(LATER)
    outcomes = at_once(lambda: destroy(later, sample), lambda: destroy(later, sample))
    assert (outcomes, SampleDestruction.objects.count()) == (["destroyed_already"], 1)


def test_of_two_corrections_at_once_one_stands_and_the_other_is_told(
    committed: KitchenDay,
) -> None:
    officer = committed.kitchen.people["health_officer"]
    committed.receive()
    line = ReceivedLine.objects.order_by("sequence")[0]
    outcomes = at_once(
        lambda: withdraw(committed, line.record_id, by=officer),
        lambda: withdraw(committed, line.record_id, by=officer),
    )
    assert outcomes == ["superseded"]
