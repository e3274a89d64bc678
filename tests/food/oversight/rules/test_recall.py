"""When a notice is overdue, what the round owes, and what a drill is worth."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nguon.food.oversight.rules.recall import (
    ESCALATIONS,
    REMINDERS,
    Asked,
    DrillScore,
    Due,
    Found,
    NoticeState,
    Score,
    drill_score,
    due_of,
    minutes_between,
    score_of,
    state_of,
)

TOLD = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
ASKED = Asked(told_at=TOLD, within=HOUR)


def after(minutes: float) -> datetime:
    return TOLD + timedelta(minutes=minutes)


def answered(minutes: float) -> Asked:
    return replace(ASKED, answered_at=after(minutes))


@pytest.mark.parametrize(
    ("asked", "at", "state"),
    [
        (ASKED, after(0), NoticeState.WAITING),
        (ASKED, after(59.9), NoticeState.WAITING),
        (ASKED, after(60), NoticeState.OVERDUE),
        (answered(5), after(500), NoticeState.ANSWERED),
        (answered(90), after(91), NoticeState.ANSWERED),
        (answered(0), after(0), NoticeState.ANSWERED),
        # Goods that came in after the answer ask again.
        (answered(-1), after(10), NoticeState.WAITING),
        (answered(-1), after(61), NoticeState.OVERDUE),
        (replace(ASKED, released_at=after(70)), after(80), NoticeState.RELEASED),
        (replace(answered(5), released_at=after(70)), after(80), NoticeState.ANSWERED),
    ],
)
def test_a_notice_waits_is_overdue_answered_or_released(
    asked: Asked, at: datetime, state: NoticeState
) -> None:
    assert state_of(asked, at=at) == state


@pytest.mark.parametrize(
    ("minutes", "due"),
    [
        (0, Due()),
        (29.9, Due()),
        (30, Due(reminder=1)),
        (60, Due(reminder=2, escalation=1)),
        (119, Due(reminder=2, escalation=1)),
        (120, Due(reminder=3, escalation=2)),
        (180, Due(reminder=4, escalation=2)),
        (10_000, Due(reminder=4, escalation=2)),
    ],
)
def test_reminders_and_escalations_come_by_shares_of_the_time_asked(
    minutes: float, due: Due
) -> None:
    assert due_of(ASKED, at=after(minutes)) == due


def test_a_round_that_slept_sends_the_newest_reminder_and_none_of_the_missed() -> None:
    told_once = replace(ASKED, reminders=frozenset({3}), escalations=frozenset({1}))
    assert due_of(told_once, at=after(125)) == Due(escalation=2)


@pytest.mark.parametrize("asked", [answered(10), replace(ASKED, released_at=after(20))])
def test_nobody_is_reminded_after_an_answer_or_a_release(asked: Asked) -> None:
    assert due_of(asked, at=after(10_000)) == Due()


def played(asked: Asked, rounds: list[datetime]) -> tuple[Asked, list[Due]]:
    """What rounds at these moments do, one after the other."""
    done = []
    for at in rounds:
        due = due_of(asked, at=at)
        done.append(due)
        if due.reminder:
            asked = replace(asked, reminders=asked.reminders | {due.reminder})
        if due.escalation:
            asked = replace(asked, escalations=asked.escalations | {due.escalation})
    return asked, done


moments = st.lists(st.integers(0, 400), max_size=12).map(
    lambda minutes: [after(minute) for minute in sorted(minutes)]
)


@settings(max_examples=150, deadline=None)
@given(rounds=moments)
def test_however_often_the_round_comes_nothing_is_done_twice(rounds: list[datetime]) -> None:
    once, done = played(ASKED, rounds)
    twice, again = played(ASKED, [at for at in rounds for _ in range(2)])
    assert again[1::2] == [Due()] * len(rounds)
    assert (once, done) == (twice, again[::2])
    reminders = [due.reminder for due in done if due.reminder]
    assert reminders == sorted(set(reminders))
    assert len(reminders) <= len(REMINDERS)
    assert len([due for due in done if due.escalation]) <= len(ESCALATIONS)


@settings(max_examples=150, deadline=None)
@given(rounds=moments, answer=st.integers(0, 400))
def test_after_the_answer_no_round_does_anything(rounds: list[datetime], answer: int) -> None:
    before = [at for at in rounds if at < after(answer)]
    later = [at for at in rounds if at >= after(answer)]
    asked, _ = played(ASKED, before)
    _, done = played(replace(asked, answered_at=after(answer)), later)
    assert done == [Due()] * len(later)


@settings(max_examples=150, deadline=None)
@given(rounds=moments)
def test_a_round_every_minute_or_now_and_then_ends_at_the_same_level(
    rounds: list[datetime],
) -> None:
    """Whatever was slept through, the last round knows how far things have come."""
    if not rounds:
        return
    sparse, _ = played(ASKED, rounds)
    minutes = int((rounds[-1] - TOLD).total_seconds() // 60)
    dense, _ = played(ASKED, [after(minute) for minute in range(minutes + 1)])
    assert max(sparse.escalations, default=0) == max(dense.escalations, default=0)
    assert max(sparse.reminders, default=0) == max(dense.reminders, default=0)


def found(expected: str | None, got: str | None) -> Found:
    return Found(
        expected=None if expected is None else Decimal(expected),
        found=None if got is None else Decimal(got),
    )


@pytest.mark.parametrize(
    ("asked", "lots", "points", "minutes", "share"),
    [
        (answered(10), [found("5", "5")], 100, "10.0", "1"),
        (answered(60), [found("5", "5")], 100, "60.0", "1"),
        (answered(90), [found("5", "5")], 70, "90.0", "1"),
        (answered(120), [found("5", "5")], 40, "120.0", "1"),
        (answered(10), [found("5", "0")], 60, "10.0", "0"),
        (answered(10), [found("5", None)], 60, "10.0", "0"),
        (answered(10), [found("4", "5")], 90, "10.0", "0.75"),
        (answered(10), [found("4", "4"), found("2", "1")], 90, "10.0", "0.75"),
        # Nobody knew how much: time alone counts. Nothing was left: there was nothing to find.
        (answered(10), [found(None, "3")], 100, "10.0", None),
        (answered(90), [found("0", "0")], 50, "90.0", None),
        (ASKED, [found("5", "5")], 0, None, "0"),
        (ASKED, [], 0, None, None),
    ],
)
def test_a_score_is_sixty_for_time_and_forty_for_what_was_found(
    asked: Asked, lots: list[Found], points: int, minutes: str | None, share: str | None
) -> None:
    assert score_of(asked, lots) == Score(
        points=points,
        minutes=None if minutes is None else Decimal(minutes),
        found_share=None if share is None else Decimal(share),
    )


amounts = st.one_of(st.none(), st.decimals(0, 1000, places=1))
lots_found = st.lists(
    st.builds(lambda e, f: Found(expected=e, found=f), amounts, amounts), max_size=4
)


@settings(max_examples=200, deadline=None)
@given(minutes=st.integers(0, 1000), more=st.integers(0, 500), lots=lots_found)
def test_a_score_stays_between_nothing_and_a_hundred_and_never_grows_with_time(
    minutes: int, more: int, lots: list[Found]
) -> None:
    soon, late = score_of(answered(minutes), lots), score_of(answered(minutes + more), lots)
    assert 0 <= late.points <= soon.points <= 100


def test_a_drill_tells_median_and_worst_and_counts_who_never_answered() -> None:
    one, two, three = answered(10), answered(20), answered(100)
    all_there = [found("4", "4")]
    told = drill_score([(one, all_there), (two, [found(None, None)]), (three, [found("4", "2")])])
    assert told == DrillScore(
        asked=3,
        answered=3,
        median_minutes=Decimal("20.0"),
        worst_minutes=Decimal("100.0"),
        found_share=Decimal("0.75"),
        median_points=Decimal(100),
    )
    missing = drill_score([(one, all_there), (ASKED, all_there)])
    assert (missing.answered, missing.median_minutes) == (1, Decimal("10.0"))
    assert missing.worst_minutes is None
    assert missing.median_points == Decimal(50)


def test_a_drill_without_anybody_has_no_numbers() -> None:
    assert drill_score([]) == DrillScore(
        asked=0,
        answered=0,
        median_minutes=None,
        worst_minutes=None,
        found_share=None,
        median_points=Decimal(0),
    )


def test_minutes_are_told_to_a_tenth() -> None:
    assert minutes_between(TOLD, TOLD + timedelta(seconds=93)) == Decimal("1.6")
