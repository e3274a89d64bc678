"""Who ate of it: events that handed food out, gathered into meals."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from nguon.food.oversight.queries.directory import Directory
from nguon.food.oversight.queries.four_answers_value import ServedDish, ServedMeal
from nguon.food.oversight.queries.handlings import SERVING, Handling
from nguon.food.oversight.queries.names import Planned, ThingName
from nguon.food.oversight.queries.ranking import Case


@dataclass(frozen=True, slots=True)
class Eaten:
    """A meal, and the suspected numbers that were eaten at it."""

    meal: ServedMeal
    numbers: frozenset[int]


def meals_served(
    handlings: Iterable[Handling],
    *,
    names: Mapping[int, ThingName],
    planned: Mapping[str, Planned],
    suspected: Collection[int],
    sick: Mapping[UUID, int],
    directory: Directory,
) -> list[Eaten]:
    """Suspected meals first, then in the order of time.

    Dishes of one planned meal are one meal, also if they were handed out one after another;
    without a plan each event that hands out is one.
    """
    groups: dict[tuple[object, str], list[Handling]] = defaultdict(list)
    for one in handlings:
        if one.biz_step in SERVING:
            plan = planned.get(_uri(one, names))
            key = one.event if plan is None else plan.meal_id
            groups[key, directory.holder(one.place, one.tenant_id).uri].append(one)
    found = []
    for told in groups.values():
        first = told[0]
        plan = planned.get(_uri(first, names))
        meal = ServedMeal(
            place=directory.holder(first.place, first.tenant_id),
            served_at=first.at,
            events=tuple(dict.fromkeys(one.event for one in told)),
            dishes=_dishes(told, names, planned, suspected),
            meal_id=plan.meal_id if plan else None,
            kind=plan.kind if plan else "",
            planned_for=plan.eating_at if plan else None,
            sick=sick.get(plan.meal_id, 0) if plan else 0,
        )
        eaten = frozenset(one.thing for one in told if one.thing in suspected)
        found.append(Eaten(meal, eaten))
    return sorted(found, key=_order)


def cases_of(eaten: Iterable[Eaten]) -> tuple[list[Case], str]:
    """The suspected meals by portions, or each as one where somewhere nobody counted."""
    suspected = [one for one in eaten if one.numbers]
    if all(one.meal.portions for one in suspected):
        return [Case(one.numbers, one.meal.portions or Decimal(0)) for one in suspected], "portions"
    return [Case(one.numbers, Decimal(1)) for one in suspected], "meals"


def _dishes(
    told: Iterable[Handling],
    names: Mapping[int, ThingName],
    planned: Mapping[str, Planned],
    suspected: Collection[int],
) -> tuple[ServedDish, ...]:
    """One line a dish. What was handed out twice adds up; by weight it is no number of portions."""
    dishes: dict[str, ServedDish] = {}
    for one in told:
        uri = _uri(one, names)
        before = dishes.get(uri)
        portions = one.quantity if one.uom is None else None
        if before is not None:
            portions = _added(before.portions, portions)
        name = names[one.thing].name if one.thing in names else uri
        plan = planned.get(uri)
        dishes[uri] = ServedDish(
            uri=uri,
            name=plan.dish if plan else name,
            portions=portions,
            is_suspected=one.thing in suspected or (before is not None and before.is_suspected),
        )
    return tuple(dishes.values())


def _added(some: Decimal | None, more: Decimal | None) -> Decimal | None:
    return None if some is None or more is None else some + more


def _uri(one: Handling, names: Mapping[int, ThingName]) -> str:
    """What came out of a tank goes by the tank."""
    return names[one.thing if one.thing > 0 else one.holder].uri


def _order(one: Eaten) -> tuple[bool, object, str, str]:
    first = one.meal.dishes[0].uri
    return not one.meal.is_suspected, one.meal.served_at, one.meal.place.uri, first
