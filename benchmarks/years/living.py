"""The weeks that are copied: four kitchens cook, taste, sample and destroy through operations."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

SCHOOL_DAYS = 5
STAPLES = ("gao", "dau_an", "nuoc_mam")
MAIN = ("lon", "ga", "ca", "gio", "lon")
"""What the main dish is made of, Monday to Friday."""
GREENS = ("cai", "bi", "su_hao", "bap_cai", "cai")


@dataclass(frozen=True)
class Week:
    """What one kitchen recorded in some days; `monday` is the day that copies are counted from."""

    kitchen: int
    monday: date
    records: tuple[UUID, ...]


def monday_of_last_whole_week(today: date) -> date:
    """Of the last Monday to Friday that is over."""
    return today - timedelta(days=7 if today.weekday() < SCHOOL_DAYS else 0) - timedelta(
        days=today.weekday()
    )  # fmt: skip


def lunch(number: int) -> list[Any]:
    """Rice, a main dish and a soup, as in most schools; eleven ingredients."""
    from nguon.food.kitchen.choices import Matter  # noqa: PLC0415 Django is set up by now
    from nguon.food.kitchen.management.demo.menus import RICE, DemoDish  # noqa: PLC0415

    meat, greens = MAIN[number], GREENS[number]
    main = {meat: "50", "trung": "30", "ca_rot": "20", "ca_chua": "15", "nuoc_mam": "3"}
    soup = {greens: "50", meat: "10", "ca_chua": "10", "nuoc_mam": "2", "dau_an": "2"}
    return [
        RICE,
        DemoDish(f"Món mặn thứ {number + 2}", Matter.SOLID, main | {"dau_an": "4"}, "86.5"),
        DemoDish(f"Canh thứ {number + 2}", Matter.LIQUID, soup, "95.0"),
    ]


def live_weeks(cast: Any, monday: date, *, now: datetime) -> list[Week]:
    """A week of each kitchen up to the destruction of its last samples, or up to `now`."""
    return [_live_week(cast, number, monday, now=now) for number in range(len(cast.kitchens))]


def _live_week(cast: Any, number: int, monday: date, *, now: datetime) -> Week:
    from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay  # noqa: PLC0415

    said: list[UUID] = []
    week: dict[str, UUID] = {}
    for weekday in (0, 1, 2, 3, 4, 7, 8):  # Thursday's boxes wait for Monday, Friday's for Tuesday
        on = monday + timedelta(days=weekday)
        day = KitchenDay(cast, cast.kitchens[number], 0, on, Random(f"{number} {on}"))
        if day.at(16, 0) > now:
            break
        day.said |= week
        _keep_the_sample_fridge(day)
        if weekday < SCHOOL_DAYS:
            _school_day(day, weekday)
            week |= {key: one for key, one in day.said.items() if key.startswith("line:")}
        day.destroy_old_samples()
        said += [one for one in day.said.values() if one not in said]
    return Week(number, monday, tuple(said))


def _school_day(day: Any, weekday: int) -> None:
    day.menu = lunch(weekday)
    day.plan()
    day.read_fridges(6)
    receive(day, staples=weekday == 0)
    for place, dish in enumerate(day.menu):
        day.cook_dish(dish, place)
        day.check_dish(dish, place)
        day.take_sample(dish, place)
    day.start_eating()


def receive(day: Any, *, staples: bool) -> None:
    from nguon.food.kitchen.management.demo.menus import GOODS  # noqa: PLC0415

    keys = dict.fromkeys(key for dish in day.menu for key in dish.grams)
    wanted = [key for key in keys if staples or key not in STAPLES]
    for place, key in enumerate(wanted):
        amount = Decimal(60 if key in STAPLES else 25)
        day.receive_line(GOODS[key], amount, at=day.at(5, 40) + timedelta(minutes=4 * place))


def _keep_the_sample_fridge(day: Any) -> None:
    """One reading a day, of the fridge with the samples."""
    from nguon.food.kitchen.choices import FridgeKind  # noqa: PLC0415

    fridges = {FridgeKind.SAMPLE: day.kitchen.fridges[FridgeKind.SAMPLE]}
    day.kitchen = replace(day.kitchen, fridges=fridges)


def live_today(cast: Any, today: date) -> list[Week]:
    """Four mornings: one went well, one sent goods back, one is silent, one has a suspicion."""
    return [Week(number, today, tuple(_morning(cast, number, today))) for number in range(4)]


def _morning(cast: Any, number: int, today: date) -> Iterable[UUID]:
    from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay  # noqa: PLC0415
    from tests.food.kitchen.incidents import place_hold, send_back  # noqa: PLC0415

    day = KitchenDay(cast, cast.kitchens[number], 0, today, Random(number))
    _keep_the_sample_fridge(day)
    if number == 2:
        return ()
    day.menu = lunch(0)
    day.plan()
    receive(day, staples=True)
    for place, dish in enumerate(day.menu):
        day.cook_dish(dish, place)
        day.check_dish(dish, place)
        day.take_sample(dish, place)
    day.read_fridges(6)
    if number == 1:
        send_back(day, "lon")
    else:
        day.start_eating()
    if number == 3:
        place_hold(day, meal_ids=[str(day.meal_id)])
    return day.said.values()


def school_mondays(last: date, count: int) -> Iterator[date]:
    """So many school weeks that end with this one, the oldest first; summers are left out."""
    found: list[date] = []
    day = last
    while len(found) < count:
        if day.month not in (6, 7, 8):
            found.append(day)
        day -= timedelta(days=7)
    return reversed(found)
