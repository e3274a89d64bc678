"""What the board says of a phone's clock: seen by everybody, a reason to refuse for nobody."""

from datetime import timedelta
from typing import Any

import pytest

from nguon.food.kitchen.choices import FridgeKind
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.models import FridgeReading, RetainedSample
from nguon.food.kitchen.queries.clocks import clocks_of
from nguon.food.kitchen.rules.clock_doubts import clock_doubts
from nguon.ground.journal.models import Record
from tests.food.kitchen.conftest import Stage
from tests.food.kitchen.handset import Handset, OfflineDay, offline_day, text_of

DAYS = timedelta(days=1)
CLOCK = ("clock_fast", "clock_slow", "clock_future", "clock_backwards", "tile_without_pin")


@pytest.fixture
def day(monday: KitchenDay) -> OfflineDay:
    return offline_day(monday)


def phone(day: OfflineDay) -> Handset:
    assert day.handset is not None
    return day.handset


def reading(day: OfflineDay, minute: int, **more: Any) -> dict[str, Any]:
    at = day.at(6, minute)
    fridge = day.kitchen.fridges[FridgeKind.SAMPLE]
    body = {"fridge_id": str(fridge.id), "celsius": "4.2", "read_at": at.isoformat()}
    return phone(day).envelope("fridge_reading", body, by=day.kitchen.cooks[0], at=at, **more)


def doubts(stage: Stage, day: OfflineDay) -> list[str]:
    flags = stage.view(day, day.at(17, 0)).flags
    return [flag.code for flag in flags if flag.code in CLOCK]


def hand_in(day: OfflineDay, *envelopes: dict[str, Any]) -> None:
    told = phone(day).hand_in([text_of(one) for one in envelopes], at=day.at(15, 0))
    assert [one.result for one in told] == ["stored"] * len(envelopes)


@pytest.mark.parametrize(
    ("error", "codes"),
    [
        pytest.param(timedelta(minutes=9), [], id="a little off"),
        pytest.param(3 * DAYS, ["clock_fast"], id="three days ahead"),
        pytest.param(-3 * DAYS, ["clock_slow"], id="three days behind"),
        pytest.param(timedelta(days=-20_000), ["clock_slow"], id="in the seventies"),
    ],
)
def test_a_known_error_is_taken_out_and_said(
    stage: Stage, day: OfflineDay, error: timedelta, codes: list[str]
) -> None:
    """T11, the server's half."""
    phone(day).error = error
    hand_in(day, reading(day, 5), reading(day, 6))
    times = list(FridgeReading.objects.order_by("happened_at").values_list("entered_at", flat=True))
    assert times == [day.at(6, 5), day.at(6, 6)]
    assert doubts(stage, day) == codes


def test_a_claim_in_the_future_is_said_if_nothing_bounds_it(stage: Stage, day: OfflineDay) -> None:
    envelope = reading(day, 5, boot_id=None, mono_ms=None)
    claimed = day.at(6, 5) + 3 * DAYS
    hand_in(day, envelope | {"claimed_at": claimed.isoformat()})
    assert doubts(stage, day) == ["clock_future"]


def test_a_steady_clock_bounds_a_claim_in_the_future(stage: Stage, day: OfflineDay) -> None:
    """Set forward after the last contact: the record is as old as the phone has run since."""
    claimed = day.at(6, 5) + 3 * DAYS
    hand_in(day, reading(day, 5) | {"claimed_at": claimed.isoformat()})
    record = Record.objects.get(kind="fridge_reading")
    assert (record.claimed_at, record.corrected_at) == (claimed, day.at(6, 5))


def test_after_a_restart_the_steady_clock_bounds_nothing(day: OfflineDay) -> None:
    late = reading(day, 5)
    phone(day).boot_id = phone(day).device.pk  # another start than that of the record
    hand_in(day, late)
    assert Record.objects.get(kind="fridge_reading").corrected_at == day.at(6, 5)


def test_a_clock_that_goes_back_between_two_records_is_said_once(
    stage: Stage, day: OfflineDay
) -> None:
    first = reading(day, 30)
    second = reading(day, 40) | {"claimed_at": day.at(5, 40).isoformat()}
    third = reading(day, 41) | {"claimed_at": day.at(5, 41).isoformat()}
    hand_in(day, first, second, third)
    assert doubts(stage, day) == ["clock_backwards"]


def test_seconds_of_jitter_are_no_jump(stage: Stage, day: OfflineDay) -> None:
    second = reading(day, 40)
    jitter = day.at(6, 39) + timedelta(seconds=30)
    hand_in(day, second, reading(day, 41) | {"claimed_at": jitter.isoformat()})
    assert doubts(stage, day) == []


def test_a_name_without_a_pin_is_said_once_a_person(stage: Stage, day: OfflineDay) -> None:
    hand_in(day, *(reading(day, minute, identified_by="tile") for minute in (5, 6, 7)))
    flags = [f for f in stage.view(day, day.at(17, 0)).flags if f.code == "tile_without_pin"]
    assert len(flags) == 1
    assert "3" in flags[0].text
    clocks = clocks_of(Record.objects.values_list("pk", flat=True))
    assert [[f.code for f in clock_doubts(one)] for one in clocks.values()] == [
        ["tile_without_pin"]
    ] * 3


def test_pages_have_no_clock_to_doubt(stage: Stage, monday: KitchenDay) -> None:
    monday.read_fridges(6)
    view = stage.view(monday, monday.at(17, 0))
    assert (view.acts.clocks, [f for f in view.flags if f.code in CLOCK]) == ({}, [])


# A sample destroyed


def destroyed(day: OfflineDay, hours: int, **more: Any) -> dict[str, Any]:
    sample = RetainedSample.objects.get()
    at = sample.happened_at + timedelta(hours=hours)
    body = {
        "sample_id": str(sample.record_id),
        "destroyed_at": at.isoformat(),
        "condition": "Bình thường",
    }
    return phone(day).envelope("sample_destroyed", body, by=day.kitchen.cooks[0], at=at, **more)


def flags_after(stage: Stage, day: OfflineDay, envelope: dict[str, Any], hours: int) -> list[str]:
    """`hours` after the sample was taken the phone hands in."""
    at = RetainedSample.objects.get().happened_at + timedelta(hours=hours)
    told = phone(day).hand_in([text_of(envelope)], at=at)
    assert [one.result for one in told] == ["stored"]
    flags = stage.view(day, at).flags
    return [flag.code for flag in flags if "destroyed" in flag.code]


@pytest.fixture
def kept(day: OfflineDay) -> OfflineDay:
    day.receive()
    day.cook_dish(day.menu[0], 0)
    day.take_sample(day.menu[0], 0)
    phone(day).hand_in(day.outbox, at=day.at(11, 0))
    return day


@pytest.mark.parametrize(
    ("claims", "received", "more", "codes"),
    [
        pytest.param(80, 81, {}, [], id="in order"),
        pytest.param(20, 21, {}, ["destroyed_too_soon"], id="too soon by its own word"),
        pytest.param(80, 21, {}, ["destroyed_too_soon"], id="set forward: too soon by ours"),
        pytest.param(
            80,
            90,
            {"offset_ms": None, "contact_at": None},
            ["destroyed_by_unsure_clock"],
            id="never heard the time",
        ),
        pytest.param(
            80,
            90,
            {"offset_ms": 3 * 24 * 3600 * 1000, "contact_at": None},
            ["destroyed_by_unsure_clock"],
            id="days off, and heard nothing since",
        ),
    ],
)
def test_a_sample_destroyed_by_an_unsure_clock_is_said(
    stage: Stage,
    kept: OfflineDay,
    claims: int,
    received: int,
    more: dict[str, Any],
    codes: list[str],
) -> None:
    """R9: both clocks must say that the hours are over; the server judges for itself."""
    assert flags_after(stage, kept, destroyed(kept, claims, **more), received) == codes
