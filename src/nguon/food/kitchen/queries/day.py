"""What happened in a kitchen on one day, fetched in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import or_
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from nguon.food.kitchen.choices import RecordKind
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
from nguon.food.kitchen.queries.clocks import RecordClock, clocks_of
from nguon.food.kitchen.queries.codes import NO_CODES, CodesInUse, codes_in_use
from nguon.food.kitchen.queries.holds import StandingHold, holds_of_place, suspicions_elsewhere
from nguon.food.kitchen.queries.supply import fridges_in_use
from nguon.ground.journal.choices import Channel
from nguon.ground.journal.queries import day_hash, records_under_seal
from nguon.ground.people.models import Place

T = TypeVar("T")
SHELF = timedelta(days=7)
"""So far from a day may a box of its shelf have been destroyed."""

_SEALED = [kind for kind in RecordKind.values if kind != RecordKind.DAY_COUNTERSIGNED]


@dataclass(frozen=True)
class DayActs:
    """Everything that stands for one place and local day; corrected rows are left out."""

    place: Place
    date: date
    meals: Sequence[Meal]
    cookings: Mapping[UUID, Sequence[CookingCheck]]
    servings: Mapping[UUID, Sequence[ServingCheck]]
    samples: Mapping[UUID, Sequence[RetainedSample]]
    starts: Mapping[UUID, Sequence[EatingStart]]
    lines: Sequence[ReceivedLine]
    """Received on this day."""

    lines_used: Mapping[UUID, ReceivedLine]
    """Whatever went into today's dishes, also if received earlier; by first record."""

    fridges: Sequence[Fridge]
    readings: Sequence[FridgeReading]
    holds: Sequence[StandingHold]
    countersignatures: Sequence[Countersignature]
    suspicions_elsewhere: Sequence[StandingHold] = ()
    """Of other kitchens, covering samples here: they hold boxes, and are nobody's news here."""

    clocks: Mapping[UUID, RecordClock] = field(default_factory=dict)
    """Of the records of the day that came from a phone."""

    codes: CodesInUse = NO_CODES
    """Printed beforehand, that goods or samples of the day were put under."""

    def all_acts(self) -> Iterator[Act]:
        """Every standing act of the day but the signatures under it."""
        for by_thing in (self.cookings, self.servings, self.samples, self.starts):
            for acts in by_thing.values():
                yield from acts
        yield from self.lines
        yield from self.readings


def day_bounds(day: date) -> tuple[datetime, datetime]:
    zone = timezone.get_default_timezone()
    start = datetime.combine(day, time.min, tzinfo=zone)
    return start, start + timedelta(days=1)


def acts_of_day(place: Place, day: date) -> DayActs:
    start, end = day_bounds(day)
    meals = list(
        Meal.objects.filter(_is_planned_or_begun(), place=place, date=day).prefetch_related(
            "dishes"
        )
    )
    dishes = _acts_on_dishes([dish.id for meal in meals for dish in meal.dishes.all()])
    starts = EatingStart.objects.standing().filter(meal__in=meals).select_related("actor")
    checks = [check for checks in dishes["cookings"].values() for check in checks]
    roots = {one.line_root_id for check in checks for one in check.ingredients.all()}
    lines = _lines(place, Q(happened_at__gte=start, happened_at__lt=end) | Q(root_id__in=roots))
    acts = DayActs(
        place=place,
        date=day,
        meals=meals,
        **dishes,
        starts=_by(starts, "meal_id"),
        lines=[line for line in lines if start <= line.happened_at < end],
        lines_used={line.root_id: line for line in lines if line.root_id in roots},
        fridges=list(fridges_in_use(place, on=day)),
        readings=list(
            FridgeReading.objects.standing()
            .filter(place=place, happened_at__gte=start, happened_at__lt=end)
            .select_related("actor", "fridge")
        ),
        holds=holds_of_place(place.id),
        suspicions_elsewhere=suspicions_elsewhere(place.id, during=(start - SHELF, end + SHELF)),
        countersignatures=list(
            Countersignature.objects.standing()
            .filter(place=place, date=day)
            .select_related("actor")
        ),
    )
    return _with_what_is_told_elsewhere(acts)


def _is_planned_or_begun() -> Q:
    """A meal that was cancelled after somebody had cooked for it does not take that along."""
    begun = (
        model._default_manager.filter(superseded_by=None, dish__meal=OuterRef("pk"))
        for model in (CookingCheck, ServingCheck, RetainedSample)
    )
    eaten = EatingStart.objects.standing().filter(meal=OuterRef("pk"))
    return Q(cancelled=False) | Q(Exists(eaten)) | reduce(or_, (Q(Exists(one)) for one in begun))


def _acts_on_dishes(ids: Sequence[UUID]) -> dict[str, Any]:
    cookings = CookingCheck.objects.standing().filter(dish_id__in=ids).select_related("actor")
    servings = ServingCheck.objects.standing().filter(dish_id__in=ids).select_related("actor")
    samples = RetainedSample.objects.standing().filter(dish_id__in=ids)
    return {
        "cookings": _by(cookings.prefetch_related("ingredients"), "dish_id"),
        "servings": _by(servings, "dish_id"),
        "samples": _by(samples.select_related("actor", "fridge", "dish__meal"), "dish_id"),
    }


def _lines(place: Place, which: Q) -> list[ReceivedLine]:
    return list(
        ReceivedLine.objects.standing()
        .filter(which, place=place)
        .select_related("actor", "supplier", "supplier_name", "product")
    )


def _with_what_is_told_elsewhere(acts: DayActs) -> DayActs:
    """The clocks of phones, and the other use of printed codes."""
    said = [act.record_id for act in acts.all_acts() if act.channel == Channel.PHONE]
    boxes = (sample.container_uri for many in acts.samples.values() for sample in many)
    return replace(
        acts,
        clocks=clocks_of(said) if said else {},
        codes=codes_in_use(acts.place, [*boxes, *(line.label_uri for line in acts.lines)]),
    )


def day_seal(place: Place, day: date) -> str:
    """The hash that a manager countersigns: of the kitchen's records received that day, without
    the signatures themselves."""
    return day_hash(place.id, day, of_kinds=_SEALED)


def records_under_day_seal(place: Place, day: date, seal: str) -> tuple[int, int] | None:
    """How many records a manager's signature covers and how many came after; None: it is broken."""
    return records_under_seal(place.id, day, seal, of_kinds=_SEALED)


@dataclass(frozen=True)
class ShelfBox:
    sample: RetainedSample
    destructions: Sequence[SampleDestruction]
    clock: RecordClock | None = None
    """Of the phone by which it was destroyed."""

    @property
    def destroyed(self) -> SampleDestruction | None:
        return self.destructions[0] if self.destructions else None


def boxes_of_place(place: Place, *, since: datetime) -> list[ShelfBox]:
    """Every box still kept, and those destroyed after `since`; oldest first."""
    destructions = SampleDestruction.objects.standing().filter(place=place)
    long_gone = destructions.filter(sample_root_id=OuterRef("root_id"), happened_at__lt=since)
    samples = list(
        RetainedSample.objects.standing()
        .filter(~Exists(long_gone), place=place)
        .select_related("actor", "fridge", "dish__meal")
    )
    recent = destructions.filter(sample_root_id__in=[sample.root_id for sample in samples])
    by_box = _by(recent.select_related("actor"), "sample_root_id")
    boxes = [ShelfBox(sample, by_box.get(sample.root_id, ())) for sample in samples]
    gone = [box.destroyed for box in boxes if box.destroyed is not None]
    by_phone = [one.record_id for one in gone if one.channel == Channel.PHONE]
    clocks = clocks_of(by_phone) if by_phone else {}
    return [
        replace(box, clock=clocks.get(box.destroyed.record_id)) if box.destroyed else box
        for box in boxes
    ]


def _by(rows: Iterable[T], name: str) -> dict[UUID, list[T]]:
    grouped: dict[UUID, list[T]] = defaultdict(list)
    for row in rows:
        grouped[getattr(row, name)].append(row)
    return dict(grouped)
