"""What was recorded in time is not late for being corrected; the correction is shown as one."""

import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from nguon.core.haccp import Duty, State, Tone
from nguon.food.kitchen.choices import RecordKind
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.models import ServingCheck
from nguon.food.kitchen.rules.late import correction_words, lateness_of, remark_on
from nguon.ground.journal.models import Record
from tests.food.kitchen.conftest import Stage

H, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def checked(monday: KitchenDay) -> UUID:
    """The first dish was cooked, and checked at 10:20 as it should be."""
    dish = monday.menu[0]
    monday.receive()
    monday.cook_dish(dish, 0)
    monday.check_dish(dish, 0)
    return monday.said[f"checked:{dish.name}"]


def correct(day: KitchenDay, record_id: UUID, *, at: datetime, **changes: Any) -> UUID:
    first = json.loads(bytes(Record.objects.get(pk=record_id).raw))
    return day.say(
        RecordKind.DISH_CHECKED,
        first["body"] | {"portions": 77} | changes,
        key=f"again:{at}",
        by=day.kitchen.people["health_officer"],
        at=at,
        supersedes=record_id,
        reason="gõ nhầm số suất",
    )


def seen(stage: Stage, day: KitchenDay) -> tuple[State, list[tuple[str, str]]]:
    view = stage.view(day, day.at(12, 0) + 2 * DAY)
    dish = view.meals[0].dishes[0]
    mine = [flag for flag in view.flags if flag.text.startswith(f"{dish.dish.name}: ")]
    return dish.duty(Duty.STEP_3).state, [(flag.code, flag.tone) for flag in mine]


def test_a_duty_done_in_time_stays_so_when_it_is_corrected_the_next_day(
    stage: Stage, monday: KitchenDay, checked: UUID
) -> None:
    assert seen(stage, monday) == (State.DONE, [])
    corrected = correct(monday, checked, at=monday.at(9, 0) + DAY)
    assert seen(stage, monday) == (State.DONE, [("corrected", "amber")])
    row = ServingCheck.objects.get(record_id=corrected)
    said = correction_words(row)
    assert said.startswith("Sửa 22 giờ ")
    assert remark_on(row) == said


def test_a_correction_of_a_correction_counts_from_the_first_version(
    stage: Stage, monday: KitchenDay, checked: UUID
) -> None:
    again = correct(monday, checked, at=monday.at(9, 0) + DAY)
    third = correct(monday, again, at=monday.at(16, 0) + DAY)
    assert seen(stage, monday) == (State.DONE, [("corrected", "amber")])
    assert correction_words(ServingCheck.objects.get(record_id=third)).startswith("Sửa 1 ngày ")


def test_a_slip_mended_at_once_is_nothing_to_look_at(
    stage: Stage, monday: KitchenDay, checked: UUID
) -> None:
    first = ServingCheck.objects.get(record_id=checked)
    correct(monday, checked, at=first.entered_at + timedelta(minutes=5))
    assert seen(stage, monday) == (State.DONE, [])


def test_what_was_recorded_late_stays_late_however_often_it_is_corrected(
    stage: Stage, monday: KitchenDay
) -> None:
    dish = monday.menu[0]
    monday.receive()
    monday.cook_dish(dish, 0)
    monday.check_dish(dish, 0, saved_at=monday.at(15, 48))
    correct(monday, monday.said[f"checked:{dish.name}"], at=monday.at(9, 0) + DAY)
    state, flags = seen(stage, monday)
    assert (state, flags) == (
        State.DONE_LATE,
        [("late_entry", "amber"), ("corrected", "amber")],
    )


def test_an_earlier_time_given_later_is_judged_by_when_the_first_version_came(
    monday: KitchenDay, checked: UUID
) -> None:
    first = ServingCheck.objects.get(record_id=checked)
    earlier = (first.happened_at - timedelta(hours=2)).isoformat()
    corrected = correct(monday, checked, at=monday.at(9, 0) + DAY, portioned_at=earlier)
    late = lateness_of(ServingCheck.objects.get(record_id=corrected))
    assert (late.tone, late.late_by) == (Tone.AMBER, first.received_at - first.happened_at + 2 * H)


def test_a_first_version_from_before_the_act_recorded_something_else(
    monday: KitchenDay, checked: UUID
) -> None:
    """Else it would do to write a check down beforehand and to fill it in at leisure."""
    first = ServingCheck.objects.get(record_id=checked)
    after = (first.received_at + H).isoformat()
    corrected = correct(monday, checked, at=monday.at(9, 0) + DAY, portioned_at=after)
    row = ServingCheck.objects.get(record_id=corrected)
    assert lateness_of(row).tone is Tone.RED
    assert lateness_of(row).late_by == row.received_at - row.happened_at
