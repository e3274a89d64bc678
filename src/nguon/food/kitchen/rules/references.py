"""What a record names, and whether it exists and belongs to the kitchen that speaks of it.

Answers with the fault and never with somebody else's thing: a dish of another kitchen is «not
known here», which is also all that an outsider may learn.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import singledispatch
from typing import Protocol
from uuid import UUID

from django.utils.translation import gettext as _

from nguon.base.errors import FieldError
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


class Thing(Enum):
    DISH = auto()
    MEAL = auto()
    FRIDGE = auto()
    LINE = auto()
    """Any version of a received line."""

    SAMPLE = auto()
    SAMPLE_ROOT = auto()
    """The first record of a sample."""

    HOLD = auto()
    LEGAL_NAME = auto()
    PRODUCT = auto()
    OWN_MEAL = auto()
    """A meal of this kitchen, or none yet."""

    RECORD = auto()


@dataclass(frozen=True)
class Reference:
    path: str
    thing: Thing
    id: UUID | int
    expected: str

    @property
    def fault(self) -> FieldError:
        return FieldError(self.path, _("This is not known here."), self.expected, str(self.id))


class Known(Protocol):
    """Whoever has looked at what the records name."""

    def knows(self, thing: Thing, id_: UUID | int) -> bool: ...

    def meal_of_dish(self, dish_id: UUID) -> UUID | None: ...


def unknown_in(body: Body, known: Known) -> list[Reference]:
    """Every reference that does not lead anywhere, in the order of the body."""
    missing = [one for one in references_of(body) if not known.knows(one.thing, one.id)]
    if isinstance(body, MealPlan):
        missing += _of_other_meals(body, known)
    return missing


@singledispatch
def references_of(_body: Body) -> Iterator[Reference]:
    """A kind that names nothing has nothing wrong with it."""
    return iter(())


@references_of.register
def _of_plan(body: MealPlan) -> Iterator[Reference]:
    yield Reference("body.meal_id", Thing.OWN_MEAL, body.meal_id, _("a meal of this kitchen"))


def _of_other_meals(body: MealPlan, known: Known) -> Iterator[Reference]:
    ids = [dish.id for dish in body.dishes]
    for i, dish_id in enumerate(ids):
        if known.meal_of_dish(dish_id) not in (None, body.meal_id) or dish_id in ids[:i]:
            path = f"body.dishes[{i}].dish_id"
            yield Reference(path, Thing.DISH, dish_id, _("a dish of this meal, named once"))


@references_of.register
def _of_delivery(body: DeliveryLine) -> Iterator[Reference]:
    name_id = body.source.name_id
    if name_id is not None:
        wanted = _("a registered supplier")
        yield Reference("body.source.name_id", Thing.LEGAL_NAME, name_id, wanted)
    if body.product_id:
        wanted = _("a registered product")
        yield Reference("body.product_id", Thing.PRODUCT, body.product_id, wanted)


@references_of.register
def _of_cooking(body: DishCooked) -> Iterator[Reference]:
    yield _dish(body.dish_id)
    for i, used in enumerate(body.lots):
        wanted = _("goods received by this kitchen")
        yield Reference(f"body.lots[{i}].line_id", Thing.LINE, used.line_id, wanted)


@references_of.register
def _of_serving_check(body: DishChecked) -> Iterator[Reference]:
    yield _dish(body.dish_id)


@references_of.register
def _of_eating(body: EatingStarted) -> Iterator[Reference]:
    yield Reference("body.meal_id", Thing.MEAL, body.meal_id, _("a meal of this kitchen"))


@references_of.register
def _of_sample(body: SampleTaken) -> Iterator[Reference]:
    yield _dish(body.dish_id)
    if body.fridge_id is not None:
        yield _fridge(body.fridge_id)


@references_of.register
def _of_destruction(body: SampleDestroyed) -> Iterator[Reference]:
    yield Reference("body.sample_id", Thing.SAMPLE, body.sample_id, _("a sample of this kitchen"))


@references_of.register
def _of_reading(body: FridgeRead) -> Iterator[Reference]:
    yield _fridge(body.fridge_id)


@references_of.register
def _of_hold(body: HoldPlaced) -> Iterator[Reference]:
    for i, sample_id in enumerate(body.sample_ids):
        wanted = _("a sample of this kitchen")
        yield Reference(f"body.sample_ids[{i}]", Thing.SAMPLE_ROOT, sample_id, wanted)
    for i, meal_id in enumerate(body.meal_ids):
        path = f"body.meal_ids[{i}]"
        yield Reference(path, Thing.MEAL, meal_id, _("a meal of this kitchen"))


@references_of.register
def _of_release(body: HoldReleased) -> Iterator[Reference]:
    yield Reference("body.hold_id", Thing.HOLD, body.hold_id, _("a hold of this kitchen"))


def _dish(dish_id: UUID) -> Reference:
    wanted = _("a dish on a menu of this kitchen")
    return Reference("body.dish_id", Thing.DISH, dish_id, wanted)


def _fridge(fridge_id: UUID) -> Reference:
    return Reference("body.fridge_id", Thing.FRIDGE, fridge_id, _("a fridge of this kitchen"))
