"""What an answer means and how long to wait."""

from datetime import timedelta

import pytest

from nguon.food.exchange.operations.post_document import WHOLE_SECONDS
from nguon.food.exchange.rules.verdict import (
    LEASE,
    MOST_ATTEMPTS,
    Verdict,
    pause_after,
    verdict_of,
)


@pytest.mark.parametrize(
    ("status", "verdict"),
    [
        (200, Verdict.ARRIVED),
        (202, Verdict.ARRIVED),
        (204, Verdict.ARRIVED),
        (None, Verdict.AGAIN),
        (301, Verdict.AGAIN),
        (307, Verdict.AGAIN),
        (400, Verdict.AGAIN),
        (404, Verdict.AGAIN),
        (429, Verdict.AGAIN),
        (500, Verdict.AGAIN),
        (413, Verdict.SMALLER),
        (410, Verdict.NEVER),
    ],
)
def test_an_answer_means(status: int | None, verdict: Verdict) -> None:
    assert verdict_of(status) is verdict


def test_pauses_grow_over_a_day_and_end() -> None:
    pauses = [pause_after(attempts) for attempts in range(1, MOST_ATTEMPTS + 1)]
    waits = [pause for pause in pauses if pause is not None]
    assert pauses[-1] is None
    assert waits == sorted(waits)
    assert timedelta(hours=20) < sum(waits, timedelta()) < timedelta(hours=30)


@pytest.mark.parametrize(
    ("asked", "waited"),
    [
        (None, timedelta(seconds=10)),
        (timedelta(seconds=3), timedelta(seconds=10)),
        (timedelta(minutes=3), timedelta(minutes=3)),
        (timedelta(days=30), timedelta(days=1)),
    ],
)
def test_a_receiver_may_ask_for_longer_up_to_a_day(
    asked: timedelta | None, waited: timedelta
) -> None:
    assert pause_after(1, asked=asked) == waited


def test_an_attempt_is_over_before_another_worker_may_take_it() -> None:
    assert timedelta(seconds=WHOLE_SECONDS) * 1.5 < LEASE
