"""Who ate of it: events that handed food out, gathered into meals."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from nguon.food.oversight.queries.directory import Directory
from nguon.food.oversight.queries.four_answers_value import ServedDish, ServedMeal
from nguon.food.oversight.queries.handlings import SERVING, Handling
from nguon.food.oversight.queries.names import Planned, ThingName
from nguon.food.oversight.queries.ranking import Case

Eaten = dict[int, tuple[Decimal | None, bool]]
"""By the thing handed out (or its tank): portions, None if nobody counted; whether suspected."""


class Meal(NamedTuple):
    """`suspected` are the suspected numbers that were eaten at it."""

    told: list[Handling]
    dishes: Eaten
    suspected: frozenset[int]

    @property
    def portions(self) -> Decimal | None:
        """Of the dish most handed out: all dishes of a meal go to the same people."""
        known = [portions for portions, _ in self.dishes.values() if portions is not None]
        return max(known) if known else None


def meals_served(
    handlings: Iterable[Handling],
    *,
    names: Mapping[int, ThingName],
    planned: Mapping[int, Planned],
    suspected: frozenset[int],
    directory: Directory,
) -> list[Meal]:
    """Suspected meals first, then in the order of time.

    Dishes of one planned meal are one meal, also if they were handed out one after another;
    without a plan each event that hands out is one.
    """
    groups: dict[tuple[object, str], list[Handling]] = defaultdict(list)
    for one in handlings:
        if one.biz_step in SERVING:
            plan = planned.get(dish_of(one))
            key = one.event if plan is None else plan.meal
            groups[key, directory.holder_uri(one.place, one.tenant)].append(one)
    found = [
        Meal(told, _dishes(told, suspected), suspected & {one.thing for one in told})
        for told in groups.values()
    ]
    found.sort(key=lambda meal: names[dish_of(meal.told[0])].uri)
    found.sort(
        key=lambda meal: (
            not meal.suspected,
            meal.told[0].micros,
            directory.holder_uri(meal.told[0].place, meal.told[0].tenant),
        )
    )
    return found


def served_meal(
    meal: Meal,
    *,
    names: Mapping[int, ThingName],
    planned: Mapping[int, Planned],
    sick: Mapping[UUID, int],
    directory: Directory,
) -> ServedMeal:
    first = meal.told[0]
    plan = planned.get(dish_of(first))
    return ServedMeal(
        place=directory.holder(first.place, first.tenant),
        served_at=first.at,
        events=tuple(dict.fromkeys(one.event for one in meal.told)),
        dishes=tuple(
            ServedDish(
                uri=names[number].uri,
                name=planned[number].dish if number in planned else names[number].name,
                portions=portions,
                is_suspected=is_suspected,
            )
            for number, (portions, is_suspected) in meal.dishes.items()
        ),
        meal_id=plan.meal_id if plan else None,
        kind=plan.kind if plan else "",
        planned_for=plan.eating_at if plan else None,
        sick=sick.get(plan.meal_id, 0) if plan else 0,
    )


def cases_of(meals: Iterable[Meal]) -> tuple[list[Case], str]:
    """The suspected meals by portions, or each as one where somewhere nobody counted."""
    suspected = [(meal.suspected, meal.portions) for meal in meals if meal.suspected]
    if all(portions for _, portions in suspected):
        return [Case(eaten, portions or Decimal(0)) for eaten, portions in suspected], "portions"
    return [Case(eaten, Decimal(1)) for eaten, _ in suspected], "meals"


def dish_of(one: Handling) -> int:
    """What came out of a tank goes by the tank."""
    return one.thing if one.thing > 0 else one.holder


def _dishes(told: Iterable[Handling], suspected: Collection[int]) -> Eaten:
    """One line a dish. What was handed out twice adds up; by weight it is no number of portions."""
    dishes: Eaten = {}
    for one in told:
        number = dish_of(one)
        portions = one.quantity if one.uom is None else None
        is_suspected = one.thing in suspected
        if number in dishes:
            before, was_suspected = dishes[number]
            unknown = before is None or portions is None
            portions = None if unknown else before + portions  # type: ignore[operator]
            is_suspected = is_suspected or was_suspected
        dishes[number] = portions, is_suspected
    return dishes
