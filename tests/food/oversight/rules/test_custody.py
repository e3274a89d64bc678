"""The custody line of a sample, against somebody who counts minute by minute."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nguon.food.oversight.rules.custody import LIMIT_GAP, Reading, Stretch, custody

TEN = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
EIGHT = Decimal(8)
MINUTE = timedelta(minutes=1)


def at(minute: int) -> datetime:
    return TEN + timedelta(minutes=minute)


def read(*told: tuple[int, float]) -> list[Reading]:
    return [Reading(at(minute), Decimal(str(celsius))) for minute, celsius in told]


@pytest.mark.parametrize(
    ("told", "covered", "above", "unknown"),
    [
        pytest.param([], 0, 0, 600, id="no thermometer"),
        pytest.param([(60, 4)], 0, 0, 600, id="a single reading tells of no time"),
        pytest.param([(0, 4), (120, 5)], 120, 0, 480, id="just within the gap"),
        pytest.param([(0, 4), (121, 5)], 0, 0, 600, id="one minute too far apart"),
        pytest.param([(0, 4), (60, 9), (120, 4)], 120, 120, 480, id="warm at one end"),
        pytest.param([(0, 8), (60, 8)], 60, 0, 540, id="eight is allowed"),
        pytest.param([(0, 8.1), (60, 4)], 60, 60, 540, id="a tenth more is not"),
        pytest.param([(-30, 4), (30, 4)], 30, 0, 570, id="begun before the sample"),
        pytest.param([(570, 4), (660, 9)], 30, 30, 570, id="goes on after the end"),
        pytest.param([(-60, 9), (-10, 9)], 0, 0, 600, id="over before the sample"),
        pytest.param([(60, 5), (0, 4)], 60, 0, 540, id="in whatever order"),
        pytest.param([(30, 4), (30, 12), (60, 4)], 30, 30, 570, id="two that disagree"),
    ],
)
def test_a_box_of_ten_hours(
    told: list[tuple[int, float]], covered: int, above: int, unknown: int
) -> None:
    line = custody(read(*told), since=at(0), until=at(600), highest=EIGHT)
    minutes = (line.covered / MINUTE, line.above / MINUTE, line.unknown / MINUTE)
    assert minutes == (covered, above, unknown)


def test_a_power_cut_is_a_gap_between_readings() -> None:
    told = read((0, 4), (90, 4), (235, 4), (300, 4))
    line = custody(told, since=at(0), until=at(300), highest=EIGHT)
    assert line.gaps == (Stretch(at(90), at(235)),)
    assert not line.is_proven


def test_a_fridge_watched_all_the_time_proves_it() -> None:
    told = read(*((minute, 4) for minute in range(0, 301, 30)))
    line = custody(told, since=at(10), until=at(290), highest=EIGHT)
    assert (line.is_proven, line.gaps, line.highest) == (True, (), Decimal(4))


def test_no_time_at_all_is_not_proof() -> None:
    line = custody(read((0, 4), (60, 4)), since=at(30), until=at(20), highest=EIGHT)
    assert (line.covered, line.unknown, line.is_proven) == (timedelta(0), timedelta(0), False)


readings = st.lists(
    st.builds(
        lambda minute, tenths: Reading(at(minute), Decimal(tenths) / 10),
        st.integers(-200, 800),
        st.integers(0, 160),
    ),
    max_size=14,
)
times = st.integers(-50, 650)


def by_the_minute(told: list[Reading], since: int, until: int) -> tuple[int, int, int]:
    """For each minute, look for the readings around it."""
    covered = above = 0
    ordered = sorted(told, key=lambda reading: reading.at)
    for minute in range(since, until):
        before = [one for one in ordered if one.at <= at(minute)]
        after = [one for one in ordered if one.at > at(minute)]
        if before and after and after[0].at - before[-1].at <= LIMIT_GAP:
            covered += 1
            above += max(before[-1].celsius, after[0].celsius) > EIGHT
    return covered, above, max(0, until - since) - covered


@settings(max_examples=80)
@given(readings, times, times)
def test_it_is_what_somebody_counts_by_the_minute(
    told: list[Reading], since: int, until: int
) -> None:
    line = custody(told, since=at(since), until=at(until), highest=EIGHT)
    minutes = (line.covered / MINUTE, line.above / MINUTE, line.unknown / MINUTE)
    assert minutes == by_the_minute(told, since, until)


@settings(max_examples=80)
@given(readings, times, times, times)
def test_two_parts_of_the_time_add_up_to_the_whole(
    told: list[Reading], one: int, two: int, three: int
) -> None:
    first, middle, last = sorted((one, two, three))
    whole = custody(told, since=at(first), until=at(last), highest=EIGHT)
    parts = [
        custody(told, since=at(first), until=at(middle), highest=EIGHT),
        custody(told, since=at(middle), until=at(last), highest=EIGHT),
    ]
    assert whole.covered == sum((part.covered for part in parts), timedelta(0))
    assert whole.above == sum((part.above for part in parts), timedelta(0))
    assert whole.unknown == sum((part.unknown for part in parts), timedelta(0))


@settings(max_examples=80)
@given(readings, times, times)
def test_the_gaps_are_exactly_what_is_unknown(told: list[Reading], since: int, until: int) -> None:
    line = custody(told, since=at(since), until=at(until), highest=EIGHT)
    assert sum((gap.lasts for gap in line.gaps), timedelta(0)) == line.unknown
    assert line.covered + line.unknown == line.until - line.since
    assert timedelta(0) <= line.above <= line.covered
    assert line.is_proven == (not line.gaps and not line.above and line.until > line.since)


@settings(max_examples=80)
@given(readings, st.integers(-200, 800), st.integers(0, 160))
def test_one_more_reading_never_makes_more_unknown(
    told: list[Reading], minute: int, tenths: int
) -> None:
    more = [*told, Reading(at(minute), Decimal(tenths) / 10)]
    before = custody(told, since=at(0), until=at(600), highest=EIGHT)
    after = custody(more, since=at(0), until=at(600), highest=EIGHT)
    assert after.unknown <= before.unknown
