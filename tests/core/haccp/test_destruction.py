from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nguon.core.haccp import (
    Clocks,
    HaccpError,
    HoldCause,
    Limits,
    SampleHold,
    destruction_faults,
    may_destroy,
)

SAMPLED = datetime(2026, 11, 17, 3, 40, tzinfo=UTC)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def server(after: timedelta) -> Clocks:
    return Clocks(server=SAMPLED + after)


def hold(
    since: timedelta, until: timedelta | None = None, cause: HoldCause = HoldCause.SUSPICION
) -> SampleHold:
    released = None if until is None else SAMPLED + until
    return SampleHold("h", cause, SAMPLED + since, released)


@pytest.mark.parametrize(
    ("after", "keep", "allowed", "code", "earliest"),
    [
        (0 * HOUR, None, False, "before_legal_period", 72 * HOUR),
        (24 * HOUR - MINUTE, None, False, "before_legal_period", 72 * HOUR),
        (24 * HOUR, None, False, "before_kitchen_period", 72 * HOUR),
        (72 * HOUR - MINUTE, None, False, "before_kitchen_period", 72 * HOUR),
        (72 * HOUR, None, True, "may_be_destroyed", 72 * HOUR),
        (24 * HOUR, 24 * HOUR, True, "may_be_destroyed", 24 * HOUR),
        (23 * HOUR, 24 * HOUR, False, "before_legal_period", 24 * HOUR),
        (20 * HOUR, 10 * HOUR, False, "before_legal_period", 24 * HOUR),
        (24 * HOUR, 10 * HOUR, True, "may_be_destroyed", 24 * HOUR),
        (25 * HOUR, 48 * HOUR, False, "before_kitchen_period", 48 * HOUR),
    ],
)
def test_a_box_is_kept_by_law_and_by_the_kitchen(
    limits: Limits,
    after: timedelta,
    keep: timedelta | None,
    allowed: bool,
    code: str,
    earliest: timedelta,
) -> None:
    decision = may_destroy(
        sampled=Clocks(server=SAMPLED), now=server(after), holds=(), limits=limits, keep=keep
    )
    assert (decision.allowed, decision.reason.code) == (allowed, code)
    assert decision.earliest == SAMPLED + earliest


@pytest.mark.parametrize(
    ("holds", "allowed", "code"),
    [
        ([hold(HOUR)], False, "held_suspicion"),
        ([hold(HOUR, cause=HoldCause.AUTHORITY)], False, "held_authority"),
        ([hold(HOUR, cause=HoldCause.OTHER)], False, "held_other"),
        ([hold(HOUR, 100 * HOUR)], True, "may_be_destroyed"),
        ([hold(HOUR, 100 * HOUR + MINUTE)], False, "held_suspicion"),
        ([hold(200 * HOUR)], False, "held_suspicion"),
        ([hold(HOUR, 50 * HOUR), hold(60 * HOUR, cause=HoldCause.OTHER)], False, "held_other"),
        ([], True, "may_be_destroyed"),
    ],
    ids=[
        "suspicion",
        "authority",
        "other",
        "released",
        "released later",
        "starts later than this clock",
        "one of two still open",
        "none",
    ],
)
def test_an_open_hold_beats_every_period(
    limits: Limits, holds: list[SampleHold], allowed: bool, code: str
) -> None:
    decision = may_destroy(
        sampled=Clocks(server=SAMPLED), now=server(100 * HOUR), holds=holds, limits=limits
    )
    assert (decision.allowed, decision.reason.code) == (allowed, code)
    assert (decision.earliest is None) == (not allowed)


@pytest.mark.parametrize(
    ("sampled", "now", "allowed"),
    [
        (Clocks(SAMPLED, SAMPLED), Clocks(SAMPLED + 90 * HOUR, SAMPLED + 5 * HOUR), False),
        (Clocks(SAMPLED, SAMPLED), Clocks(SAMPLED + 5 * HOUR, SAMPLED + 90 * HOUR), False),
        (Clocks(SAMPLED - 90 * HOUR, SAMPLED), Clocks(None, SAMPLED + 5 * HOUR), False),
        (Clocks(SAMPLED + 9 * HOUR, SAMPLED), Clocks(None, SAMPLED + 73 * HOUR), False),
        (Clocks(SAMPLED, None), Clocks(SAMPLED + 72 * HOUR, None), True),
        (Clocks(SAMPLED, SAMPLED), Clocks(SAMPLED + 72 * HOUR, SAMPLED + 72 * HOUR), True),
    ],
    ids=[
        "phone set forward",
        "phone set back",
        "sampling backdated",
        "sampling told late",
        "phone only",
        "both clocks agree",
    ],
)
def test_no_clock_set_wrong_frees_a_sample(
    limits: Limits, sampled: Clocks, now: Clocks, allowed: bool
) -> None:
    assert may_destroy(sampled=sampled, now=now, holds=(), limits=limits).allowed is allowed


def test_a_question_without_any_clock_is_refused(limits: Limits) -> None:
    with pytest.raises(HaccpError, match="No time told"):
        may_destroy(sampled=Clocks(), now=server(HOUR), holds=(), limits=limits)


def test_the_earliest_instant_is_said_with_the_period_that_sets_it(limits: Limits) -> None:
    """In Vietnam time. One day by law would not explain why it is three."""
    decision = may_destroy(
        sampled=Clocks(server=SAMPLED), now=server(HOUR), holds=(), limits=limits
    )
    assert decision.reason.text("vi") == (
        "Quy định lưu ít nhất 1 ngày, bếp lưu 3 ngày; sớm nhất 10:40 20/11/2026."
    )


@settings(max_examples=60)
@given(
    st.integers(0, 200),
    st.integers(-100, 100).map(lambda h: h * HOUR),
    st.integers(0, 100),
)
def test_a_phone_clock_never_makes_destruction_earlier(
    limits: Limits, after: int, drift: timedelta, keep: int
) -> None:
    sampled, now = Clocks(server=SAMPLED), server(after * HOUR)
    honest = may_destroy(sampled=sampled, now=now, holds=(), limits=limits, keep=keep * HOUR)
    told = Clocks(now.earlier + drift, now.server)
    drifted = may_destroy(sampled=sampled, now=told, holds=(), limits=limits, keep=keep * HOUR)
    assert honest.allowed or not drifted.allowed
    assert honest.earliest == drifted.earliest


@pytest.mark.parametrize(
    ("after", "holds", "codes"),
    [
        (72 * HOUR, [], []),
        (24 * HOUR, [], []),
        (23 * HOUR, [], ["destroyed_too_soon"]),
        (72 * HOUR, [hold(71 * HOUR)], ["destroyed_under_hold"]),
        (72 * HOUR, [hold(73 * HOUR)], []),
        (72 * HOUR, [hold(HOUR, 70 * HOUR)], []),
        (72 * HOUR, [hold(HOUR, 80 * HOUR)], ["destroyed_under_hold"]),
        (5 * HOUR, [hold(HOUR)], ["destroyed_under_hold", "destroyed_too_soon"]),
    ],
)
def test_a_destruction_on_record_is_judged_by_its_own_moment(
    limits: Limits, after: timedelta, holds: list[SampleHold], codes: list[str]
) -> None:
    faults = destruction_faults(
        sampled_at=SAMPLED, destroyed_at=SAMPLED + after, holds=holds, limits=limits
    )
    assert [fault.code for fault in faults] == codes
