"""What an answer of a receiver means, and when to try again."""

from datetime import timedelta
from enum import Enum

MOST_ATTEMPTS = 12
LEASE = timedelta(seconds=60)
"""How long a begun attempt is left alone; longer than the longest that one can take."""

_PAUSES = tuple(
    timedelta(seconds=seconds)
    for seconds in (10, 30, 60, 300, 900, 1800, 3600, 7200, 14400, 28800, 28800)
)
_LONGEST_PAUSE = timedelta(days=1)


class Verdict(Enum):
    ARRIVED = "arrived"
    AGAIN = "again"
    SMALLER = "smaller"
    NEVER = "never"


def verdict_of(status: int | None) -> Verdict:
    """A redirect is a failure: what is signed for one address is not carried to another."""
    if status is None:
        return Verdict.AGAIN
    if 200 <= status < 300:
        return Verdict.ARRIVED
    return {413: Verdict.SMALLER, 410: Verdict.NEVER}.get(status, Verdict.AGAIN)


def pause_after(attempts: int, *, asked: timedelta | None = None) -> timedelta | None:
    """How long to wait after so many failed attempts, a whole day in all; None is never again.

    A receiver may ask for longer (`Retry-After`), up to a day.
    """
    if attempts >= MOST_ATTEMPTS:
        return None
    pause = _PAUSES[min(attempts, len(_PAUSES)) - 1]
    return max(pause, min(asked or pause, _LONGEST_PAUSE))
