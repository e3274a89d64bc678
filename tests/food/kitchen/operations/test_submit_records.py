"""What a phone hands in: stored, answered one by one, the same as if it had come over the web."""

import json
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection

from nguon.core.haccp import State
from nguon.food.kitchen.choices import FridgeKind
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.models import (
    FridgeReading,
    ParkedRecord,
    ReceivedLine,
    RetainedSample,
    SampleDestruction,
    ServingCheck,
)
from nguon.food.kitchen.operations.rebuild_projections import rebuild_projections
from nguon.food.kitchen.operations.submit_record import submit_record
from nguon.food.trace.models import Event
from nguon.ground.journal.models import Record, RecordConflict
from nguon.ground.people.operations import end_assignment, revoke_device
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


def reading(day: OfflineDay, minute: int = 5, **more: Any) -> dict[str, Any]:
    at = day.at(6, minute)
    fridge = day.kitchen.fridges[FridgeKind.SAMPLE]
    body = {"fridge_id": str(fridge.id), "celsius": "4.2", "read_at": at.isoformat()}
    given = {"by": day.kitchen.cooks[0], "at": at} | more
    return phone(day).envelope("fridge_reading", body, **given)


def results(day: OfflineDay, raws: list[bytes], *, minute: int = 0) -> list[str]:
    return [one.result for one in phone(day).hand_in(raws, at=day.at(15, minute))]


# Stored, once, as sent


def test_an_act_years_ahead_belongs_to_the_day_on_which_it_was_handed_in(day: OfflineDay) -> None:
    odd = json.loads(json.dumps(reading(day)))
    odd["body"]["read_at"] = "2030-01-01T05:00:00+07:00"
    assert results(day, [text_of(odd)]) == ["stored"]
    kept = FridgeReading.objects.get(record_id=odd["id"])
    assert kept.happened_at == kept.entered_at == day.at(6, 5)


def test_a_day_handed_in_at_noon_is_stored_whole_and_twice_is_once(day: OfflineDay) -> None:
    live(day)
    assert set(results(day, day.outbox)) == {"stored"}
    assert set(results(day, day.outbox, minute=1)) == {"duplicate"}
    raws = {bytes(record.raw) for record in Record.objects.exclude(kind="meal_plan")}
    assert raws == set(day.outbox)


def test_a_batch_projects_what_a_rebuild_projects(day: OfflineDay) -> None:
    live(day)
    day.say(
        "delivery_line",
        day.delivery_again(amount="50"),
        key="again",
        by=day.kitchen.people["health_officer"],
        at=day.at(7, 58),
        supersedes=day.said["line:cai"],
        reason="Cân lại",
    )
    assert set(results(day, day.outbox)) == {"stored"}
    before, events = tables(), chain()
    rebuilt = rebuild_projections()
    assert (tables(), chain(), rebuilt.events) == (before, events, 0)


@pytest.mark.parametrize("size", [1, 7, 50])
def test_batches_of_any_size_make_the_same_tables_and_events(day: OfflineDay, size: int) -> None:
    """As one record after the other over the web: only the channel and the numbers differ."""
    live(day)
    for first in range(0, len(day.outbox), size):
        results(day, day.outbox[first : first + size])
    views = {
        model.__name__: list(
            model.objects.order_by("record_id").values_list("record_id", "happened_at", "note")
        )
        for model in (ReceivedLine, ServingCheck, RetainedSample, FridgeReading)
    }
    assert sum(map(len, views.values())) == len(day.needs()) + 4 + 4 + 6
    assert len({event.event_id for event in Event.objects.all()}) == Event.objects.count()
    dispensed = Event.objects.get(biz_step="dispensing")
    assert bytes(dispensed.raw).count(b"/class/") == 4


def test_the_same_number_with_other_words_is_a_conflict_and_both_are_kept(day: OfflineDay) -> None:
    """T9."""
    first = reading(day)
    other = first | {"body": first["body"] | {"celsius": "9.9"}}
    told = phone(day).hand_in([text_of(first), text_of(other)], at=day.at(15, 0))
    assert [(one.result, one.code) for one in told] == [
        ("stored", ""),
        ("conflict", "other_content"),
    ]
    kept = bytes(RecordConflict.objects.get().raw)
    assert (kept, str(FridgeReading.objects.get().celsius)) == (text_of(other), "4.2")
    assert results(day, [text_of(other)]) == ["conflict"]
    assert RecordConflict.objects.count() == 1


# One bad item


@pytest.mark.parametrize("spoilt", [0, 1, 2])
def test_a_fault_at_one_item_fails_that_item_alone(day: OfflineDay, spoilt: int) -> None:
    """T5, the server's half: the database itself refuses one row."""
    envelopes = [reading(day, minute) for minute in (5, 6, 7)]
    raws = [text_of(one) for one in envelopes]
    with connection.cursor() as cursor:
        cursor.execute(
            "create function stumble() returns trigger language plpgsql as $$ begin"
            f" if new.record_id = '{envelopes[spoilt]['id']}' then raise exception 'stumbled';"
            " end if; return new; end $$;"
            " create trigger stumble before insert on kitchen_fridgereading"
            " for each row execute function stumble()"
        )
    wanted = ["stored"] * 3
    wanted[spoilt] = "failed"
    assert results(day, raws) == wanted
    assert (
        FridgeReading.objects.count() == Record.objects.filter(kind="fridge_reading").count() == 2
    )
    with connection.cursor() as cursor:
        cursor.execute("drop trigger stumble on kitchen_fridgereading; drop function stumble()")
    again = ["duplicate"] * 3
    again[spoilt] = "stored"
    assert results(day, raws, minute=1) == again


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        pytest.param({"type": "all_passed"}, "malformed", "type", id="an unknown kind"),
        pytest.param({"claimed_at": "06:05"}, "malformed", "claimed_at", id="no time"),
        pytest.param({"body": {}}, "malformed", "body.fridge_id", id="nothing said"),
        pytest.param({"kitchen": str(uuid4())}, "wrong_kitchen", "kitchen", id="another kitchen"),
        pytest.param({"type": "meal_plan"}, "malformed", "body.meal_id", id="a body of another"),
        pytest.param({"id": "1"}, "malformed", "id", id="no number"),
        pytest.param(
            {"reason": "\ud800", "supersedes": str(uuid4())}, "malformed", "reason", id="no text"
        ),
    ],
)
def test_what_cannot_be_a_record_here_is_said_and_never_blocks_the_rest(
    day: OfflineDay, change: dict[str, Any], code: str, field: str
) -> None:
    raw = json.dumps(reading(day) | change).encode()
    told = phone(day).hand_in([raw, text_of(reading(day, 7))], at=day.at(15, 0))
    assert [one.result for one in told] == ["invalid", "stored"]
    assert (told[0].code, told[0].field, bool(told[0].text)) == (code, field, True)


@pytest.mark.parametrize("raw", [b"", b"null", b"[]", b"{", b'"x"', b"\xff", b"{}"])
def test_rubbish_is_invalid_and_has_no_number(day: OfflineDay, raw: bytes) -> None:
    told = phone(day).hand_in([raw], at=day.at(15, 0))
    assert [(one.id, one.result) for one in told] == [(None, "invalid")]


@pytest.mark.parametrize("kind", ["hold_released", "day_countersigned", "meal_plan"])
def test_what_a_person_answers_for_alone_is_not_recorded_by_phone(
    day: OfflineDay, kind: str
) -> None:
    bodies = {
        "hold_released": {
            "hold_id": str(uuid4()),
            "released_at": day.at(7, 0).isoformat(),
            "finding": "x",
        },
        "day_countersigned": {
            "date": "2026-11-23",
            "signed_at": day.at(7, 0).isoformat(),
            "day_hash": "ab" * 32,
        },
        "meal_plan": {
            "meal_id": str(uuid4()),
            "date": "2026-11-23",
            "meal": "lunch",
            "eating_at": day.at(10, 45).isoformat(),
            "portions": 5,
        },
    }
    manager = day.kitchen.people["manager"]
    raw = phone(day).record(kind, bodies[kind], by=manager, at=day.at(7, 0))
    told = phone(day).hand_in([raw], at=day.at(15, 0))
    assert [(one.result, one.code) for one in told] == [("invalid", "not_by_phone")]


# Another kitchen's


def test_a_phone_cannot_write_to_another_kitchen_nor_learn_of_it(
    stage: Stage, day: OfflineDay
) -> None:
    other = stage.day(kitchen=1)
    other.plan()
    foreign = reading(day) | {"kitchen": str(other.kitchen.place.id)}
    fridge = other.kitchen.fridges[FridgeKind.SAMPLE]
    theirs = reading(day, 6)
    theirs["body"]["fridge_id"] = str(fridge.id)
    nobodys = reading(day, 7)
    nobodys["body"]["fridge_id"] = str(uuid4())
    told = phone(day).hand_in(
        [text_of(foreign), text_of(theirs), text_of(nobodys)], at=day.at(15, 0)
    )
    assert [(one.result, one.code) for one in told] == [
        ("invalid", "wrong_kitchen"),
        ("parked", "unknown_reference"),
        ("parked", "unknown_reference"),
    ]
    assert told[1].text == told[2].text
    assert Record.objects.filter(kind="fridge_reading").count() == 0


def test_the_person_of_another_kitchen_waits_for_the_manager(stage: Stage, day: OfflineDay) -> None:
    stranger = stage.cast.kitchens[1].cooks[0]
    told = phone(day).hand_in([text_of(reading(day, by=stranger))], at=day.at(15, 0))
    assert [(one.result, one.code) for one in told] == [("parked", "person_not_allowed")]


def test_rights_count_on_the_day_of_the_deed(day: OfflineDay) -> None:
    """Somebody who left on Tuesday recorded on Monday; their Tuesday waits for the manager."""
    cook = day.kitchen.cooks[0]
    held = cook.assignments.get()
    end_assignment(held, by=day.cast.administrator, on=day.day + timedelta(days=1))
    tuesday = day.at(6, 5) + timedelta(days=1)
    raws = [text_of(reading(day)), text_of(reading(day, at=tuesday))]
    told = phone(day).hand_in(raws, at=day.at(15, 0) + timedelta(days=2))
    assert [(one.result, one.code) for one in told] == [
        ("stored", ""),
        ("parked", "person_not_allowed"),
    ]


def test_a_revoked_phone_is_heard_but_its_records_wait(day: OfflineDay) -> None:
    """T15, the server's half."""
    before = text_of(reading(day))
    assert results(day, [before]) == ["stored"]
    manager = day.kitchen.people["manager"]
    revoke_device(phone(day).device, by=manager, at=day.at(15, 1))
    phone(day).device.refresh_from_db()
    told = phone(day).hand_in([before, text_of(reading(day, 7))], at=day.at(15, 2))
    assert [(one.result, one.code) for one in told] == [
        ("duplicate", ""),
        ("parked", "device_revoked"),
    ]
    assert ParkedRecord.objects.get().code == "device_revoked"


def test_one_record_by_a_phone_is_a_batch_of_one(day: OfflineDay) -> None:
    raw = text_of(reading(day))
    told = submit_record(raw, by=phone(day).device, received_at=day.at(15, 0))
    assert (told.result, Record.objects.get(pk=told.id).channel) == ("stored", "phone")


# Hold beats destroy, the worst check governs


@pytest.mark.parametrize("hold_first", [True, False], ids=["hold first", "destruction first"])
def test_a_box_destroyed_under_a_hold_is_red_in_whatever_order_it_came(
    stage: Stage, day: OfflineDay, hold_first: bool
) -> None:
    """T20: the hold was placed at nine, the phone was offline and destroyed at ten."""
    day.receive()
    day.cook_dish(day.menu[0], 0)
    day.take_sample(day.menu[0], 0)
    results(day, day.outbox)
    sample = RetainedSample.objects.get()
    later = timedelta(days=3)
    hold = phone(day).record(
        "hold",
        {
            "held_at": (day.at(9, 0) + later).isoformat(),
            "kind": "suspicion",
            "cause": "3 em đau bụng",
            "meal_ids": [str(day.meal_id)],
        },
        by=day.kitchen.people["health_officer"],
        at=day.at(9, 0) + later,
    )
    destroyed = phone(day).record(
        "sample_destroyed",
        {
            "sample_id": str(sample.record_id),
            "destroyed_at": (day.at(15, 0) + later).isoformat(),
            "condition": "Bình thường",
        },
        by=day.kitchen.cooks[0],
        at=day.at(15, 0) + later,
    )
    order = [hold, destroyed] if hold_first else [destroyed, hold]
    for raw in order:
        told = phone(day).hand_in([raw], at=day.at(16, 0) + later)
        assert [one.result for one in told] == ["stored"]
    assert SampleDestruction.objects.count() == 1
    flags = stage.view(stage.day(3), day.at(17, 0) + later).flags
    assert [flag.code for flag in flags if "hold" in flag.code] == ["destroyed_under_hold", "hold"]


@pytest.mark.parametrize("stop_first", [True, False])
def test_of_two_phones_checks_both_are_kept_and_the_worst_governs(
    stage: Stage, day: OfflineDay, stop_first: bool
) -> None:
    """T10."""
    dish = day.menu[0]
    day.receive()
    day.cook_dish(dish, 0)
    results(day, day.outbox)
    other = Handset.of(day.kitchen.place, manager=day.kitchen.people["manager"])
    bad = {"decision": "stop", "sensory": "fail", "note": "Chua"}
    told = []
    for handset, changes in [(other, bad), (phone(day), {})][:: 1 if stop_first else -1]:
        body = day.check_body(dish) | changes
        raw = handset.record("dish_checked", body, by=day.kitchen.cooks[0], at=day.at(10, 20))
        told += handset.hand_in([raw], at=day.at(10, 25))
    assert [one.result for one in told] == ["stored", "stored"]
    view = stage.view(day, day.at(10, 40))
    shown = next(one for one in view.meals[0].dishes if one.dish.name == dish.name)
    assert (shown.stopped, ServingCheck.objects.standing().count()) == (True, 2)
    assert next(iter(shown.state.duties.values())).state is not None
    codes = [flag.code for flag in view.flags]
    assert ("checks_disagree" in codes, State.FAILED in _states(shown)) == (True, True)
    day.outbox.clear()
    day.start_eating()
    results(day, day.outbox)
    assert not Event.objects.filter(biz_step="dispensing").exists()


def _states(shown: Any) -> set[State]:
    return {duty.state for duty in shown.state.duties.values()}


def test_no_number_is_given_twice(day: OfflineDay) -> None:
    live(day)
    results(day, day.outbox)
    numbers = list(Record.objects.order_by("sequence").values_list("sequence", flat=True))
    assert len(set(numbers)) == len(numbers)
    said = [UUID(json.loads(raw)["id"]) for raw in day.outbox]
    stored = list(
        Record.objects.exclude(kind="meal_plan").order_by("sequence").values_list("id", flat=True)
    )
    assert stored == said
