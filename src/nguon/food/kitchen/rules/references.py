"""Whether what a record names exists and belongs to the kitchen that speaks of it.

Answers with the fault and never with somebody else's thing: a dish of another kitchen is «not
known here», which is also all that an outsider may learn.
"""

from collections.abc import Iterator
from functools import singledispatch
from uuid import UUID

from django.utils.translation import gettext as _

from nguon.base.errors import FieldError, InputInvalid
from nguon.food.kitchen.models import (
    Dish,
    Fridge,
    Hold,
    Meal,
    ReceivedLine,
    RetainedSample,
)
from nguon.food.kitchen.rules.bodies import (
    Body,
    DeliveryLine,
    DishChecked,
    DishCooked,
    EatingStarted,
    FridgeRead,
    HoldPlaced,
    HoldReleased,
    MealPlan,
    SampleDestroyed,
    SampleTaken,
)
from nguon.ground.people.models import OrganisationName
from nguon.ground.products.models import Product


def require_known(body: Body, *, place_id: UUID) -> None:
    """Raises InputInvalid naming every reference that does not lead anywhere."""
    faults = list(_faults(body, place_id))
    if faults:
        raise InputInvalid(faults)


@singledispatch
def _faults(_body: Body, _place_id: UUID) -> Iterator[FieldError]:
    """A kind that names nothing has nothing wrong with it."""
    return iter(())


@_faults.register
def _of_plan(body: MealPlan, place_id: UUID) -> Iterator[FieldError]:
    if Meal.objects.filter(id=body.meal_id).exclude(place_id=place_id).exists():
        yield _unknown("body.meal_id", _("a meal of this kitchen"), body.meal_id)
    ids = [dish.id for dish in body.dishes]
    taken = set(
        Dish.objects.filter(id__in=ids).exclude(meal_id=body.meal_id).values_list("id", flat=True)
    )
    for i, dish_id in enumerate(ids):
        if dish_id in taken or dish_id in ids[:i]:
            path = f"body.dishes[{i}].dish_id"
            yield _unknown(path, _("a dish of this meal, named once"), dish_id)


@_faults.register
def _of_delivery(body: DeliveryLine, _place_id: UUID) -> Iterator[FieldError]:
    name_id = body.source.name_id
    if name_id is not None and not OrganisationName.objects.filter(id=name_id).exists():
        yield _unknown("body.source.name_id", _("a registered supplier"), name_id)
    if body.product_id and not Product.objects.filter(id=body.product_id).exists():
        yield _unknown("body.product_id", _("a registered product"), body.product_id)


@_faults.register
def _of_cooking(body: DishCooked, place_id: UUID) -> Iterator[FieldError]:
    yield from _dish_faults(body.dish_id, place_id)
    lines = ReceivedLine.objects.filter(place_id=place_id)
    named = [used.line_id for used in body.lots]
    known = set(lines.filter(record_id__in=named).values_list("record_id", flat=True))
    for i, line_id in enumerate(named):
        if line_id not in known:
            path = f"body.lots[{i}].line_id"
            yield _unknown(path, _("goods received by this kitchen"), line_id)


@_faults.register
def _of_serving_check(body: DishChecked, place_id: UUID) -> Iterator[FieldError]:
    return _dish_faults(body.dish_id, place_id)


@_faults.register
def _of_eating(body: EatingStarted, place_id: UUID) -> Iterator[FieldError]:
    if not Meal.objects.filter(id=body.meal_id, place_id=place_id).exists():
        yield _unknown("body.meal_id", _("a meal of this kitchen"), body.meal_id)


@_faults.register
def _of_sample(body: SampleTaken, place_id: UUID) -> Iterator[FieldError]:
    yield from _dish_faults(body.dish_id, place_id)
    if body.fridge_id is not None:
        yield from _fridge_faults(body.fridge_id, place_id)


@_faults.register
def _of_destruction(body: SampleDestroyed, place_id: UUID) -> Iterator[FieldError]:
    samples = RetainedSample.objects.filter(place_id=place_id)
    if not samples.filter(record_id=body.sample_id).exists():
        yield _unknown("body.sample_id", _("a sample of this kitchen"), body.sample_id)


@_faults.register
def _of_reading(body: FridgeRead, place_id: UUID) -> Iterator[FieldError]:
    return _fridge_faults(body.fridge_id, place_id)


@_faults.register
def _of_hold(body: HoldPlaced, place_id: UUID) -> Iterator[FieldError]:
    samples = RetainedSample.objects.filter(place_id=place_id, root_id__in=body.sample_ids)
    known = set(samples.values_list("root_id", flat=True))
    for i, sample_id in enumerate(body.sample_ids):
        if sample_id not in known:
            yield _unknown(f"body.sample_ids[{i}]", _("a sample of this kitchen"), sample_id)
    found = Meal.objects.filter(place_id=place_id, id__in=body.meal_ids)
    meals = set(found.values_list("id", flat=True))
    for i, meal_id in enumerate(body.meal_ids):
        if meal_id not in meals:
            yield _unknown(f"body.meal_ids[{i}]", _("a meal of this kitchen"), meal_id)


@_faults.register
def _of_release(body: HoldReleased, place_id: UUID) -> Iterator[FieldError]:
    if not Hold.objects.filter(record_id=body.hold_id, place_id=place_id).exists():
        yield _unknown("body.hold_id", _("a hold of this kitchen"), body.hold_id)


def _unknown(path: str, expected: str, got: object) -> FieldError:
    return FieldError(path, _("This is not known here."), expected, str(got))


def _dish_faults(dish_id: UUID, place_id: UUID) -> Iterator[FieldError]:
    if not Dish.objects.filter(id=dish_id, meal__place_id=place_id).exists():
        yield _unknown("body.dish_id", _("a dish on a menu of this kitchen"), dish_id)


def _fridge_faults(fridge_id: UUID, place_id: UUID) -> Iterator[FieldError]:
    if not Fridge.objects.filter(id=fridge_id, place_id=place_id).exists():
        yield _unknown("body.fridge_id", _("a fridge of this kitchen"), fridge_id)
