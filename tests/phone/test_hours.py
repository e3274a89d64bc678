"""The server believes the clock that the tests turn; every test here that speaks of days does."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest

from tests.phone.hours import ServerClock

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("ahead", [timedelta(), timedelta(days=5), timedelta(hours=-30)])
def test_the_server_shows_the_time_it_was_given(
    upstream: int, server_clock: ServerClock, ahead: timedelta
) -> None:
    server_clock.turn_by(ahead)
    before = server_clock.now()
    told = httpx.get(f"http://localhost:{upstream}/api/v1/hello").headers["nguon-time"]
    at = datetime.fromtimestamp(int(told) / 1000, tz=UTC)
    slack = timedelta(milliseconds=1)  # it tells whole milliseconds
    assert before - slack <= at <= server_clock.now() + slack
