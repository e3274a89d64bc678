from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nguon.core.epcis.instants import is_zone_offset, read_instant, write_instant, zone_offset


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-21T06:45:00+07:00", datetime(2026, 11, 20, 23, 45, tzinfo=UTC)),
        ("2026-11-21t06:45:00z", datetime(2026, 11, 21, 6, 45, tzinfo=UTC)),
        ("2026-11-21T06:45:00.1Z", datetime(2026, 11, 21, 6, 45, 0, 100000, tzinfo=UTC)),
        ("2026-11-21T06:45:00.123456789Z", datetime(2026, 11, 21, 6, 45, 0, 123456, tzinfo=UTC)),
        ("2016-12-31T23:59:60Z", datetime(2017, 1, 1, tzinfo=UTC)),
        ("2017-01-01T06:59:60+07:00", datetime(2017, 1, 1, tzinfo=UTC)),
        ("2026-11-21T06:45:60Z", None),
        ("2026-02-29T06:45:00Z", None),
        ("2026-11-21T24:00:00Z", None),
        ("2026-11-21T06:45:00", None),
        ("2026-11-21 06:45:00Z", None),
        ("2026-11-21T06:45:00+0700", None),
        ("2026-11-21T06:45:00+24:00", None),
        ("0000-01-01T00:00:00Z", None),
        ("9999-12-31T23:59:59-01:00", None),
        ("9999-12-31T23:59:60Z", None),
        ("２026-11-21T06:45:00Z", None),
    ],
)
def test_an_instant_is_read_in_utc(text: str, expected: datetime | None) -> None:
    assert read_instant(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("+07:00", True),
        ("-00:00", True),
        ("+14:00", True),
        ("-14:00", True),
        ("+13:59", True),
        ("+14:01", False),
        ("+15:00", False),
        ("+7:00", False),
        ("+07:60", False),
        ("07:00", False),
        ("+07:00 ", False),
        ("+٠٧:00", False),
        ("Z", False),
    ],
)
def test_a_wall_clock_is_at_most_fourteen_hours_off(text: str, *, expected: bool) -> None:
    assert is_zone_offset(text) is expected


@given(
    instant=st.datetimes(
        min_value=datetime(1, 1, 2),  # noqa: DTZ001 - the zone is drawn apart
        max_value=datetime(9999, 12, 30),  # noqa: DTZ001
        timezones=st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m))),
    )
)
@settings(max_examples=50, deadline=None)
def test_what_is_written_is_read_back(instant: datetime) -> None:
    assert read_instant(write_instant(instant)) == instant
    assert is_zone_offset(zone_offset(instant))
