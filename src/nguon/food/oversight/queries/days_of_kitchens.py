"""The same day of many kitchens, in as many queries as for one.

Gives for each kitchen just what `kitchen.queries.day.acts_of_day` gives for one; a test holds the
two to it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q

from nguon.food.kitchen.models import (
    Act,
    CookingCheck,
    Countersignature,
    EatingStart,
    Fridge,
    FridgeReading,
    Hold,
    HoldRelease,
    Meal,
    ReceivedLine,
    RetainedSample,
    SampleDestruction,
    ServingCheck,
)
from nguon.food.kitchen.queries.day import DayActs, ShelfBox, day_bounds
from nguon.food.kitchen.queries.holds import StandingHold
from nguon.ground.journal.models import Record
from nguon.ground.people.models import Device, Place

T = TypeVar("T")


@dataclass(frozen=True)
class KitchenDay:
    """`heard_at`: the newest record of the kitchen since `since`, or a phone's newest question."""

    acts: DayActs
    destroyed: Sequence[ShelfBox]
    """Boxes destroyed on the day."""

    heard_at: datetime | None


def days_of_kitchens(
    places: Sequence[Place], day: date, *, since: datetime
) -> dict[UUID, KitchenDay]:
    """`since` bounds how far back records count as a sign of life."""
    ids = [place.pk for place in places]
    parts = _Parts(ids, day)
    heard = _heard(ids, since)
    return {
        place.pk: KitchenDay(parts.acts_of(place), parts.destroyed[place.pk], heard.get(place.pk))
        for place in places
    }


class _Parts:
    def __init__(self, ids: Sequence[UUID], day: date) -> None:
        self.day = day
        self.start, self.end = day_bounds(day)
        on_day = {"happened_at__gte": self.start, "happened_at__lt": self.end, "place__in": ids}
        meals = Meal.objects.filter(place__in=ids, date=day, cancelled=False)
        self.meals = _by(meals.prefetch_related("dishes"), "place_id")
        of_dishes = {"dish__meal__place__in": ids, "dish__meal__date": day}
        of_dishes["dish__meal__cancelled"] = False
        cookings = list(
            CookingCheck.objects.standing()
            .filter(**of_dishes)
            .select_related("actor")
            .prefetch_related("ingredients")
        )
        roots = {one.line_root_id for check in cookings for one in check.ingredients.all()}
        self.cookings = _by(cookings, "place_id")
        self.servings = self._acts(ServingCheck, **of_dishes)
        self.samples = self._acts(RetainedSample, "fridge", "dish__meal", **of_dishes)
        self.starts = self._acts(EatingStart, meal__place__in=ids, meal__date=day)
        lines = (
            ReceivedLine.objects.standing()
            .filter(Q(happened_at__gte=self.start, happened_at__lt=self.end) | Q(root_id__in=roots))
            .filter(place__in=ids)
            .select_related("actor", "supplier", "supplier_name", "product")
        )
        self.lines = _by(lines, "place_id")
        self.readings = self._acts(FridgeReading, "fridge", **on_day)
        fridges = Fridge.objects.filter(place__in=ids).order_by("name", "id")
        self.fridges = _by(fridges, "place_id")
        self.holds = _holds(ids)
        self.signatures = self._acts(Countersignature, place__in=ids, date=day)
        self.destroyed = self._destroyed(on_day)

    def acts_of(self, place: Place) -> DayActs:
        key = place.pk
        cookings = self.cookings[key]
        roots = {one.line_root_id for check in cookings for one in check.ingredients.all()}
        return DayActs(
            place=place,
            date=self.day,
            meals=self.meals[key],
            cookings=dict(_by(cookings, "dish_id")),
            servings=dict(_by(self.servings[key], "dish_id")),
            samples=dict(_by(self.samples[key], "dish_id")),
            starts=dict(_by(self.starts[key], "meal_id")),
            lines=[one for one in self.lines[key] if self.start <= one.happened_at < self.end],
            lines_used={one.root_id: one for one in self.lines[key] if one.root_id in roots},
            fridges=[one for one in self.fridges[key] if one.serves_on(self.day)],
            readings=self.readings[key],
            holds=self.holds[key],
            countersignatures=self.signatures[key],
        )

    def _acts(self, model: type[Act], *joined: str, **where: object) -> Mapping[UUID, list]:  # type: ignore[type-arg]
        """Standing rows by kitchen, in the order of their table."""
        rows = model.objects.standing().filter(**where)  # type: ignore[attr-defined]
        return _by(rows.select_related("actor", *joined), "place_id")

    def _destroyed(self, on_day: Mapping[str, object]) -> Mapping[UUID, list[ShelfBox]]:
        gone = SampleDestruction.objects.standing().filter(**on_day).select_related("actor")
        by_box = _by(gone, "sample_root_id")
        samples = (
            RetainedSample.objects.standing()
            .filter(root_id__in=list(by_box))
            .select_related("actor", "fridge", "dish__meal")
        )
        boxes: dict[UUID, list[ShelfBox]] = defaultdict(list)
        for sample in samples:
            boxes[sample.place_id].append(ShelfBox(sample, by_box[sample.root_id]))
        return boxes


def _holds(ids: Sequence[UUID]) -> Mapping[UUID, list[StandingHold]]:
    """Only what still holds: a released one is no news on a board of the whole province."""
    released = HoldRelease.objects.standing().filter(hold_root_id=OuterRef("root_id"))
    open_ones = Hold.objects.standing().filter(~Exists(released), place__in=ids)
    holds: dict[UUID, list[StandingHold]] = defaultdict(list)
    for hold in open_ones.select_related("actor"):
        holds[hold.place_id].append(StandingHold(hold, None))
    return holds


def _heard(ids: Sequence[UUID], since: datetime) -> dict[UUID, datetime]:
    records = Record.objects.filter(place_id__in=ids, received_at__gte=since).order_by()
    heard = dict(
        records.values_list("place_id")
        .annotate(last=Max("received_at"))
        .values_list("place_id", "last")
    )
    phones = Device.objects.filter(place_id__in=ids, last_seen_at__gte=since)
    for place_id, seen_at in phones.values_list("place_id", "last_seen_at"):
        if seen_at is not None:
            heard[place_id] = max(seen_at, heard.get(place_id, seen_at))
    return heard


def _by(rows: Iterable[T], name: str) -> dict[UUID, list[T]]:
    grouped: dict[UUID, list[T]] = defaultdict(list)
    for row in rows:
        grouped[getattr(row, name)].append(row)
    return grouped
