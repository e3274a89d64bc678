"""Each fridge is read before and after the shift (rule R5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from nguon.core.haccp import State
from nguon.food.kitchen.models import Fridge, FridgeReading
from nguon.food.kitchen.queries.day import day_bounds
from nguon.food.kitchen.rules.day import DayView
from nguon.food.kitchen.rules.limits import limits_on


@dataclass(frozen=True)
class FridgeDuty:
    fridge: Fridge
    readings: Sequence[FridgeReading]
    before: State
    after: State

    @property
    def latest(self) -> FridgeReading | None:
        return self.readings[-1] if self.readings else None


def fridge_duties(view: DayView, *, at: datetime) -> list[FridgeDuty]:
    """The shift ends when the last meal is eaten; without a meal one reading is enough."""
    acts = view.acts
    starts, over = at >= day_bounds(acts.date)[0], at >= day_bounds(acts.date)[1]
    ends = max((one.meal.eating_at for one in view.meals), default=None)
    twice = ends is not None and limits_on(acts.date).fridge_readings_a_day > 1
    duties = []
    for fridge in acts.fridges:
        readings = [one for one in acts.readings if one.fridge_id == fridge.pk]
        before = _state(done=len(readings) >= 1, open_=starts, over=over)
        after = _state(
            done=len(readings) >= limits_on(acts.date).fridge_readings_a_day,
            open_=ends is not None and at >= ends,
            over=over,
        )
        duties.append(FridgeDuty(fridge, readings, before, after if twice else State.NOT_OWED))
    return duties


def _state(*, done: bool, open_: bool, over: bool) -> State:
    if done:
        return State.DONE
    if over:
        return State.MISSING
    return State.DUE if open_ else State.NOT_DUE
