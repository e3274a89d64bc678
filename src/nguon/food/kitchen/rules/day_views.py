"""What the board shows of a dish, a meal and a sample box."""

from collections.abc import Sequence
from dataclasses import dataclass

from nguon.base.decision import Decision
from nguon.core.haccp import DishState, Duty, DutyState, MealState, Reason
from nguon.food.kitchen.models import Dish, EatingStart, Meal, RetainedSample, SampleDestruction
from nguon.food.kitchen.queries.clocks import RecordClock
from nguon.food.kitchen.rules.meal_facts import DishActs


@dataclass(frozen=True)
class DishView:
    dish: Dish
    acts: DishActs
    state: DishState

    @property
    def stopped(self) -> bool:
        return self.state.stopped

    def duty(self, duty: Duty) -> DutyState:
        return self.state.duties[duty]


@dataclass(frozen=True)
class MealView:
    meal: Meal
    dishes: Sequence[DishView]
    state: MealState
    started: EatingStart | None


@dataclass(frozen=True)
class BoxView:
    """A sample box on the shelf, and whether it may go."""

    sample: RetainedSample
    destroyed: SampleDestruction | None
    held: bool
    may_destroy: Decision
    faults: Sequence[Reason]
    clock: RecordClock | None = None
    """Of the phone by which it was destroyed."""
