"""Days of kitchens, in as many queries for five hundred kitchens or thirty days as for one.

Gives for each kitchen and day what `kitchen.queries.day.acts_of_day` gives for one; a test holds
the two to it. Left out is what no overview shows: who did it, the clocks of phones, printed codes.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from nguon.base.clock import local_day
from nguon.food.kitchen.models import (
    Act,
    CookingCheck,
    Countersignature,
    EatingStart,
    Fridge,
    FridgeReading,
    Meal,
    ReceivedLine,
    RetainedSample,
    SampleDestruction,
    ServingCheck,
)
from nguon.food.kitchen.queries.day import DayActs, ShelfBox, day_bounds
from nguon.food.kitchen.queries.holds import StandingHold, open_holds_of_places
from nguon.ground.people.models import Place

T = TypeVar("T")
K = TypeVar("K")
Key = tuple[UUID, date]


@dataclass(frozen=True)
class KitchenDay:
    acts: DayActs
    destroyed: Sequence[ShelfBox]
    """Boxes destroyed on the day."""


def days_of_kitchens(places: Sequence[Place], days: Sequence[date]) -> dict[Key, KitchenDay]:
    """By id of the kitchen and day. `days` is one day, or days without a gap between them."""
    parts = _Parts([place.pk for place in places], days)
    return {
        (place.pk, day): KitchenDay(parts.acts_of(place, day), parts.destroyed[(place.pk, day)])
        for place in places
        for day in days
    }


class _Parts:
    def __init__(self, ids: Sequence[UUID], days: Sequence[date]) -> None:
        span = (min(days), max(days))
        start, end = day_bounds(span[0])[0], day_bounds(span[1])[1]
        on_days = {"happened_at__gte": start, "happened_at__lt": end, "place__in": ids}
        of_meals = {"place__in": ids, "date__range": span, "cancelled": False}
        meals = list(Meal.objects.filter(**of_meals).prefetch_related("dishes"))
        self.meals = _by(meals, lambda meal: (meal.place_id, meal.date))
        self.dishes = {dish.pk: dish for meal in meals for dish in meal.dishes.all()}
        dishes = {f"dish__meal__{name}": value for name, value in of_meals.items()}
        cookings = CookingCheck.objects.standing().filter(**dishes)
        self.cookings = self._of_dishes(cookings.prefetch_related("ingredients"))
        self.roots = {dish: _roots(checks) for dish, checks in self.cookings.items()}
        self.servings = self._of_dishes(ServingCheck.objects.standing().filter(**dishes))
        self.samples = self._of_dishes(RetainedSample.objects.standing().filter(**dishes))
        starts = EatingStart.objects.standing().filter(
            **{f"meal__{name}": value for name, value in of_meals.items()}
        )
        self.starts = _by(starts, lambda one: one.meal_id)
        lines = list(ReceivedLine.objects.standing().filter(**on_days))
        self.lines = _by(lines, _key_of_act)
        self.line_of_root = {line.root_id: line for line in (*lines, *self._older(lines))}
        fridges = list(Fridge.objects.filter(place__in=ids).order_by("name", "id"))
        self.fridges = _by(fridges, lambda fridge: fridge.place_id)
        self.readings = self._readings(on_days, {fridge.pk: fridge for fridge in fridges})
        # Only what still holds: a released one is no news on a board of the whole province.
        own, self.suspicions = open_holds_of_places(ids)
        self.holds = _by_place(own)
        signatures = Countersignature.objects.standing().filter(place__in=ids, date__range=span)
        self.signatures = _by(signatures, lambda one: (one.place_id, one.date))
        self.destroyed = self._destroyed(on_days)

    def acts_of(self, place: Place, day: date) -> DayActs:
        key = (place.pk, day)
        meals = self.meals[key]
        dishes = [dish.pk for meal in meals for dish in meal.dishes.all()]
        cookings = _some(self.cookings, dishes)
        roots = {root for dish in cookings for root in self.roots[dish]}
        of_roots = {root: self.line_of_root.get(root) for root in roots}
        return DayActs(
            place=place,
            date=day,
            meals=meals,
            cookings=cookings,
            servings=_some(self.servings, dishes),
            samples=_some(self.samples, dishes),
            starts=_some(self.starts, [meal.pk for meal in meals]),
            lines=self.lines[key],
            lines_used={
                root: line
                for root, line in of_roots.items()
                if line is not None and line.place_id == place.pk
            },
            fridges=[one for one in self.fridges[place.pk] if one.serves_on(day)],
            readings=self.readings[key],
            holds=self.holds[place.pk],
            suspicions_elsewhere=[one for one in self.suspicions if one.hold.place_id != place.pk],
            countersignatures=self.signatures[key],
        )

    def _of_dishes(self, rows: Iterable[T]) -> Mapping[UUID, list[T]]:
        """Each with its dish already in hand."""
        found: dict[UUID, list[T]] = defaultdict(list)
        for row in rows:
            dish = self.dishes[row.dish_id]  # type: ignore[attr-defined]
            row.dish = dish  # type: ignore[attr-defined]
            found[dish.pk].append(row)
        return found

    def _older(self, lines: Iterable[ReceivedLine]) -> Iterable[ReceivedLine]:
        """What went into a dish and came on an earlier day."""
        roots = set().union(*self.roots.values()) - {line.root_id for line in lines}
        return ReceivedLine.objects.standing().filter(root_id__in=roots) if roots else ()

    def _readings(
        self, on_days: Mapping[str, object], fridges: Mapping[UUID, Fridge]
    ) -> Mapping[Key, list[FridgeReading]]:
        readings = list(FridgeReading.objects.standing().filter(**on_days))
        for one in readings:
            one.fridge = fridges[one.fridge_id]
        return _by(readings, _key_of_act)

    def _destroyed(self, on_days: Mapping[str, object]) -> Mapping[Key, list[ShelfBox]]:
        gone = list(SampleDestruction.objects.standing().filter(**on_days))
        by_box = _by(gone, lambda one: one.sample_root_id)
        samples = (
            RetainedSample.objects.standing()
            .filter(root_id__in=list(by_box))
            .select_related("dish__meal")
        )
        boxes: dict[Key, list[ShelfBox]] = defaultdict(list)
        for sample in samples:
            destructions = by_box[sample.root_id]
            boxes[_key_of_act(destructions[0])].append(ShelfBox(sample, destructions))
        return boxes


def _by_place(holds: Iterable[StandingHold]) -> Mapping[UUID, list[StandingHold]]:
    return _by(holds, lambda one: one.hold.place_id)


def _key_of_act(act: Act) -> Key:
    return (act.place_id, local_day(act.happened_at))


def _roots(checks: Iterable[CookingCheck]) -> set[UUID]:
    """Of the lines that went into the dish."""
    used = (one.line_root_id for check in checks for one in check.ingredients.all())
    return {root for root in used if root is not None}


def _some(rows: Mapping[UUID, list[T]], keys: Iterable[UUID]) -> dict[UUID, list[T]]:
    return {key: rows[key] for key in keys if key in rows}


def _by(rows: Iterable[T], key: Callable[[T], K]) -> dict[K, list[T]]:
    grouped: dict[K, list[T]] = defaultdict(list)
    for row in rows:
        grouped[key(row)].append(row)
    return grouped
