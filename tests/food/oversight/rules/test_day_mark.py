"""The worst of a day in one sign."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from nguon.base import clock
from nguon.food.kitchen.choices import FridgeKind, RecordKind
from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.management.demo.menus import GOODS
from nguon.food.oversight.queries.days_of_kitchens import days_of_kitchens
from nguon.food.oversight.rules.day_mark import DayMark, Mark, day_mark
from tests.food.kitchen.incidents import lived, place_hold, send_back


def mark(cast: Cast, ago: int = 1) -> DayMark:
    place, day = cast.pilot.place, clock.today() - timedelta(days=ago)
    found = days_of_kitchens([place], [day])[(place.pk, day)]
    return day_mark(found, at=clock.now())


def nothing(day: KitchenDay) -> None:
    """It went well."""


def sent_back(day: KitchenDay) -> None:
    send_back(day, "lon")


def one_dish_more(day: KitchenDay) -> None:
    """On the menu, and nobody ever wrote anything about it."""
    menu = KitchenDay(day.cast, day.kitchen, day.number, day.day, day.random).menu
    day.menu = menu
    day.plan(instead_of="Thêm món")


def written_in_the_afternoon(day: KitchenDay) -> None:
    deliver(day, saved_at=day.at(15, 48))


def bought_at_the_gate(day: KitchenDay) -> None:
    source = {"name": "Bà Pánh", "address": "Bản Mớ", "phone": "0987 000 404"}
    deliver(day, saved_at=day.at(5, 42), source=source, product_id=None)


def read_wrongly(day: KitchenDay) -> None:
    fridge = day.kitchen.fridges[FridgeKind.COLD]
    day.say(
        RecordKind.FRIDGE_READING,
        {"fridge_id": str(fridge.pk), "celsius": "4.0", "read_at": day.at(6, 7).isoformat()},
        key="read again",
        by=day.kitchen.cooks[0],
        at=day.at(6, 20),
        supersedes=day.said["fridge:cold:6"],
        reason="Đọc nhầm",
    )


def deliver(day: KitchenDay, *, saved_at: datetime, **changes: Any) -> None:
    day.say(
        RecordKind.DELIVERY_LINE,
        day.delivery(GOODS["lon"], Decimal(5), at=day.at(5, 40)) | changes,
        key="one more",
        by=day.kitchen.people["health_officer"],
        at=saved_at,
    )


def suspected(day: KitchenDay) -> None:
    """A hold is told beside the strip; the day itself went as it went."""
    place_hold(day, meal_ids=[str(day.meal_id)])


@pytest.mark.parametrize(
    ("then", "expected"),
    [
        (nothing, Mark.OK),
        (sent_back, Mark.OK),
        (suspected, Mark.OK),
        (read_wrongly, Mark.CORRECTED),
        (one_dish_more, Mark.MISSING),
        (written_in_the_afternoon, Mark.LATE),
        (bought_at_the_gate, Mark.ALARM),
    ],
    ids=lambda one: one.__name__ if callable(one) else "",
)
def test_a_day_is_marked_by_its_worst(
    cast: Cast, then: Callable[[KitchenDay], None], expected: Mark
) -> None:
    then(lived(cast, 1, dishes=1))
    assert mark(cast).mark == expected


def test_a_day_without_a_meal_has_no_mark_and_a_signed_one_says_so(cast: Cast) -> None:
    assert mark(cast, ago=2) == DayMark(clock.today() - timedelta(days=2), Mark.NONE, False)
    day = lived(cast, 1, dishes=1)
    day.countersign("0" * 64)
    assert mark(cast).is_signed


def test_every_mark_has_a_sign_and_a_word_of_its_own() -> None:
    assert len({one.icon for one in Mark}) == len({one.label for one in Mark}) == len(Mark)
