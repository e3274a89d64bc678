"""Tell core what happened to a meal, and read back what its dishes still owe."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from nguon.core import haccp
from nguon.core.haccp import Consistency, DishFacts, MealFacts, SampleAct
from nguon.food.kitchen.choices import DeliveryDecision, QuickTest, Result, ServingDecision
from nguon.food.kitchen.models import (
    CookingCheck,
    Dish,
    EatingStart,
    Ingredient,
    Meal,
    ReceivedLine,
    RetainedSample,
    ServingCheck,
)
from nguon.food.kitchen.rules.late import lateness_of


@dataclass(frozen=True)
class DishActs:
    """The standing acts of one dish, oldest first."""

    cookings: Sequence[CookingCheck]
    servings: Sequence[ServingCheck]
    samples: Sequence[RetainedSample]

    @property
    def ingredients(self) -> list[Ingredient]:
        return [one for check in self.cookings for one in check.ingredients.all()]


def meal_facts(
    meal: Meal,
    *,
    acts: Mapping[UUID, DishActs],
    lines: Mapping[UUID, ReceivedLine],
    starts: Sequence[EatingStart],
) -> MealFacts:
    """`lines` are the standing received lines by the id of their first record."""
    return MealFacts(
        id=str(meal.id),
        eats_at=meal.eating_at,
        portions=meal.portions,
        dishes=[
            dish_facts(dish, acts[dish.id], lines) for dish in meal.dishes.all() if dish.id in acts
        ],
        eating_started_at=min((start.happened_at for start in starts), default=None),
    )


def dish_facts(dish: Dish, acts: DishActs, lines: Mapping[UUID, ReceivedLine]) -> DishFacts:
    used = [lines.get(one.line_root_id) for one in acts.ingredients if one.line_root_id]
    return DishFacts(
        id=str(dish.id),
        consistency=Consistency(dish.matter),
        step_1=[_inspected(line) for line in used if line is not None],
        lots_without_inspection=sum(1 for line in used if line is None),
        step_2=[haccp.Act(act.happened_at, act.passed, lateness_of(act)) for act in acts.cookings],
        step_3=[
            haccp.Act(act.happened_at, act.decision == ServingDecision.SERVE, lateness_of(act))
            for act in acts.servings
        ],
        samples=[
            SampleAct(act.happened_at, True, lateness_of(act), act.amount.normalize(), act.uom)
            for act in acts.samples
        ],
    )


def _inspected(line: ReceivedLine) -> haccp.Act:
    failed = line.sensory == Result.FAIL or line.quick_test == QuickTest.FAIL
    refused = line.decision == DeliveryDecision.REJECTED
    return haccp.Act(line.happened_at, not (failed or refused), lateness_of(line))
