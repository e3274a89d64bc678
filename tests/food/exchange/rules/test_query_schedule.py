"""When a schedule is due: fields, lists, ranges, days of the week, and what can never be."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from nguon.food.exchange.rules.query_schedule import QuerySchedule
from nguon.food.exchange.rules.subscription_problems import SubscriptionControlsInvalid

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
SUNDAY = datetime(2026, 11, 22, 12, 30, 15, tzinfo=HERE)


@pytest.mark.parametrize(
    ("members", "due"),
    [
        ({"hour": "1", "minute": "5"}, ["23 01:05:00", "24 01:05:00"]),
        ({"second": "0"}, ["22 12:31:00", "22 12:32:00"]),
        ({"second": 30}, ["22 12:30:30", "22 12:31:30"]),
        ({"second": "0/30"}, ["22 12:30:30", "22 12:31:00"]),
        ({"second": "[58-59],10"}, ["22 12:30:58", "22 12:30:59", "22 12:31:10"]),
        ({"minute": "[0-59]"}, ["22 12:31:00", "22 12:32:00"]),
        ({"hour": "6,18"}, ["22 18:00:00", "23 06:00:00"]),
        ({"dayOfWeek": "1"}, ["23 00:00:00", "30 00:00:00"]),
        ({"dayOfWeek": "7", "hour": "13"}, ["22 13:00:00", "29 13:00:00"]),
        (
            {"dayOfWeek": "[1-5]", "hour": "6"},
            [f"{day} 06:00:00" for day in (23, 24, 25, 26, 27, 30)],
        ),
        ({"dayOfMonth": "25"}, ["25 00:00:00"]),
        ({"dayOfMonth": "30", "dayOfWeek": "1"}, ["30 00:00:00"]),  # both, not either
    ],
)
def test_a_schedule_is_due_at(members: dict[str, Any], due: list[str]) -> None:
    schedule, at, found = QuerySchedule.read(members), SUNDAY, []
    for _ in due:
        at = schedule.next_after(at, zone=HERE)
        found.append(f"{at:%d %H:%M:%S}")
    assert found == due


def test_months_pass() -> None:
    schedule = QuerySchedule.read({"month": "2", "dayOfMonth": "29"})
    assert schedule.next_after(SUNDAY, zone=HERE) == datetime(2028, 2, 29, tzinfo=HERE)


def test_hours_are_those_of_the_kitchens_wherever_the_server_stands() -> None:
    schedule = QuerySchedule.read({"hour": "6"})
    due = schedule.next_after(SUNDAY.astimezone(UTC), zone=HERE)
    assert (due, due.tzinfo) == (datetime(2026, 11, 22, 23, tzinfo=UTC), UTC)


@pytest.mark.parametrize(
    ("members", "paths"),
    [
        ({}, ["schedule"]),
        (None, ["schedule"]),
        ("every hour", ["schedule"]),
        ({"second": "60"}, ["schedule.second"]),
        ({"hour": "24", "minute": "-1"}, ["schedule.hour", "schedule.minute"]),
        ({"dayOfWeek": "0"}, ["schedule.dayOfWeek"]),
        ({"dayOfWeek": "8"}, ["schedule.dayOfWeek"]),
        ({"dayOfMonth": "[5-1]"}, ["schedule.dayOfMonth"]),
        ({"month": "1-3"}, ["schedule.month"]),
        ({"month": ""}, ["schedule.month"]),
        ({"month": "1,,2"}, ["schedule.month"]),
        ({"month": "١"}, ["schedule.month"]),
        ({"minute": "0/0"}, ["schedule.minute"]),
        ({"minute": True}, ["schedule.minute"]),
        ({"minute": "*"}, ["schedule.minute"]),
        ({"week": "1"}, ["schedule.week"]),
    ],
)
def test_a_schedule_is_refused_by_path(members: Any, paths: list[str]) -> None:
    with pytest.raises(SubscriptionControlsInvalid) as refused:
        QuerySchedule.read(members)
    assert [error.path for error in refused.value.errors] == paths


def test_a_day_that_never_comes_is_refused() -> None:
    schedule = QuerySchedule.read({"month": "2", "dayOfMonth": "30"})
    with pytest.raises(SubscriptionControlsInvalid):
        schedule.next_after(SUNDAY, zone=HERE)
