"""What is due, done, late or missing for a meal at one moment, from plain facts.

Nothing here is ever stored: the state is derived from the records each time it is asked.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import Enum

from nguon.core.haccp.lateness import Lateness, Tone
from nguon.core.haccp.limits import Limits, Window
from nguon.core.haccp.reasons import Reason
from nguon.core.haccp.samples import (
    Consistency,
    MealDish,
    SampleDuty,
    amount_enough,
    sample_order,
    samples_owed,
)


class Duty(Enum):
    """The four deeds a dish owes, in order."""

    STEP_1 = "step_1"
    STEP_2 = "step_2"
    STEP_3 = "step_3"
    SAMPLE = "sample"


class State(Enum):
    NOT_OWED = "not_owed"
    """Nobody has to do it: the dish was stopped, or the meal is too small for samples."""

    NOT_DUE = "not_due"
    DUE = "due"
    LATE = "late"
    """Its time has passed, the meal has not: it can still be done truthfully."""

    DONE = "done"
    DONE_LATE = "done_late"
    FAILED = "failed"
    MISSING = "missing"
    """The meal is over; whatever is written now is not a check any more."""


@dataclass(frozen=True)
class Act:
    """One record of a deed that no correction has replaced."""

    happened_at: datetime
    """Claimed time less the offset of the phone's clock."""

    passed: bool | None = True
    """None: recorded without saying whether it passed, which counts as not done."""

    lateness: Lateness | None = None


@dataclass(frozen=True)
class SampleAct(Act):
    amount: Decimal | None = None
    uom: str = "GRM"


@dataclass(frozen=True)
class DishFacts:
    id: str
    consistency: Consistency
    step_1: Sequence[Act] = ()
    """The inspections of the lots that went into the dish."""

    lots_without_inspection: int = 0
    """Lots in the dish that nobody has inspected."""

    step_2: Sequence[Act] = ()
    step_3: Sequence[Act] = ()
    samples: Sequence[SampleAct] = ()
    stopped: bool = False
    """Taken off the meal by a record of its own; a failed step 3 stops a dish by itself."""


@dataclass(frozen=True)
class MealFacts:
    id: str
    eats_at: datetime
    """When eating starts as planned."""

    portions: int | None
    dishes: Sequence[DishFacts]
    eating_started_at: datetime | None = None
    left_kitchen_at: datetime | None = None
    ended_at: datetime | None = None
    """When the meal was over; if nobody says, the practice rule tells how long one lasts."""


@dataclass(frozen=True)
class DutyState:
    state: State
    opens_at: datetime
    due_at: datetime
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class DishState:
    dish: str
    stopped: bool
    duties: Mapping[Duty, DutyState]

    @property
    def step_1(self) -> DutyState:
        return self.duties[Duty.STEP_1]

    @property
    def step_2(self) -> DutyState:
        return self.duties[Duty.STEP_2]

    @property
    def step_3(self) -> DutyState:
        return self.duties[Duty.STEP_3]

    @property
    def sample(self) -> DutyState:
        return self.duties[Duty.SAMPLE]


@dataclass(frozen=True)
class MealState:
    meal: str
    over: bool
    dishes: tuple[DishState, ...]

    @property
    def counts(self) -> Mapping[State, int]:
        """How many duties of the meal are in each state; states with none are left out."""
        return Counter(duty.state for dish in self.dishes for duty in dish.duties.values())

    @property
    def next_due(self) -> tuple[str, Duty, DutyState] | None:
        """The dish, deed and state to do first: the one whose time ends soonest."""
        waiting = [
            (dish.dish, duty, state)
            for dish in self.dishes
            for duty, state in dish.duties.items()
            if state.state in (State.DUE, State.LATE)
        ]
        return min(waiting, key=lambda one: one[2].due_at, default=None)


def meal_state(meal: MealFacts, *, now: datetime, limits: Limits) -> MealState:
    """The state of every dish and deed of a meal at `now`."""
    over_at = meal.ended_at or (meal.eating_started_at or meal.eats_at) + limits.meal_lasts
    over = now > over_at
    stopped = {dish.id: is_stopped(dish) for dish in meal.dishes}
    duties = samples_owed(
        [MealDish(d.id, d.consistency, stopped=stopped[d.id]) for d in meal.dishes],
        portions=meal.portions,
        limits=limits,
    )
    dishes = tuple(
        DishState(dish.id, stopped[dish.id], _duties(dish, owed, _Moment(meal, now, over, limits)))
        for dish, owed in zip(meal.dishes, duties, strict=True)
    )
    return MealState(meal.id, over, dishes)


def is_stopped(dish: DishFacts) -> bool:
    """Two phones may both have checked a dish: the worse result governs serving."""
    return dish.stopped or any(act.passed is False for act in dish.step_3)


@dataclass(frozen=True)
class _Moment:
    """What every deed of one meal is judged against."""

    meal: MealFacts
    now: datetime
    over: bool
    limits: Limits

    def judge(
        self, window: Window, acts: Sequence[Act], *, faults: Sequence[Reason] = ()
    ) -> DutyState:
        """The state of one deed from its records; `faults` are failures known from elsewhere."""
        opens = self.meal.eats_at - window.opens_before
        due = self.meal.eats_at - window.due_before
        if faults or any(act.passed is False for act in acts):
            failed = tuple(faults) or (Reason.of("check_failed"),)
            return DutyState(State.FAILED, opens, due, failed)
        done = [act for act in acts if act.passed]
        if done:
            late = _late_reasons(min(done, key=lambda act: act.happened_at), due)
            return DutyState(State.DONE_LATE if late else State.DONE, opens, due, late)
        return self.undone(opens, due)

    def undone(self, opens: datetime, due: datetime) -> DutyState:
        if self.over:
            return DutyState(State.MISSING, opens, due, (Reason.of("never_recorded", due=due),))
        if self.now > due:
            late = Reason.of("not_yet_done", late=self.now - due)
            return DutyState(State.LATE, opens, due, (late,))
        return DutyState(State.DUE if self.now >= opens else State.NOT_DUE, opens, due)

    def not_owed(self, window: Window, reason: Reason) -> DutyState:
        at = self.meal.eats_at
        opens, due = at - window.opens_before, at - window.due_before
        return DutyState(State.NOT_OWED, opens, due, (reason,))


def _duties(dish: DishFacts, owed: SampleDuty, moment: _Moment) -> Mapping[Duty, DutyState]:
    stopped = is_stopped(dish)
    return {
        Duty.STEP_1: _step_1(dish, moment, stopped=stopped),
        Duty.STEP_2: _cooking(dish, moment, stopped=stopped),
        Duty.STEP_3: _serving(dish, moment, stopped=stopped),
        Duty.SAMPLE: _sample(dish, owed, moment),
    }


def _step_1(dish: DishFacts, moment: _Moment, *, stopped: bool) -> DutyState:
    window = moment.limits.step_1
    if any(act.passed is False for act in dish.step_1):
        return moment.judge(window, dish.step_1, faults=[Reason.of("rejected_lot_used")])
    if dish.lots_without_inspection:
        opens = moment.meal.eats_at - window.opens_before
        undone = moment.undone(opens, moment.meal.eats_at - window.due_before)
        reason = Reason.of("lots_without_inspection", count=dish.lots_without_inspection)
        return DutyState(undone.state, undone.opens_at, undone.due_at, (*undone.reasons, reason))
    if stopped and not dish.step_1:
        return moment.not_owed(window, Reason.of("dish_stopped"))
    return _latest(moment, window, dish.step_1)


def _latest(moment: _Moment, window: Window, acts: Sequence[Act]) -> DutyState:
    """A dish is inspected when its last lot is, so the last act decides lateness."""
    return moment.judge(window, [max(acts, key=lambda act: act.happened_at)] if acts else ())


def _cooking(dish: DishFacts, moment: _Moment, *, stopped: bool) -> DutyState:
    if stopped and not dish.step_2:
        return moment.not_owed(moment.limits.step_2, Reason.of("dish_stopped"))
    return moment.judge(moment.limits.step_2, dish.step_2)


def _serving(dish: DishFacts, moment: _Moment, *, stopped: bool) -> DutyState:
    if stopped and not dish.step_3:
        return moment.not_owed(moment.limits.step_3, Reason.of("dish_stopped"))
    return moment.judge(moment.limits.step_3, dish.step_3)


def _sample(dish: DishFacts, owed: SampleDuty, moment: _Moment) -> DutyState:
    window = moment.limits.sample
    if not dish.samples:
        if owed.owed:
            return moment.judge(window, ())
        return moment.not_owed(window, owed.reason)
    enough = [s for s in dish.samples if _amount_fault(s, dish, moment.limits) is None]
    if not enough and owed.owed:
        fault = _amount_fault(dish.samples[0], dish, moment.limits)
        return moment.judge(window, (), faults=[fault] if fault else [])
    best = min(enough or dish.samples, key=lambda sample: sample.happened_at)
    state = moment.judge(window, [best])
    disorder = sample_order(
        sampled_at=best.happened_at,
        eating_started_at=moment.meal.eating_started_at,
        left_kitchen_at=moment.meal.left_kitchen_at,
    )
    if not disorder:
        return state
    return DutyState(State.DONE_LATE, state.opens_at, state.due_at, (*state.reasons, *disorder))


def _amount_fault(sample: SampleAct, dish: DishFacts, limits: Limits) -> Reason | None:
    check = amount_enough(
        sample.amount, uom=sample.uom, consistency=dish.consistency, limits=limits
    )
    return None if check.enough else check.reason


def _late_reasons(act: Act, due: datetime) -> tuple[Reason, ...]:
    """A deed done in time but recorded late offline is done; online and late it shows."""
    reasons = []
    if act.happened_at > due:
        reasons.append(Reason.of("done_after_due", late=act.happened_at - due))
    if act.lateness is not None and act.lateness.tone in (Tone.AMBER, Tone.RED):
        reasons.append(act.lateness.reason)
    return tuple(reasons)
