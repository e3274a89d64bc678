from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nguon.core.haccp import (
    Act,
    Consistency,
    DishFacts,
    Duty,
    Limits,
    MealFacts,
    SampleAct,
    State,
    lateness,
    meal_state,
)

EATS = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
"""11:00 in Vietnam."""

MINUTE = timedelta(minutes=1)
BEFORE = {"step_1": 300, "step_2": 90, "step_3": 20, "sample": 15}


def at(minutes: int) -> datetime:
    """So many minutes before eating."""
    return EATS - minutes * MINUTE


def act(minutes: int, passed: bool | None = True) -> Act:
    return Act(at(minutes), passed)


def box(minutes: int, amount: str | None = "120", uom: str = "GRM") -> SampleAct:
    return SampleAct(at(minutes), amount=None if amount is None else Decimal(amount), uom=uom)


RICE = DishFacts("rice", Consistency.SOLID)
PERFECT = replace(RICE, step_1=[act(300)], step_2=[act(90)], step_3=[act(20)], samples=[box(15)])
MEAL = MealFacts("lunch", EATS, 910, [RICE])


def states(dish: DishFacts, *, now: datetime, limits: Limits, **facts: object) -> list[State]:
    meal = replace(MEAL, dishes=[dish], **facts)  # type: ignore[arg-type]
    (told,) = meal_state(meal, now=now, limits=limits).dishes
    return [told.duties[duty].state for duty in Duty]


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (481, [State.NOT_DUE] * 4),
        (480, [State.DUE] + [State.NOT_DUE] * 3),
        (120, [State.DUE, State.DUE, State.NOT_DUE, State.NOT_DUE]),
        (119, [State.LATE, State.DUE, State.NOT_DUE, State.NOT_DUE]),
        (90, [State.LATE, State.DUE, State.DUE, State.DUE]),
        (29, [State.LATE, State.LATE, State.DUE, State.DUE]),
        (0, [State.LATE, State.LATE, State.DUE, State.DUE]),
        (-1, [State.LATE] * 4),
        (-120, [State.LATE] * 4),
        (-121, [State.MISSING] * 4),
    ],
)
def test_an_untouched_dish_grows_due_then_late_then_missing(
    limits: Limits, minutes: int, expected: list[State]
) -> None:
    assert states(RICE, now=at(minutes), limits=limits) == expected


def test_a_dish_with_every_record_is_done(limits: Limits) -> None:
    assert states(PERFECT, now=at(-500), limits=limits) == [State.DONE] * 4


@pytest.mark.parametrize(
    ("dish", "expected"),
    [
        (replace(PERFECT, step_1=[act(119)]), [State.DONE_LATE] + [State.DONE] * 3),
        (
            replace(PERFECT, step_1=[act(300), act(60)]),
            [State.DONE_LATE] + [State.DONE] * 3,
        ),
        (replace(PERFECT, step_1=[act(300, passed=False)]), [State.FAILED] + [State.DONE] * 3),
        (replace(PERFECT, lots_without_inspection=1), [State.LATE] + [State.DONE] * 3),
        (
            replace(PERFECT, step_2=[act(90), act(80, passed=False)]),
            [State.DONE, State.FAILED, State.DONE, State.DONE],
        ),
        (
            replace(PERFECT, step_2=[act(90, passed=None)]),
            [State.DONE, State.LATE, State.DONE, State.DONE],
        ),
        (
            replace(PERFECT, step_3=[act(20), act(18, passed=False)], samples=()),
            [State.DONE, State.DONE, State.FAILED, State.NOT_OWED],
        ),
        (
            replace(PERFECT, step_3=(), samples=(), stopped=True),
            [State.DONE, State.DONE, State.NOT_OWED, State.NOT_OWED],
        ),
        (replace(RICE, stopped=True), [State.NOT_OWED] * 4),
        (
            replace(RICE, step_3=[act(20, passed=False)]),
            [State.NOT_OWED, State.NOT_OWED, State.FAILED, State.NOT_OWED],
        ),
        (
            replace(PERFECT, samples=[box(15, "80")]),
            [State.DONE, State.DONE, State.DONE, State.FAILED],
        ),
        (
            replace(PERFECT, samples=[box(15, None)]),
            [State.DONE, State.DONE, State.DONE, State.FAILED],
        ),
        (replace(PERFECT, samples=[box(15, "80"), box(10, "100")]), [State.DONE] * 4),
        (
            replace(PERFECT, samples=[box(-5)]),
            [State.DONE, State.DONE, State.DONE, State.DONE_LATE],
        ),
    ],
    ids=[
        "inspection too late",
        "last lot inspected too late",
        "rejected lot used",
        "a lot without inspection",
        "worse of two cooks",
        "cooking recorded without a result",
        "step 3 failed",
        "stopped before step 3",
        "stopped before all",
        "stopped at step 3 with nothing written before",
        "80 g",
        "not weighed",
        "second box is enough",
        "sampled after eating was due",
    ],
)
def test_bad_days_are_told_apart(limits: Limits, dish: DishFacts, expected: list[State]) -> None:
    assert states(dish, now=at(-10), limits=limits) == expected


def test_a_small_meal_owes_no_samples(limits: Limits) -> None:
    told = states(replace(PERFECT, samples=()), now=at(-10), limits=limits, portions=29)
    assert told == [State.DONE] * 3 + [State.NOT_OWED]


def test_a_soup_sampled_in_grams_is_not_enough(limits: Limits) -> None:
    soup = replace(PERFECT, consistency=Consistency.LIQUID, samples=[box(15, "200")])
    assert states(soup, now=at(-10), limits=limits)[3] is State.FAILED


def test_a_sample_taken_after_eating_really_started_is_late(limits: Limits) -> None:
    meal = replace(MEAL, dishes=[PERFECT], eating_started_at=at(25))
    (told,) = meal_state(meal, now=at(0), limits=limits).dishes
    assert told.sample.state is State.DONE_LATE
    assert [reason.code for reason in told.sample.reasons] == ["sampled_after_eating_started"]


@pytest.mark.parametrize(("offline", "state"), [(True, State.DONE), (False, State.DONE_LATE)])
def test_a_record_made_offline_in_time_is_not_late(
    limits: Limits, offline: bool, state: State
) -> None:
    entered = lateness(claimed_at=at(90), received_at=at(-60), limits=limits, offline=offline)
    dish = replace(PERFECT, step_2=[Act(at(90), lateness=entered)])
    assert states(dish, now=at(-70), limits=limits)[1] is state


def test_a_meal_that_ended_early_is_over(limits: Limits) -> None:
    meal = replace(MEAL, ended_at=at(-30))
    told = meal_state(meal, now=at(-31), limits=limits)
    assert told.over
    assert told.counts == {State.MISSING: 4}
    assert told.next_due is None


def test_the_next_deed_is_the_one_whose_time_ends_soonest(limits: Limits) -> None:
    soup = DishFacts("soup", Consistency.LIQUID, step_1=[act(300)])
    meal = replace(MEAL, dishes=[PERFECT, soup])
    told = meal_state(meal, now=at(60), limits=limits)
    assert told.next_due is not None
    assert told.next_due[:2] == ("soup", Duty.STEP_2)
    assert told.counts == {State.DONE: 5, State.DUE: 3}


def test_a_reason_tells_a_cook_what_is_wrong(limits: Limits) -> None:
    meal = replace(MEAL, dishes=[replace(PERFECT, samples=[box(15, "80")])])
    (dish,) = meal_state(meal, now=at(0), limits=limits).dishes
    (reason,) = dish.sample.reasons
    assert reason.text("vi") == "Thiếu 20 g: mẫu 80 g, tối thiểu 100 g."


acts = st.lists(
    st.builds(act, st.integers(-300, 600), st.sampled_from([True, False, None])), max_size=3
)
boxes = st.lists(
    st.builds(box, st.integers(-300, 600), st.sampled_from(["80", "100", None])), max_size=2
)
dishes = st.builds(
    DishFacts,
    st.just("rice"),
    st.sampled_from(Consistency),
    step_1=acts,
    lots_without_inspection=st.integers(0, 2),
    step_2=acts,
    step_3=acts,
    samples=boxes,
    stopped=st.booleans(),
)


@settings(max_examples=80)
@given(dishes, st.integers(-600, 900), st.none() | st.integers(0, 1000))
def test_any_facts_give_a_state_that_can_be_said(
    limits: Limits, dish: DishFacts, minutes: int, portions: int | None
) -> None:
    meal = replace(MEAL, dishes=[dish], portions=portions)
    told = meal_state(meal, now=at(minutes), limits=limits)
    assert sum(told.counts.values()) == 4
    for duty in told.dishes[0].duties.values():
        assert all(reason.text("vi") and reason.text("en") for reason in duty.reasons)
        assert (duty.state is State.MISSING) <= told.over


@settings(max_examples=60)
@given(dishes)
def test_nothing_is_served_from_a_dish_that_failed_once(limits: Limits, dish: DishFacts) -> None:
    (told,) = meal_state(replace(MEAL, dishes=[dish]), now=at(-10), limits=limits).dishes
    failed = any(one.passed is False for one in dish.step_3)
    assert (told.step_3.state is State.FAILED) == failed
    assert told.stopped == (failed or dish.stopped)
