"""What a phone hands in before what it names: parked, settled by itself, or judged by a manager."""

import json
from datetime import timedelta
from itertools import permutations
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nguon.base.errors import Conflict, InputInvalid, Refused
from nguon.food.kitchen.choices import FridgeKind
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.models import (
    CookingCheck,
    FridgeReading,
    Hold,
    ParkedDecision,
    ParkedRecord,
    ReceivedLine,
)
from nguon.food.kitchen.operations.admit_parked import admit_parked
from nguon.food.kitchen.operations.filing import act_models
from nguon.food.kitchen.operations.rebuild_projections import rebuild_projections
from nguon.food.kitchen.operations.refuse_parked import refuse_parked
from nguon.food.kitchen.operations.register_fridge import register_fridge
from nguon.ground.journal.models import Record
from nguon.ground.journal.queries import day_hash
from tests.food.kitchen.conftest import Stage
from tests.food.kitchen.handset import Handset, OfflineDay, offline_day, text_of
from tests.food.kitchen.operations.test_a_kitchen_day import live
from tests.food.kitchen.operations.test_rebuild_projections import chain, tables


@pytest.fixture
def day(monday: KitchenDay) -> OfflineDay:
    return offline_day(monday)


def phone(day: OfflineDay) -> Handset:
    assert day.handset is not None
    return day.handset


def reading(day: OfflineDay, **more: Any) -> bytes:
    fridge = day.kitchen.fridges[FridgeKind.SAMPLE]
    at = day.at(6, 5)
    body = {
        "fridge_id": str(more.pop("fridge_id", fridge.id)),
        "celsius": "4.2",
        "read_at": at.isoformat(),
    }
    given = {"by": day.kitchen.cooks[0], "at": at} | more
    return phone(day).record("fridge_reading", body, **given)


# It settles by itself


def test_what_came_too_early_settles_with_the_time_it_came(day: OfflineDay) -> None:
    day.receive()
    day.cook_dish(day.menu[0], 0)
    *lines, cooked = day.outbox
    told = phone(day).hand_in([cooked], at=day.at(15, 0))
    used = {str(day.line_of(key)) for key in day.menu[0].grams}
    assert (told[0].result, set(told[0].waiting_for)) == ("parked", used)
    assert CookingCheck.objects.count() == 0
    phone(day).hand_in(lines, at=day.at(16, 0))
    record = Record.objects.get(kind="dish_cooked")
    assert (record.received_at, record.admitted_at) == (day.at(15, 0), day.at(16, 0))
    assert bytes(record.raw) == cooked
    assert CookingCheck.objects.get().received_at == day.at(15, 0)
    decision = ParkedDecision.objects.get()
    assert (decision.outcome, decision.by, decision.at) == ("settled", None, day.at(16, 0))
    assert [one.result for one in phone(day).hand_in([cooked], at=day.at(16, 1))] == ["duplicate"]


def test_it_waits_for_all_that_it_names(day: OfflineDay) -> None:
    day.receive()
    day.cook_dish(day.menu[0], 0)
    *lines, cooked = day.outbox
    phone(day).hand_in([cooked], at=day.at(15, 0))
    for minute, line in enumerate(lines):
        assert CookingCheck.objects.count() in (0, 1)
        phone(day).hand_in([line], at=day.at(16, minute))
    assert CookingCheck.objects.count() == 1
    asked = phone(day).hand_in([cooked], at=day.at(17, 0))
    assert [one.result for one in asked] == ["duplicate"]


def test_one_that_settles_lets_the_next_one_settle(day: OfflineDay) -> None:
    """A sample waits for nobody, its destruction for it, the withdrawal for the destruction."""
    day.receive()
    day.cook_dish(day.menu[0], 0)
    day.take_sample(day.menu[0], 0)
    cook = day.kitchen.cooks[0]
    destroyed = phone(day).envelope(
        "sample_destroyed",
        {
            "sample_id": str(day.said[f"sample:{day.menu[0].name}"]),
            "destroyed_at": day.at(14, 0).isoformat(),
            "condition": "Đổ nhầm",
        },
        by=cook,
        at=day.at(14, 1),
    )
    withdrawn = phone(day).envelope(
        "withdrawn", {}, by=cook, at=day.at(14, 2), supersedes=destroyed["id"], reason="Nhầm hộp"
    )
    early = [text_of(withdrawn), text_of(destroyed)]
    told = phone(day).hand_in(early, at=day.at(15, 0))
    assert [one.result for one in told] == ["parked", "parked"]
    phone(day).hand_in(day.outbox, at=day.at(15, 1))
    assert ParkedDecision.objects.filter(outcome="settled").count() == 2
    assert Record.objects.filter(kind__in=["sample_destroyed", "withdrawn"]).count() == 2


def test_what_cannot_be_stored_does_not_hold_up_what_it_waited_for(
    day: OfflineDay, caplog: pytest.LogCaptureFixture
) -> None:
    """One dish that the server stumbles over, and one that waits for the same lines."""
    day.receive()
    day.cook_dish(day.menu[0], 0)
    *lines, cooked = day.outbox
    at = day.at(10, 0)
    broken = json.loads(cooked) | {"id": str(uuid4()), "claimed_at": at.isoformat()}
    phone(day).hand_in([text_of(broken), cooked], at=day.at(15, 0))
    of = ParkedRecord.objects.filter(record_id=broken["id"])
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE kitchen_cookingcheck ADD CHECK (record_id <> %s)", [broken["id"]]
        )
    told = phone(day).hand_in(lines, at=day.at(16, 0))
    assert {one.result for one in told} == {"stored"}
    assert CookingCheck.objects.count() == 1
    assert of.filter(decision=None).count() == 1
    assert "do not settle together" in caplog.text


def test_within_one_batch_the_order_does_not_matter(day: OfflineDay) -> None:
    live(day)
    told = phone(day).hand_in(day.outbox[::-1], at=day.at(15, 0))
    assert {one.result for one in told} == {"stored"}
    assert ParkedRecord.objects.count() == 0


def test_a_menu_planned_on_the_web_settles_what_was_cooked_from_it(stage: Stage) -> None:
    web = stage.day()
    day = offline_day(web)
    day.receive()
    day.cook_dish(day.menu[0], 0)
    told = phone(day).hand_in(day.outbox, at=day.at(15, 0))
    assert told[-1].result == "parked"
    web.plan(at=day.at(15, 30))
    assert CookingCheck.objects.get().dish.name == day.menu[0].name


def test_a_fridge_registered_later_settles_its_reading(day: OfflineDay) -> None:
    fridge = uuid4()
    raw = reading(day, fridge_id=fridge)
    assert phone(day).hand_in([raw], at=day.at(15, 0))[0].waiting_for == [str(fridge)]
    register_fridge(
        day.kitchen.place,
        fridge_id=fridge,
        name="Tủ mới",
        kind=FridgeKind.COLD,
        by=day.kitchen.people["manager"],
        at=day.at(15, 5),
    )
    assert FridgeReading.objects.get().fridge_id == fridge


def test_asking_again_keeps_it_once(day: OfflineDay) -> None:
    raw = reading(day, fridge_id=uuid4())
    for minute in range(3):
        told = phone(day).hand_in([raw, raw], at=day.at(15, minute))
        assert [one.result for one in told] == ["parked", "parked"]
    assert ParkedRecord.objects.get().received_at == day.at(15, 0)


def test_what_is_parked_is_never_changed_nor_deleted(day: OfflineDay) -> None:
    phone(day).hand_in([reading(day, fridge_id=uuid4())], at=day.at(15, 0))
    for deed in (ParkedRecord.objects.all().delete, lambda: ParkedRecord.objects.update(code="x")):
        with pytest.raises(IntegrityError), transaction.atomic():
            deed()


# A manager judges


def stranger(stage: Stage) -> Any:
    return stage.cast.kitchens[1].cooks[0]


def parked(stage: Stage, day: OfflineDay) -> ParkedRecord:
    phone(day).hand_in([reading(day, by=stranger(stage))], at=day.at(15, 0))
    return ParkedRecord.objects.get(decision=None)


def test_a_manager_admits_it_with_the_time_it_came(stage: Stage, day: OfflineDay) -> None:
    waiting, manager = parked(stage, day), day.kitchen.people["manager"]
    before = day_hash(day.kitchen.place.id, day.day)
    tuesday = day.at(8, 0) + timedelta(days=1)
    record = admit_parked(waiting, by=manager, at=tuesday)
    assert (record.received_at, record.admitted_at) == (day.at(15, 0), tuesday)
    assert record.actor_id == stranger(stage).id == FridgeReading.objects.get().actor_id
    assert day_hash(day.kitchen.place.id, day.day) == before, "the day that is over is sealed"
    raw = bytes(waiting.raw)
    assert phone(day).hand_in([raw], at=tuesday)[0].result == "duplicate"
    with pytest.raises(Conflict):
        refuse_parked(waiting, by=manager, reason="doch nicht", at=tuesday)


def test_a_refusal_needs_a_reason_and_the_phone_hears_it(stage: Stage, day: OfflineDay) -> None:
    waiting, manager = parked(stage, day), day.kitchen.people["manager"]
    with pytest.raises(InputInvalid):
        refuse_parked(waiting, by=manager, reason=" ", at=day.at(16, 0))
    refuse_parked(waiting, by=manager, reason="Không làm ở bếp này", at=day.at(16, 0))
    told = phone(day).hand_in([bytes(waiting.raw)], at=day.at(16, 1))[0]
    assert (told.result, told.code, told.text) == ("invalid", "refused", "Không làm ở bếp này")
    with pytest.raises(Conflict):
        admit_parked(waiting, by=manager, at=day.at(16, 2))


@pytest.mark.parametrize("who", ["cook_1", "health_officer"])
def test_only_a_manager_judges(stage: Stage, day: OfflineDay, who: str) -> None:
    waiting = parked(stage, day)
    for deed in (
        lambda by: admit_parked(waiting, by=by, at=day.at(16, 0)),
        lambda by: refuse_parked(waiting, by=by, reason="x", at=day.at(16, 0)),
    ):
        with pytest.raises(Refused):
            deed(day.kitchen.people[who])
    with pytest.raises(Refused):
        admit_parked(waiting, by=stage.cast.kitchens[1].people["manager"], at=day.at(16, 0))


def test_what_names_nothing_here_cannot_be_admitted(stage: Stage, day: OfflineDay) -> None:
    raw = reading(day, by=stranger(stage), fridge_id=uuid4())
    phone(day).hand_in([raw], at=day.at(15, 0))
    with pytest.raises(InputInvalid):
        admit_parked(ParkedRecord.objects.get(), by=day.kitchen.people["manager"], at=day.at(16, 0))
    assert ParkedDecision.objects.count() == 0


def test_nobody_withdraws_a_hold_by_phone_alone(day: OfflineDay) -> None:
    manager = day.kitchen.people["manager"]
    body = {
        "held_at": day.at(9, 0).isoformat(),
        "kind": "suspicion",
        "cause": "đau bụng",
        "meal_ids": [str(day.meal_id)],
    }
    hold = phone(day).envelope("hold", body, by=manager, at=day.at(9, 0))
    more = {"supersedes": hold["id"], "reason": "Nhầm"}
    withdrawn = phone(day).record("withdrawn", {}, by=manager, at=day.at(9, 5), **more)
    told = phone(day).hand_in([text_of(hold), withdrawn], at=day.at(10, 0))
    assert [one.code for one in told] == ["", "person_not_allowed"]
    assert Hold.objects.standing().count() == 1
    admit_parked(ParkedRecord.objects.get(), by=manager, at=day.at(11, 0))
    assert Hold.objects.standing().count() == 0


def test_a_rebuild_gives_the_same_with_records_that_waited(stage: Stage, day: OfflineDay) -> None:
    live(day)
    raws = day.outbox
    phone(day).hand_in(raws[len(raws) // 2 :], at=day.at(15, 0))
    phone(day).hand_in(raws[: len(raws) // 2], at=day.at(15, 1))
    assert ParkedDecision.objects.filter(outcome="settled").exists()
    admit_parked(parked(stage, day), by=day.kitchen.people["manager"], at=day.at(16, 0))
    before, events = tables(), chain()
    rebuilt = rebuild_projections()
    assert (tables(), chain(), rebuilt.events) == (before, events, 0)


# Any order, any batches, any repetition


def projected() -> dict[str, list[Any]]:
    """What stands in the tables but when and in which order the server heard of it."""
    heard = {"received_at", "sequence"}
    return {
        model.__name__: [
            {name: value for name, value in row.items() if name not in heard}
            for row in model._default_manager.order_by("record_id").values()
        ]
        for model in act_models()
    }


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_any_order_batches_and_repetition_give_the_same_tables(
    monday: KitchenDay, data: st.DataObject
) -> None:
    """Of records that correct nothing; corrections count in the order in which they come."""
    day = offline_day(monday)
    live(day)
    point = transaction.savepoint()
    phone(day).hand_in(day.outbox, at=day.at(15, 0))
    wanted = projected()
    transaction.savepoint_rollback(point)
    point = transaction.savepoint()
    raws = data.draw(st.permutations(day.outbox + data.draw(st.lists(st.sampled_from(day.outbox)))))
    while raws:
        size = data.draw(st.integers(1, 20))
        batch, raws = raws[:size], raws[size:]
        phone(day).hand_in(batch, at=day.at(15, 0))
    assert projected() == wanted
    assert Record.objects.exclude(kind="meal_plan").count() == len(day.outbox)
    transaction.savepoint_rollback(point)


def test_three_records_in_every_order_end_the_same(day: OfflineDay) -> None:
    """A line, its correction and the dish cooked from it; nothing is lost in any order."""
    day.receive()
    line, others = day.outbox[0], day.outbox[1:]
    key = next(iter(day.needs()))
    assert day.said[f"line:{key}"]
    outcomes = set()
    for number, order in enumerate(permutations(range(2))):
        point = transaction.savepoint()
        fix = phone(day).record(
            "withdrawn",
            {},
            by=day.kitchen.people["health_officer"],
            at=day.at(8, 0),
            supersedes=str(day.said[f"line:{key}"]),
            reason="Không nhận",
        )
        for place in order:
            phone(day).hand_in([[line, fix][place]], at=day.at(15, number))
        phone(day).hand_in(others, at=day.at(15, 5))
        standing = ReceivedLine.objects.standing().count()
        outcomes.add((standing, ReceivedLine.objects.count()))
        transaction.savepoint_rollback(point)
    assert outcomes == {(len(others), len(others) + 1)}
