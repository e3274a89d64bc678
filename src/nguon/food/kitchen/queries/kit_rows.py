"""What a phone takes along, fetched in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, Max, OuterRef, Prefetch, Q

from nguon.food.kitchen.models import (
    CookingCheck,
    Dish,
    EatingStart,
    Fridge,
    FridgeReading,
    Ingredient,
    Meal,
    ReceivedLine,
    RetainedSample,
    SampleDestruction,
    ServingCheck,
    SupplyContract,
)
from nguon.food.kitchen.queries.day import day_bounds
from nguon.food.kitchen.queries.sources import SHARED_FOR
from nguon.food.kitchen.queries.supply import fridges_in_use
from nguon.ground.journal.models import Record
from nguon.ground.people.models import OrganisationName, Place
from nguon.ground.products.choices import ProductGroup
from nguon.ground.products.models import Product

MENU_BACK, MENU_AHEAD = timedelta(days=3), timedelta(days=6)
LOTS_BACK = timedelta(days=14)
GONE_BACK = timedelta(days=1)
RECORDS_BACK = timedelta(days=2)

LINE = (
    "root_id",
    "record_id",
    "lot_uri",
    "lot_code",
    "label_uri",
    "product_id",
    "product_name",
    "group",
    "amount",
    "uom",
    "storage",
    "source_name",
    "supplier_name_id",
    "supplier_id",
    "happened_at",
    "expiry_date",
    "decision",
)


SERVING = ("dish_id", "happened_at", "decision")
SAMPLE = (
    "root_id",
    "record_id",
    "amount",
    "uom",
    "container",
    "container_uri",
    "box_uri",
    "sealed",
    "fridge_id",
    "happened_at",
    "dish__name",
    "dish__lot_uri",
    "dish__meal__date",
    "dish__meal__eating_at",
)


@dataclass(frozen=True)
class KeptBox:
    sample: RetainedSample
    """With the columns in `SAMPLE` and no others."""

    destroyed_at: datetime | None


@dataclass(frozen=True)
class Menu:
    meals: Sequence[Meal]
    """With their dishes that are still on the plan."""

    cookings: Sequence[CookingCheck]
    servings: Sequence[ServingCheck]
    starts: Sequence[EatingStart]


@dataclass(frozen=True)
class Goods:
    lines: Sequence[dict[str, Any]]
    """Standing, of the last 60 days, the newest first; members as in `LINE`."""

    names: Sequence[OrganisationName]
    contracted: frozenset[UUID]
    products: Sequence[Product]
    """Articles of the suppliers themselves."""


@dataclass(frozen=True)
class Written:
    """How far the book of the kitchen has been written."""

    last: int
    count: int


def written_of(place: Place, *, on: date) -> Written:
    """Also a clock set back by a day or two cannot make a new record look like none."""
    start, _end = day_bounds(on)
    records = Record.objects.filter(place_id=place.id, received_at__gte=start - RECORDS_BACK)
    found = records.aggregate(last=Max("sequence"), count=Count("sequence"))
    return Written(found["last"] or 0, found["count"])


def menu_of(place: Place, *, on: date) -> Menu:
    planned = Dish.objects.filter(dropped=False)
    meals = list(
        Meal.objects.filter(
            place=place, cancelled=False, date__gte=on - MENU_BACK, date__lte=on + MENU_AHEAD
        ).prefetch_related(Prefetch("dishes", planned, to_attr="planned"))
    )
    dishes = [dish.id for meal in meals for dish in meal.planned]
    used = Prefetch("ingredients", Ingredient.objects.only("check_made_id", "line_root_id"))
    return Menu(
        meals,
        list(CookingCheck.objects.standing().filter(dish__in=dishes).prefetch_related(used)),
        list(ServingCheck.objects.standing().filter(dish__in=dishes).only(*SERVING)),
        list(EatingStart.objects.standing().filter(meal__in=meals).only("meal_id", "happened_at")),
    )


def goods_of(place: Place, *, on: date) -> Goods:
    """Suppliers by contract in force and by deliveries of the last 60 days."""
    start, _end = day_bounds(on)
    lines = list(
        ReceivedLine.objects.standing()
        .filter(place=place, happened_at__gte=start - SHARED_FOR)
        .order_by("-happened_at", "-sequence")
        .values(*LINE)
    )
    in_force = SupplyContract.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=on), place=place, valid_from__lte=on
    )
    contracted = frozenset(in_force.values_list("supplier_id", flat=True))
    sellers = contracted | {line["supplier_id"] for line in lines} - {None}
    names = OrganisationName.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=on), organisation__in=sellers, valid_from__lte=on
    )
    products = Product.objects.filter(owner_organisation__in=sellers).order_by("name", "id")
    return Goods(lines, list(names.order_by("id")), contracted, list(products))


def is_taken_along(line: dict[str, Any], *, on: date) -> bool:
    """Two weeks of everything, and dry goods as long as they count as in stock."""
    start, _end = day_bounds(on)
    is_new: bool = line["happened_at"] >= start - LOTS_BACK
    return is_new or line["group"] == ProductGroup.DRY_PACKAGED


def fridges_with_last(place: Place, *, on: date) -> list[tuple[Fridge, FridgeReading | None]]:
    """A clock set ahead does not read the fridges of all the days until then."""
    _start, end = day_bounds(on)
    fridges = list(fridges_in_use(place, on=on))
    readings = (
        FridgeReading.objects.standing()
        .filter(fridge__in=fridges, happened_at__lt=end)
        .order_by("fridge_id", "-happened_at", "-sequence")
        .distinct("fridge_id")
    )
    last = {reading.fridge_id: reading for reading in readings}
    return [(fridge, last.get(fridge.id)) for fridge in fridges]


def shelf_of(place: Place, *, on: date) -> list[KeptBox]:
    """Boxes that are kept, or were destroyed yesterday or today."""
    start, _end = day_bounds(on)
    gone = SampleDestruction.objects.standing().filter(place=place)
    long_gone = gone.filter(sample_root_id=OuterRef("root_id"), happened_at__lt=start - GONE_BACK)
    samples = list(
        RetainedSample.objects.standing()
        .filter(~Exists(long_gone), place=place)
        .select_related("dish__meal")
        .only(*SAMPLE)
    )
    lately = gone.filter(happened_at__gte=start - GONE_BACK).order_by("-happened_at")
    destroyed = dict(lately.values_list("sample_root_id", "happened_at"))
    return [KeptBox(sample, destroyed.get(sample.root_id)) for sample in samples]


def starts_of(meal_ids: set[UUID]) -> dict[UUID, datetime]:
    """When the pupils really began to eat, by meal; the first of several records."""
    starts = EatingStart.objects.standing().filter(meal__in=meal_ids).order_by("-happened_at")
    return {start.meal_id: start.happened_at for start in starts}
