"""Kitchen days around the real clock: pages know no other."""

import select
from datetime import datetime, time, timedelta
from random import Random

from django.utils import timezone

from nguon.base import clock
from nguon.food.kitchen.management.demo.cast import Cast, Kitchen
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay


def wait_if_the_day_is_ending() -> None:
    """No story begins in the last ninety seconds of a day: its pages would be of two days."""
    now = timezone.localtime(clock.now())
    left = 86_400 - (now.hour * 3600 + now.minute * 60 + now.second)
    if left <= 90:
        select.select([], [], [], left)


class DayAroundNow(KitchenDay):
    """The pupils eat in forty minutes; close to midnight, just before it."""

    @property
    def eating_at(self) -> datetime:
        last = datetime.combine(self.day, time(23, 59), tzinfo=timezone.get_default_timezone())
        return min(clock.now() + timedelta(minutes=40), last).replace(second=0, microsecond=0)


def menu_of_today(cast: Cast, kitchen: Kitchen) -> KitchenDay:
    """Planned yesterday; nothing of it is done."""
    day = DayAroundNow(cast, kitchen, 0, clock.today(), Random(7))  # noqa: S311
    day.plan()
    return day


def day_before(cast: Cast, kitchen: Kitchen, *, days: int) -> KitchenDay:
    """Somebody's earlier day, with nothing said yet."""
    return KitchenDay(cast, kitchen, 0, clock.today() - timedelta(days=days), Random(7))  # noqa: S311


def live(day: KitchenDay, *, dishes: int) -> KitchenDay:
    """A day that went well, with so many dishes."""
    day.menu = day.menu[-dishes:]
    day.plan()
    day.receive()
    for place, dish in enumerate(day.menu):
        day.cook_dish(dish, place)
        day.check_dish(dish, place)
        day.take_sample(dish, place)
    day.start_eating()
    day.read_fridges(6)
    day.read_fridges(15)
    return day
