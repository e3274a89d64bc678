"""The demo cast on a fixed Monday, and one kitchen day that tests live step by step."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from nguon.food.kitchen.management.demo.cast import Cast, gather_cast
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.queries.day import acts_of_day, boxes_of_place, day_seal
from nguon.food.kitchen.rules.day import DayView, read_day
from tests.remembered import remembered

MONDAY = date(2026, 11, 23)
START = datetime(2026, 10, 1, 1, 0, tzinfo=UTC)


@pytest.fixture
def cast(db: None) -> Cast:
    return remembered("cast", lambda: gather_cast(at=START))


@dataclass
class Stage:
    """The pilot kitchen's Monday; `view` reads the board as it stands at a clock time."""

    cast: Cast

    def day(self, number: int = 0, *, kitchen: int = 0) -> KitchenDay:
        day = MONDAY + timedelta(days=number)
        return KitchenDay(self.cast, self.cast.kitchens[kitchen], number, day, Random(7))  # noqa: S311

    def view(self, kitchen_day: KitchenDay, at: datetime) -> DayView:
        place = kitchen_day.kitchen.place
        return read_day(
            acts_of_day(place, kitchen_day.day),
            boxes_of_place(place, since=kitchen_day.at(0, 0)),
            day_hash=day_seal(place, kitchen_day.day),
            at=at,
        )


@pytest.fixture
def stage(cast: Cast) -> Stage:
    return Stage(cast)


@pytest.fixture
def monday(stage: Stage) -> KitchenDay:
    """The menu is known, nothing has happened."""

    def planned() -> KitchenDay:
        day = stage.day()
        day.plan()
        return day

    return remembered("monday", planned)
