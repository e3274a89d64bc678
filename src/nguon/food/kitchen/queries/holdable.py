"""What can be put on hold: meals, boxes and lots of recent days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.formats import date_format

from nguon.food.kitchen.models import Meal, ReceivedLine, RetainedSample, SampleDestruction
from nguon.ground.people.models import Place

MEALS = timedelta(days=7)
LOTS = timedelta(days=14)


@dataclass(frozen=True)
class Thing:
    value: str
    title: str
    note: str


@dataclass(frozen=True)
class Things:
    meals: Sequence[Thing]
    samples: Sequence[Thing]
    lots: Sequence[Thing]


def holdable_things(
    place: Place, *, at: datetime, also: Mapping[str, Sequence[str]] | None = None
) -> Things:
    """`also` are things named by a hold being corrected, whatever their age."""
    named = also or {}
    meals = _meals(place, at, named.get("meal_ids", ()))
    samples = _samples(place, named.get("sample_ids", ()))
    return Things(meals, samples, _lots(place, at, named.get("lot_uris", ())))


def last_meal_eaten(place: Place, *, at: datetime) -> Meal | None:
    """By what was planned: on the worst day nobody looks for the record of the beginning."""
    meals = Meal.objects.filter(place=place, cancelled=False, eating_at__lte=at)
    return meals.filter(eating_at__gte=at - MEALS).order_by("-eating_at").first()


def _meals(place: Place, at: datetime, named: Sequence[str]) -> list[Thing]:
    day = timezone.localdate(at)
    recent = Q(date__gte=day - MEALS, date__lte=day, cancelled=False)
    meals = Meal.objects.filter(recent | Q(id__in=list(named)), place=place)
    return [
        Thing(str(meal.id), str(meal), ", ".join(dish.name for dish in meal.dishes.all()))
        for meal in meals.order_by("-eating_at").prefetch_related("dishes")
    ]


def _samples(place: Place, named: Sequence[str]) -> list[Thing]:
    """Boxes still kept: a destroyed one cannot be held any more."""
    gone = SampleDestruction.objects.standing().filter(sample_root_id=OuterRef("root_id"))
    boxes = (
        RetainedSample.objects.standing()
        .filter(~Exists(gone) | Q(root_id__in=list(named)), place=place)
        .select_related("dish__meal")
        .order_by("-happened_at")
    )
    return [
        Thing(str(box.root_id), box.dish.name, f"{box.box_code} · {_moment(box.happened_at)}")
        for box in boxes[:200]
    ]


def _lots(place: Place, at: datetime, named: Sequence[str]) -> list[Thing]:
    lines = (
        ReceivedLine.objects.standing()
        .filter(Q(happened_at__gte=at - LOTS) | Q(lot_uri__in=list(named)), place=place)
        .order_by("-happened_at")
    )
    things = {
        line.lot_uri: Thing(
            line.lot_uri,
            line.product_name,
            f"{line.lot_code} · {line.source_name} · {_moment(line.happened_at)}",
        )
        for line in lines
    }
    return list(things.values())


def _moment(at: datetime) -> str:
    return date_format(timezone.localtime(at), "SHORT_DATETIME_FORMAT")
