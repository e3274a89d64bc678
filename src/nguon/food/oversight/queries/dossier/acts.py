"""The kitchens' acts around an incident: its dishes, what went into them, samples, holds."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import TypeVar
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from nguon.food.kitchen.choices import HoldKind
from nguon.food.kitchen.models import (
    CookingCheck,
    Countersignature,
    Dish,
    EatingStart,
    FridgeReading,
    Hold,
    HoldRelease,
    Ingredient,
    ReceivedLine,
    RetainedSample,
    SampleDestruction,
    ServingCheck,
)
from nguon.food.kitchen.models.act import Act
from nguon.food.kitchen.queries.day import day_bounds
from nguon.food.oversight.queries.dossier.value import Doer, KitchenAct, ToldAct
from nguon.ground.journal.models import Record
from nguon.ground.people.models import Assignment, Person, Place

READ_FOR = timedelta(days=14)
A = TypeVar("A", bound=Act)


def dishes_concerned(
    uris: Collection[str], meals: Collection[UUID], places: Collection[UUID]
) -> list[Dish]:
    """Dishes at these places that were asked about, or belong to a meal that was reported."""
    asked = Q(lot_uri__in=uris) | Q(meal_id__in=meals)
    dishes = Dish.objects.filter(asked, meal__place_id__in=places)
    return list(dishes.select_related("meal__place").order_by("meal__eating_at", "position", "id"))


def acts_concerned(
    dishes: Sequence[Dish], lots: Collection[str], places: Collection[UUID]
) -> list[ToldAct]:
    """Every version of every act, in the order in which the acts happened."""
    ids = [dish.id for dish in dishes]
    meals = {dish.meal_id for dish in dishes}
    cookings = CookingCheck.objects.filter(dish_id__in=ids)
    used = Ingredient.objects.filter(check_made__dish_id__in=ids, line_root_id__isnull=False)
    lines = ReceivedLine.objects.filter(
        Q(root_id__in=used.values("line_root_id")) | Q(lot_uri__in=lots), place_id__in=places
    )
    samples = list(RetainedSample.objects.filter(dish_id__in=ids).select_related(*_WHO, "dish"))
    roots = {sample.root_id for sample in samples}
    gone = SampleDestruction.objects.filter(sample_root_id__in=roots)
    starts = EatingStart.objects.filter(meal_id__in=meals)
    rows: list[KitchenAct] = [
        *lines.select_related(*_WHO, "supplier", "supplier_name"),
        *cookings.select_related(*_WHO, "dish").prefetch_related("ingredients"),
        *ServingCheck.objects.filter(dish_id__in=ids).select_related(*_WHO, "dish"),
        *starts.select_related(*_WHO, "meal"),
        *samples,
        *gone.select_related(*_WHO),
        *_readings(samples),
        *_holds(dishes, lots, roots, places),
        *_countersignatures(dishes),
    ]
    return _told(rows)


def doers_of(acts: Iterable[ToldAct]) -> list[Doer]:
    """By name. The role is the one held then: a cook of that day may be a manager now."""
    by_person: dict[UUID, list[KitchenAct]] = defaultdict(list)
    for told in acts:
        by_person[told.act.actor_id].append(told.act)
    held: dict[UUID, list[Assignment]] = defaultdict(list)
    for one in Assignment.objects.filter(person_id__in=by_person).order_by("id"):
        held[one.person_id].append(one)
    people = Person.objects.in_bulk(list(by_person))
    doers = [_doer(people[pk], rows, held[pk]) for pk, rows in by_person.items()]
    return sorted(doers, key=lambda doer: (doer.places, doer.person.full_name, doer.person.pk))


_WHO = ("place", "actor")


def _readings(samples: Iterable[RetainedSample]) -> Iterable[FridgeReading]:
    """Of the fridges with the samples, from the day of the oldest for two weeks."""
    since: dict[UUID, date] = {}
    for sample in samples:
        if sample.fridge_id is not None:
            day = timezone.localdate(sample.happened_at)
            since[sample.fridge_id] = min(day, since.get(sample.fridge_id, day))
    if not since:
        return []
    first, last = day_bounds(min(since.values()))[0], day_bounds(max(since.values()) + READ_FOR)[0]
    found = FridgeReading.objects.filter(
        fridge_id__in=since, happened_at__gte=first, happened_at__lt=last
    )
    return [
        one
        for one in found.select_related(*_WHO, "fridge")
        if timezone.localdate(one.happened_at) >= since[one.fridge_id]
    ]


def _holds(
    dishes: Sequence[Dish],
    lots: Collection[str],
    samples: Collection[UUID],
    places: Collection[UUID],
) -> Iterable[Hold | HoldRelease]:
    """Of other reasons as well, if they lie on the same things."""
    meals = {str(dish.meal_id) for dish in dishes}
    things = {*lots, *(dish.lot_uri for dish in dishes)}
    boxes = {str(root) for root in samples}
    found = [
        hold
        for hold in Hold.objects.filter(place_id__in=places).select_related(*_WHO)
        if meals & set(hold.meal_ids) or things & set(hold.lot_uris) or boxes & set(hold.sample_ids)
    ]
    roots = {hold.root_id for hold in found}
    releases = HoldRelease.objects.filter(hold_root_id__in=roots).select_related(*_WHO)
    return [*(hold for hold in found if hold.kind != HoldKind.SUSPICION), *releases]


def _countersignatures(dishes: Iterable[Dish]) -> Iterable[Countersignature]:
    days = {(dish.meal.place_id, dish.meal.date) for dish in dishes}
    found = Countersignature.objects.filter(
        place_id__in={place for place, _ in days}, date__in={day for _, day in days}
    )
    return [one for one in found.select_related(*_WHO) if (one.place_id, one.date) in days]


def _told(rows: Iterable[KitchenAct]) -> list[ToldAct]:
    rows = list({row.record_id: row for row in rows}.values())
    known = {row.record_id for row in rows}
    enders = {row.superseded_by for row in rows if row.superseded_by is not None} - known
    withdrawals = Record.objects.in_bulk(list(enders))
    told = [
        ToldAct(
            act=row,
            withdrawn_by=withdrawals.get(row.superseded_by) if row.superseded_by else None,
        )
        for row in rows
    ]
    return sorted(told, key=lambda one: (one.act.happened_at, one.act.sequence))


def _doer(person: Person, rows: Sequence[KitchenAct], held: Iterable[Assignment]) -> Doer:
    places = {row.place_id: row.place for row in rows}
    days = {timezone.localdate(row.happened_at) for row in rows}
    kinds: dict[str, int] = defaultdict(int)
    for row in rows:
        kinds[type(row).__name__] += 1
    return Doer(
        person=person,
        roles=tuple(dict.fromkeys(one.role for one in held if _counts(one, places, days))),
        places=tuple(sorted(place.name for place in places.values())),
        acts=dict(sorted(kinds.items())),
        first_at=min(row.happened_at for row in rows),
        last_at=max(row.happened_at for row in rows),
    )


def _counts(one: Assignment, places: dict[UUID, Place], days: Collection[date]) -> bool:
    here = one.place_id in places or (
        one.organisation_id is not None
        and any(place.organisation_id == one.organisation_id for place in places.values())
    )
    everywhere = one.place_id is None and one.organisation_id is None
    in_force = any(one.valid_from <= day and not _ended(one, day) for day in days)
    return in_force and (here or everywhere)


def _ended(one: Assignment, day: date) -> bool:
    return one.valid_to is not None and one.valid_to <= day
