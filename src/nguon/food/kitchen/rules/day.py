"""The day of a kitchen in one look: what happened to each dish and box, and what stands out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from nguon.core.haccp import Reason, destruction_faults, meal_state
from nguon.food.kitchen.models import Countersignature, Meal
from nguon.food.kitchen.queries.day import DayActs, ShelfBox
from nguon.food.kitchen.queries.holds import StandingHold, holds_on
from nguon.food.kitchen.rules.day_views import BoxView, DishView, MealView
from nguon.food.kitchen.rules.destroying import destroyed_already, kept_box_may_go
from nguon.food.kitchen.rules.flag import Flag
from nguon.food.kitchen.rules.flags import day_flags
from nguon.food.kitchen.rules.limits import limits_on
from nguon.food.kitchen.rules.meal_facts import DishActs, meal_facts


@dataclass(frozen=True)
class DayView:
    acts: DayActs
    meals: Sequence[MealView]
    boxes: Sequence[BoxView]
    flags: Sequence[Flag]
    day_hash: str
    countersigned: Countersignature | None

    @property
    def countersignature_stale(self) -> bool:
        """Records came in after the manager had signed: on the day, or later about the day."""
        signed = self.countersigned
        if signed is None:
            return False
        newest = max((act.sequence for act in self.acts.all_acts()), default=0)
        return signed.day_hash != self.day_hash or newest > signed.sequence


def read_day(acts: DayActs, boxes: Sequence[ShelfBox], *, day_hash: str, at: datetime) -> DayView:
    meals = [_meal_view(acts, meal, at) for meal in acts.meals]
    placed = [one for one in acts.holds if one.hold.happened_at <= at]
    elsewhere = [one for one in acts.suspicions_elsewhere if one.hold.happened_at <= at]
    shown = [box_view(box, [*placed, *elsewhere], at) for box in boxes]
    return DayView(
        acts=acts,
        meals=meals,
        boxes=shown,
        flags=list(day_flags(acts, meals, shown, placed)),
        day_hash=day_hash,
        countersigned=acts.countersignatures[-1] if acts.countersignatures else None,
    )


def _meal_view(acts: DayActs, meal: Meal, at: datetime) -> MealView:
    by_dish = {
        dish.id: DishActs(
            acts.cookings.get(dish.id, ()),
            acts.servings.get(dish.id, ()),
            acts.samples.get(dish.id, ()),
        )
        for dish in meal.dishes.all()
    }
    shown = {
        dish.id: acts_of
        for dish, acts_of in zip(meal.dishes.all(), by_dish.values(), strict=True)
        if not (dish.dropped or meal.cancelled)
        or acts_of.cookings
        or acts_of.servings
        or acts_of.samples
    }
    starts = acts.starts.get(meal.id, ())
    facts = meal_facts(meal, acts=shown, lines=acts.lines_used, starts=starts)
    state = meal_state(facts, now=at, limits=limits_on(meal.date))
    dishes = [dish for dish in meal.dishes.all() if dish.id in shown]
    views = [
        DishView(dish, shown[dish.id], dish_state)
        for dish, dish_state in zip(dishes, state.dishes, strict=True)
    ]
    return MealView(meal, views, state, starts[0] if starts else None)


def box_view(box: ShelfBox, standing: Sequence[StandingHold], at: datetime) -> BoxView:
    sample, destroyed = box.sample, box.destroyed
    open_holds = [one for one in standing if one.released_at is None]
    held = any(one.covers(sample) for one in open_holds)
    faults: Sequence[Reason] = ()
    if destroyed is not None:
        faults = destruction_faults(
            sampled_at=sample.happened_at,
            destroyed_at=min(destroyed.happened_at, destroyed.received_at),
            holds=holds_on(sample, standing),
            limits=limits_on(sample.happened_at.date()),
        )
        decision = destroyed_already()
    else:
        decision = kept_box_may_go(sample, at=at, standing=open_holds)
    return BoxView(sample, destroyed, held, decision, faults, box.clock)
