"""The door: what is stored, what is refused, and that sending twice is harmless."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from nguon.base.errors import InputInvalid, Missing, Refused
from nguon.food.kitchen.choices import FridgeKind
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.models import FridgeReading, RetainedSample, SampleDestruction
from nguon.food.kitchen.operations.submit_record import Submitted, submit_record
from nguon.ground.journal.choices import Channel
from nguon.ground.journal.models import Record, RecordConflict
from nguon.ground.people.models import Person
from tests.food.kitchen.conftest import Stage


def reading(day: KitchenDay, **changes: Any) -> dict[str, Any]:
    """A fridge reading by the first cook, five minutes past six."""
    return {
        "id": str(uuid4()),
        "type": "fridge_reading",
        "schema_v": 1,
        "kitchen": str(day.kitchen.place.id),
        "actor": str(day.kitchen.cooks[0].id),
        "claimed_at": day.at(6, 5).isoformat(),
        "body": {
            "fridge_id": str(day.kitchen.fridges[FridgeKind.SAMPLE].id),
            "celsius": "4.2",
            "read_at": day.at(6, 5).isoformat(),
        },
    } | changes


def send(
    day: KitchenDay,
    envelope: dict[str, Any],
    *,
    by: Person | None = None,
    channel: Channel = Channel.WEB,
    minute: int = 6,
) -> Submitted:
    return submit_record(
        json.dumps(envelope).encode(),
        by=by or day.kitchen.cooks[0],
        channel=channel,
        received_at=day.at(6, minute),
    )


def test_a_record_is_kept_exactly_as_sent(monday: KitchenDay) -> None:
    raw = json.dumps(reading(monday, unknown={"a": [1.50]}), indent=3).encode()
    stored = submit_record(
        raw, by=monday.kitchen.cooks[0], channel=Channel.WEB, received_at=monday.at(6, 6)
    )
    assert bytes(Record.objects.get(id=stored.record.id).raw) == raw


def test_sending_twice_stores_once(monday: KitchenDay) -> None:
    envelope = reading(monday)
    outcomes = [send(monday, envelope, minute=6 + again).outcome for again in range(3)]
    assert (outcomes, FridgeReading.objects.count()) == (["stored", "duplicate", "duplicate"], 1)


def test_the_same_id_with_other_words_keeps_both_and_changes_nothing(monday: KitchenDay) -> None:
    envelope = reading(monday)
    send(monday, envelope)
    other = envelope | {"body": envelope["body"] | {"celsius": "9.9"}}
    assert send(monday, other).outcome == "conflict"
    kept = [str(row.celsius) for row in FridgeReading.objects.all()]
    assert (kept, RecordConflict.objects.count()) == (["4.2"], 1)


def test_a_doubtful_temperature_is_stored_and_shown_in_red(
    stage: Stage, monday: KitchenDay
) -> None:
    envelope = reading(monday)
    send(monday, envelope | {"body": envelope["body"] | {"celsius": "70"}})
    flags = stage.view(monday, monday.at(7, 0)).flags
    assert [(flag.code, flag.tone) for flag in flags] == [("fridge", "red")]


def test_a_time_that_has_not_come_is_refused_online(monday: KitchenDay) -> None:
    envelope = reading(monday)
    late = envelope["body"] | {"read_at": monday.at(14, 0).isoformat()}
    with pytest.raises(InputInvalid):
        send(monday, envelope | {"body": late})
    assert Record.objects.filter(kind="fridge_reading").count() == 0


def test_a_phone_with_a_wrong_clock_is_believed_after_correction(monday: KitchenDay) -> None:
    ahead = timedelta(days=3)
    envelope = reading(
        monday,
        claimed_at=(monday.at(6, 5) + ahead).isoformat(),
        offset_ms=int(ahead.total_seconds() * 1000),
    )
    envelope["body"]["read_at"] = (monday.at(6, 5) + ahead).isoformat()
    send(monday, envelope, channel=Channel.PHONE)
    row = FridgeReading.objects.get()
    assert (row.happened_at, row.entered_at) == (monday.at(6, 5), monday.at(6, 5))


def test_an_outsider_may_not_record(monday: KitchenDay) -> None:
    outsider = monday.cast.people["outsider"]
    with pytest.raises(Refused):
        send(monday, reading(monday, actor=str(outsider.id)), by=outsider)


@pytest.mark.parametrize("who", ["inspector", "province", "parent", "supplier"])
def test_those_who_look_do_not_write(monday: KitchenDay, who: str) -> None:
    person = monday.cast.people[who]
    with pytest.raises(Refused):
        send(monday, reading(monday, actor=str(person.id)), by=person)


def test_a_cook_of_another_kitchen_may_not_record(stage: Stage, monday: KitchenDay) -> None:
    stranger = stage.cast.kitchens[1].cooks[0]
    with pytest.raises(Refused):
        send(monday, reading(monday, actor=str(stranger.id)), by=stranger)


def test_nobody_signs_for_somebody_else(monday: KitchenDay) -> None:
    with pytest.raises(Refused) as refused:
        send(monday, reading(monday), by=monday.kitchen.cooks[1])
    assert refused.value.decision.code == "other_actor"


def test_an_unknown_kitchen_is_missing(monday: KitchenDay) -> None:
    with pytest.raises(Missing):
        send(monday, reading(monday, kitchen=str(uuid4())))


def test_the_fridge_of_another_kitchen_is_not_known_here(stage: Stage, monday: KitchenDay) -> None:
    foreign = stage.cast.kitchens[1].fridges[FridgeKind.SAMPLE]
    envelope = reading(monday)
    envelope["body"]["fridge_id"] = str(foreign.id)
    with pytest.raises(InputInvalid) as caught:
        send(monday, envelope)
    assert [error.path for error in caught.value.errors] == ["body.fridge_id"]


def test_a_refused_record_leaves_nothing_behind(monday: KitchenDay) -> None:
    before = Record.objects.count()
    with pytest.raises(Refused):
        send(monday, reading(monday), by=monday.cast.people["outsider"])
    assert Record.objects.count() == before


def take_first_sample(day: KitchenDay) -> RetainedSample:
    day.receive()
    day.cook_dish(day.menu[0], 0)
    day.check_dish(day.menu[0], 0)
    day.take_sample(day.menu[0], 0)
    return RetainedSample.objects.get()


def destruction(day: KitchenDay, sample: RetainedSample, *, hours: int) -> dict[str, Any]:
    at = sample.happened_at + timedelta(hours=hours)
    return reading(
        day,
        type="sample_destroyed",
        claimed_at=at.isoformat(),
        body={
            "sample_id": str(sample.record_id),
            "destroyed_at": at.isoformat(),
            "condition": "nguyên vẹn",
        },
    )


def destroy(day: KitchenDay, sample: RetainedSample, *, hours: int, channel: Channel) -> None:
    submit_record(
        json.dumps(destruction(day, sample, hours=hours)).encode(),
        by=day.kitchen.cooks[0],
        channel=channel,
        received_at=sample.happened_at + timedelta(hours=hours, minutes=1),
    )


@pytest.mark.parametrize(
    ("hours", "code"),
    [(23, "before_legal_period"), (24, "before_kitchen_period"), (71, "before_kitchen_period")],
)
def test_a_sample_is_not_destroyed_too_soon(monday: KitchenDay, hours: int, code: str) -> None:
    sample = take_first_sample(monday)
    with pytest.raises(Refused) as refused:
        destroy(monday, sample, hours=hours, channel=Channel.WEB)
    assert refused.value.decision.code == code


def test_a_sample_goes_after_72_hours_and_only_once(monday: KitchenDay) -> None:
    sample = take_first_sample(monday)
    destroy(monday, sample, hours=73, channel=Channel.WEB)
    with pytest.raises(Refused):
        destroy(monday, sample, hours=74, channel=Channel.WEB)
    assert SampleDestruction.objects.count() == 1


def hold_the_meal(day: KitchenDay, *, number: int) -> None:
    later = KitchenDay(day.cast, day.kitchen, number, day.day + timedelta(days=number), day.random)
    at = later.at(9, 0)
    body = {
        "held_at": at.isoformat(),
        "kind": "suspicion",
        "cause": "3 em đau bụng",
        "meal_ids": [str(day.meal_id)],
    }
    envelope = reading(
        day,
        type="hold",
        actor=str(day.kitchen.people["health_officer"].id),
        claimed_at=at.isoformat(),
        body=body,
    )
    submit_record(
        json.dumps(envelope).encode(),
        by=day.kitchen.people["health_officer"],
        channel=Channel.WEB,
        received_at=at + timedelta(minutes=1),
    )


def test_a_hold_keeps_a_sample_beyond_its_time(monday: KitchenDay) -> None:
    sample = take_first_sample(monday)
    hold_the_meal(monday, number=2)
    with pytest.raises(Refused) as refused:
        destroy(monday, sample, hours=200, channel=Channel.WEB)
    assert refused.value.decision.code == "held_suspicion"


def test_an_offline_destruction_under_a_hold_is_stored_and_red(
    stage: Stage, monday: KitchenDay
) -> None:
    sample = take_first_sample(monday)
    hold_the_meal(monday, number=2)
    destroy(monday, sample, hours=73, channel=Channel.PHONE)
    thursday = stage.day(3)
    codes = [flag.code for flag in stage.view(thursday, thursday.at(17, 0)).flags]
    assert codes == ["destroyed_under_hold", "hold"]


def test_a_hold_that_arrives_after_the_destruction_still_beats_it(
    stage: Stage, monday: KitchenDay
) -> None:
    """The hold was placed before the box was destroyed, whatever came in first."""
    sample = take_first_sample(monday)
    destroy(monday, sample, hours=73, channel=Channel.PHONE)
    hold_the_meal(monday, number=2)
    thursday = stage.day(3)
    codes = [flag.code for flag in stage.view(thursday, thursday.at(17, 0)).flags]
    assert codes == ["destroyed_under_hold", "hold"]
