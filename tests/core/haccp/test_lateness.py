from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nguon.core.haccp import Band, Earlier, Limits, Tone, clock_flags, lateness

MORNING = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
"""08:00 in Vietnam."""

EVENING = datetime(2026, 11, 20, 16, 50, tzinfo=UTC)
"""23:50 in Vietnam."""

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("claimed", "late", "band", "online", "offline"),
    [
        (MORNING, 0 * MINUTE, Band.ON_TIME, Tone.PLAIN, Tone.PLAIN),
        (MORNING, 15 * MINUTE - SECOND, Band.ON_TIME, Tone.PLAIN, Tone.PLAIN),
        (MORNING, 15 * MINUTE, Band.WITHIN_HOURS, Tone.AMBER, Tone.NEUTRAL),
        (MORNING, 4 * HOUR - SECOND, Band.WITHIN_HOURS, Tone.AMBER, Tone.NEUTRAL),
        (MORNING, 4 * HOUR, Band.SAME_DAY, Tone.AMBER, Tone.NEUTRAL),
        (MORNING, 16 * HOUR - SECOND, Band.SAME_DAY, Tone.AMBER, Tone.NEUTRAL),
        (MORNING, 16 * HOUR, Band.LATER, Tone.RED, Tone.NEUTRAL),
        (MORNING, 72 * HOUR, Band.LATER, Tone.RED, Tone.NEUTRAL),
        (EVENING, 20 * MINUTE, Band.WITHIN_HOURS, Tone.AMBER, Tone.NEUTRAL),
        (EVENING, 5 * HOUR, Band.LATER, Tone.RED, Tone.NEUTRAL),
        (MORNING, -10 * MINUTE, Band.ON_TIME, Tone.PLAIN, Tone.PLAIN),
        (MORNING, -10 * MINUTE - SECOND, Band.ON_TIME, Tone.RED, Tone.RED),
    ],
)
def test_lateness_has_a_band_and_a_tone(
    limits: Limits, claimed: datetime, late: timedelta, band: Band, online: Tone, offline: Tone
) -> None:
    for is_offline, tone in ((False, online), (True, offline)):
        told = lateness(
            claimed_at=claimed, received_at=claimed + late, limits=limits, offline=is_offline
        )
        assert (told.band, told.tone, told.late_by) == (band, tone, late)


def test_the_offset_of_the_phone_is_taken_out_first(limits: Limits) -> None:
    three_days = timedelta(days=3)
    told = lateness(
        claimed_at=MORNING + three_days,
        received_at=MORNING + 5 * MINUTE,
        limits=limits,
        offset=three_days,
    )
    assert (told.band, told.tone) == (Band.ON_TIME, Tone.PLAIN)
    assert (told.corrected_at, told.late_by) == (MORNING, 5 * MINUTE)


@pytest.mark.parametrize(
    ("late", "offline", "text"),
    [
        (MINUTE, False, "Ghi đúng lúc."),
        (2 * HOUR, False, "Ghi muộn 2 giờ dù có mạng."),
        (2 * HOUR, True, "Gửi muộn 2 giờ vì mất mạng."),
        (26 * HOUR, False, "Ghi bù sau 1 ngày 2 giờ, không phải trong ngày, dù có mạng."),
    ],
)
def test_lateness_is_said_in_vietnamese(
    limits: Limits, late: timedelta, offline: bool, text: str
) -> None:
    told = lateness(claimed_at=MORNING, received_at=MORNING + late, limits=limits, offline=offline)
    assert told.reason.text("vi") == text


@pytest.mark.parametrize(
    ("offset", "claimed", "before", "flags"),
    [
        (0 * MINUTE, 0 * MINUTE, None, []),
        (10 * MINUTE, 0 * MINUTE, None, []),
        (11 * MINUTE, 0 * MINUTE, None, ["clock_fast"]),
        (-11 * MINUTE, -11 * MINUTE, None, ["clock_slow"]),
        (0 * MINUTE, 11 * MINUTE, None, ["clock_future"]),
        (0 * MINUTE, 0 * MINUTE, Earlier(MORNING + MINUTE, 6), ["clock_backwards"]),
        (0 * MINUTE, 0 * MINUTE, Earlier(MORNING + MINUTE, 8), []),
        (0 * MINUTE, 0 * MINUTE, Earlier(MORNING, 6), []),
        (
            72 * HOUR,
            73 * HOUR,
            Earlier(MORNING + 80 * HOUR, 1),
            ["clock_fast", "clock_future", "clock_backwards"],
        ),
    ],
)
def test_a_doubtful_clock_is_flagged(
    limits: Limits,
    offset: timedelta,
    claimed: timedelta,
    before: Earlier | None,
    flags: list[str],
) -> None:
    found = clock_flags(
        claimed_at=MORNING + claimed,
        received_at=MORNING,
        limits=limits,
        offset=offset,
        seq=7,
        before=before,
    )
    assert [flag.code for flag in found] == flags


@settings(max_examples=80)
@given(st.integers(-3000, 10_000), st.integers(-3000, 3000), st.booleans())
def test_a_steady_offset_never_changes_lateness(
    limits: Limits, late: int, offset: int, offline: bool
) -> None:
    straight = lateness(
        claimed_at=MORNING, received_at=MORNING + late * MINUTE, limits=limits, offline=offline
    )
    shifted = lateness(
        claimed_at=MORNING + offset * MINUTE,
        received_at=MORNING + late * MINUTE,
        limits=limits,
        offset=offset * MINUTE,
        offline=offline,
    )
    assert straight == shifted
