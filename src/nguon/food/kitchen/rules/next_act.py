"""What the kitchen should do next, as one answer."""

from dataclasses import dataclass
from datetime import datetime

from nguon.core.haccp import Duty, State
from nguon.food.kitchen.models import Dish, Meal
from nguon.food.kitchen.rules.day import DayView
from nguon.food.kitchen.rules.day_views import DishView

WAITING = (State.DUE, State.LATE)


@dataclass(frozen=True)
class NextAct:
    duty: Duty
    dish: Dish
    meal: Meal
    due_at: datetime
    is_late: bool


def next_act(view: DayView) -> NextAct | None:
    """The deed whose time ends soonest; of those that end together, the earlier step."""
    waiting = [
        NextAct(duty, shown.dish, one.meal, state.due_at, state.state is State.LATE)
        for one in view.meals
        for shown in one.dishes
        for duty, state in shown.state.duties.items()
        if state.state in WAITING and not is_waiting_for_cooking(view, shown, duty)
    ]
    order = list(Duty)
    return min(waiting, key=lambda act: (act.due_at, order.index(act.duty)), default=None)


def is_waiting_for_cooking(view: DayView, shown: DishView, duty: Duty) -> bool:
    """Goods came in today, but which of them this dish gets is said when it is cooked."""
    return duty is Duty.STEP_1 and bool(view.acts.lines) and not shown.acts.cookings
