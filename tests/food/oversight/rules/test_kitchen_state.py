"""Late, silent or fine: what may be said of a kitchen from outside."""

from datetime import UTC, datetime, timedelta

import pytest

from nguon.core.haccp import DutyState, State
from nguon.food.oversight.rules.kitchen_facts import KitchenFacts
from nguon.food.oversight.rules.kitchen_state import KitchenState, Standing, kitchen_state

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


def ago(minutes: int) -> datetime:
    return NOW - timedelta(minutes=minutes)


def facts_of(
    duties: list[DutyState], *, has_meal: bool = True, alarms: int = 0, holds: int = 0
) -> KitchenFacts:
    return KitchenFacts(
        duties=duties,
        has_meal=has_meal,
        portions=0,
        rejections=0,
        open_holds=holds,
        suspicions=frozenset(),
        alarms=["x"] * alarms,
        recorded_at=None,
        changes_at=None,
    )


def duty(state: State, due_ago: int) -> DutyState:
    return DutyState(state, ago(due_ago + 60), ago(due_ago))


DONE, WAITING = duty(State.DONE, 90), duty(State.DUE, -30)
OVERDUE, MISSED = duty(State.LATE, 20), duty(State.MISSING, 200)


@pytest.mark.parametrize(
    ("duties", "heard_ago", "expected"),
    [
        pytest.param([DONE, WAITING], 5, KitchenState(Standing.OK, 0, 0), id="all in time"),
        pytest.param([OVERDUE], 5, KitchenState(Standing.LATE, 1, 0), id="spoke after it was due"),
        pytest.param([OVERDUE], 30, KitchenState(Standing.SILENT, 0, 1), id="silent since before"),
        pytest.param([OVERDUE], 20, KitchenState(Standing.SILENT, 0, 1), id="at that very moment"),
        pytest.param(
            [OVERDUE, MISSED], 30, KitchenState(Standing.LATE, 1, 1), id="one known, one unknown"
        ),
        pytest.param([OVERDUE], None, KitchenState(Standing.SILENT, 0, 1), id="never heard from"),
        pytest.param([DONE], 25 * 60, KitchenState(Standing.SILENT, 0, 0), id="silent for a day"),
        pytest.param([DONE], 23 * 60, KitchenState(Standing.OK, 0, 0), id="silent for less"),
    ],
)
def test_a_kitchen_is_late_only_if_it_spoke_after_the_time_was_up(
    duties: list[DutyState], heard_ago: int | None, expected: KitchenState
) -> None:
    heard_at = None if heard_ago is None else ago(heard_ago)
    assert kitchen_state(facts_of(duties), heard_at=heard_at, at=NOW) == expected


@pytest.mark.parametrize(
    ("alarms", "holds", "standing"),
    [(1, 0, Standing.ALARM), (0, 1, Standing.ALARM), (0, 0, Standing.LATE)],
)
def test_what_is_red_comes_before_what_is_late(alarms: int, holds: int, standing: Standing) -> None:
    facts = facts_of([OVERDUE], alarms=alarms, holds=holds)
    assert kitchen_state(facts, heard_at=NOW, at=NOW) == KitchenState(standing, 1, 0)


@pytest.mark.parametrize(
    ("heard_ago", "standing"), [(60, Standing.QUIET), (24 * 60 + 1, Standing.SILENT)]
)
def test_a_kitchen_without_a_meal_is_quiet_while_it_is_heard_from(
    heard_ago: int, standing: Standing
) -> None:
    state = kitchen_state(facts_of([], has_meal=False), heard_at=ago(heard_ago), at=NOW)
    assert state == KitchenState(standing, 0, 0)
