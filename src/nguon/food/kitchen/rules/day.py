"""The day of a kitchen in one look: states, and the flags nobody may overlook."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from nguon.base.decision import Decision
from nguon.core.haccp import (
    DishState,
    Duty,
    DutyState,
    MealState,
    Reason,
    Tone,
    destruction_faults,
    holding_time,
    meal_state,
    storage_temperature,
)
from nguon.core.haccp import Storage as CoreStorage
from nguon.core.haccp.reasons import say
from nguon.food.kitchen.choices import (
    DeliveryDecision,
    FridgeKind,
    QuickTest,
    Result,
    ServingDecision,
)
from nguon.food.kitchen.models import (
    Act,
    Countersignature,
    Dish,
    EatingStart,
    FridgeReading,
    Meal,
    ReceivedLine,
    RetainedSample,
    SampleDestruction,
)
from nguon.food.kitchen.queries.day import DayActs, ShelfBox
from nguon.food.kitchen.queries.holds import StandingHold, holds_on
from nguon.food.kitchen.rules.destroying import destroyed_already, kept_box_may_go
from nguon.food.kitchen.rules.late import lateness_of
from nguon.food.kitchen.rules.limits import limits_on
from nguon.food.kitchen.rules.meal_facts import DishActs, meal_facts
from nguon.food.kitchen.rules.said import language, said

_STORES = {
    FridgeKind.SAMPLE: CoreStorage.SAMPLE_FRIDGE,
    FridgeKind.COLD: CoreStorage.COLD_STORE,
    FridgeKind.FREEZER: CoreStorage.FREEZER,
}


@dataclass(frozen=True)
class Flag:
    """Something to be seen: `tone` is `red` or `amber`; `record_id` leads to the evidence."""

    code: str
    tone: str
    text: str
    record_id: UUID | None = None


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
    shown = [box_view(box, placed, at) for box in boxes]
    return DayView(
        acts=acts,
        meals=meals,
        boxes=shown,
        flags=list(_flags(acts, meals, shown, placed)),
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
        if not dish.dropped or acts_of.cookings or acts_of.servings or acts_of.samples
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
            destroyed_at=destroyed.happened_at,
            holds=holds_on(sample, standing),
            limits=limits_on(sample.happened_at.date()),
        )
        decision = destroyed_already()
    else:
        decision = kept_box_may_go(sample, at=at, standing=open_holds)
    return BoxView(sample, destroyed, held, decision, faults)


def _flags(
    acts: DayActs,
    meals: Sequence[MealView],
    boxes: Sequence[BoxView],
    holds: Sequence[StandingHold],
) -> Iterator[Flag]:
    for line in acts.lines:
        yield from _line_flags(line)
    for view in meals:
        for dish in view.dishes:
            yield from _dish_flags(view, dish)
    for box in boxes:
        yield from _box_flags(box)
    for reading in acts.readings:
        yield from _reading_flags(reading)
    for standing in holds:
        if standing.released_at is None:
            text = _("Hold since %(since)s: %(cause)s") % {
                "since": say(standing.hold.happened_at, language()),
                "cause": standing.hold.cause,
            }
            yield Flag("hold", "red", text, standing.hold.record_id)


def _line_flags(line: ReceivedLine) -> Iterator[Flag]:
    names = {"goods": line.product_name, "source": line.source_name}
    if line.decision == DeliveryDecision.REJECTED:
        text = _("Rejected: %(goods)s from %(source)s") % names
        yield Flag("rejected", "red", text, line.record_id)
    elif line.decision == DeliveryDecision.PARTLY:
        text = _("Partly returned: %(goods)s from %(source)s") % names
        yield Flag("partly_returned", "amber", text, line.record_id)
    if not line.registered:
        text = _("Unregistered source: %(goods)s from %(source)s") % names
        yield Flag("unregistered_source", "red", text, line.record_id)
    elif not line.in_contract:
        text = _("Outside the contract: %(goods)s from %(source)s") % names
        yield Flag("outside_contract", "red", text, line.record_id)
    failed = line.sensory == Result.FAIL or line.quick_test == QuickTest.FAIL
    if failed and line.decision == DeliveryDecision.ACCEPTED:
        text = _("Accepted although a check failed: %(goods)s") % names
        yield Flag("failed_accepted", "red", text, line.record_id)
    yield from _late_flags(line, line.product_name)


def _dish_flags(view: MealView, shown: DishView) -> Iterator[Flag]:
    name = {"dish": shown.dish.name}
    for check in shown.acts.servings:
        if check.decision == ServingDecision.STOP:
            text = _("Stopped before eating: %(dish)s") % name
            yield Flag("stopped", "red", text, check.record_id)
        yield from _late_flags(check, shown.dish.name)
    for cooking in shown.acts.cookings:
        eaten_at = view.started.happened_at if view.started else None
        waited = holding_time(
            cooked_at=cooking.cook_done_at,
            eaten_at=eaten_at,
            limits=limits_on(view.meal.date),
        )
        if waited.within is False and not shown.stopped:
            text = f"{shown.dish.name}: {said(waited.reasons[0])}"
            yield Flag("holding_time", "amber", text, cooking.record_id)
        yield from _late_flags(cooking, shown.dish.name)
    for sample in shown.acts.samples:
        if not sample.sealed:
            text = _("Sample not sealed: %(dish)s") % name
            yield Flag("unsealed", "amber", text, sample.record_id)
        yield from _late_flags(sample, shown.dish.name)
    duty = shown.state.sample
    if duty.state.value == "failed":
        first = shown.acts.samples[0].record_id if shown.acts.samples else None
        yield Flag("sample_short", "red", f"{shown.dish.name}: {said(duty.reasons[0])}", first)


def _late_flags(act: Act, what: str) -> Iterator[Flag]:
    late = lateness_of(act)
    if late.tone in (Tone.AMBER, Tone.RED):
        text = f"{what}: {said(late.reason)}"
        yield Flag("late_entry", late.tone.value, text, act.record_id)


def _box_flags(box: BoxView) -> Iterator[Flag]:
    for fault in box.faults:
        text = f"{box.sample.dish.name} ({box.sample.box_code}): {said(fault)}"
        record_id = box.destroyed.record_id if box.destroyed else None
        yield Flag(fault.code, "red", text, record_id)


def _reading_flags(reading: FridgeReading) -> Iterator[Flag]:
    check = storage_temperature(
        reading.celsius,
        storage=_STORES[FridgeKind(reading.fridge.kind)],
        limits=limits_on(reading.happened_at.date()),
    )
    if check.within is False:
        text = f"{reading.fridge.name}: {said(check.reason)}"
        yield Flag("fridge", "red", text, reading.record_id)
