"""What the five forms of a day are filled from: every version of every record, nothing hidden."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar
from uuid import UUID

from nguon.food.kitchen.models import (
    Act,
    CookingCheck,
    Countersignature,
    EatingStart,
    FridgeReading,
    Meal,
    MealPlanning,
    ReceivedLine,
    RetainedSample,
    SampleDestruction,
    ServingCheck,
)
from nguon.food.kitchen.queries.day import day_bounds
from nguon.ground.journal.models import Record
from nguon.ground.people.models import Person, Place

A = TypeVar("A", bound=Act)


@dataclass(frozen=True)
class Chain(Generic[A]):
    """A record and its corrections, oldest first."""

    versions: Sequence[A]
    withdrawal: Record | None
    """The record that withdrew the last version, if one did."""

    @property
    def now(self) -> A:
        return self.versions[-1]


@dataclass(frozen=True)
class PaperDay:
    """One local day of a place, for paper. Chains are in the order of their first acts."""

    place: Place
    date: date
    meals: Sequence[Meal]
    plans: Mapping[UUID, MealPlanning]
    """The newest plan by meal."""

    lines: Sequence[Chain[ReceivedLine]]
    cookings: Sequence[Chain[CookingCheck]]
    servings: Sequence[Chain[ServingCheck]]
    starts: Mapping[UUID, EatingStart]
    samples: Sequence[Chain[RetainedSample]]
    destructions: Mapping[UUID, SampleDestruction]
    """By first record of the sample."""

    readings: Mapping[UUID, Sequence[FridgeReading]]
    """Of the day, by fridge."""

    countersigned: Countersignature | None
    people: Mapping[UUID, Person]


def paper_day(place: Place, day: date) -> PaperDay:
    start, end = day_bounds(day)
    meals = list(Meal.objects.filter(place=place, date=day).prefetch_related("dishes"))
    dishes = [dish.id for meal in meals for dish in meal.dishes.all()]
    plans = MealPlanning.objects.filter(meal_id__in=[meal.id for meal in meals])
    roots = ReceivedLine.objects.filter(
        place=place, happened_at__gte=start, happened_at__lt=end
    ).values("root_id")
    lines = ReceivedLine.objects.filter(root_id__in=roots)
    cookings = CookingCheck.objects.filter(dish_id__in=dishes).select_related("dish__meal")
    servings = ServingCheck.objects.filter(dish_id__in=dishes).select_related("dish__meal")
    samples = RetainedSample.objects.filter(dish_id__in=dishes).select_related(
        "dish__meal", "fridge"
    )
    starts = EatingStart.objects.standing().filter(meal__in=meals)
    destructions = SampleDestruction.objects.standing().filter(
        sample_root_id__in=[sample.root_id for sample in samples]
    )
    readings = FridgeReading.objects.standing().filter(
        place=place, happened_at__gte=start, happened_at__lt=end
    )
    signed = Countersignature.objects.standing().filter(place=place, date=day)
    in_day = [chain for chain in _chains(lines) if start <= chain.now.happened_at < end]
    return PaperDay(
        place=place,
        date=day,
        meals=meals,
        plans={plan.meal_id: plan for plan in plans.order_by("sequence")},
        lines=in_day,
        cookings=_chains(cookings.prefetch_related("ingredients")),
        servings=_chains(servings),
        starts={start.meal_id: start for start in reversed(list(starts))},
        samples=_chains(samples),
        destructions={one.sample_root_id: one for one in reversed(list(destructions))},
        readings=_by_fridge(readings),
        countersigned=signed.last(),
        people=Person.objects.in_bulk(_actors(place)),
    )


def _actors(place: Place) -> list[UUID]:
    """Everybody who ever recorded something here."""
    actors = Record.objects.filter(place_id=place.id).order_by().values_list("actor_id", flat=True)
    return list(actors.distinct())


def _chains(rows: Iterable[A]) -> list[Chain[A]]:
    by_root: dict[UUID, list[A]] = {}
    for row in sorted(rows, key=lambda one: one.sequence):
        by_root.setdefault(row.root_id, []).append(row)
    enders = [versions[-1].superseded_by for versions in by_root.values()]
    withdrawals = Record.objects.in_bulk([ender for ender in enders if ender is not None])
    chains = [
        Chain(versions, withdrawals.get(versions[-1].superseded_by))
        for versions in by_root.values()
    ]
    return sorted(chains, key=lambda chain: (chain.versions[0].happened_at, chain.now.sequence))


def _by_fridge(readings: Iterable[FridgeReading]) -> dict[UUID, list[FridgeReading]]:
    found: dict[UUID, list[FridgeReading]] = {}
    for reading in readings:
        found.setdefault(reading.fridge_id, []).append(reading)
    return found
