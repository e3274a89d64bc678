"""The limits in force on a day, read once a day from the rule book of core."""

from datetime import date
from functools import lru_cache

from nguon.core.haccp import Limits, limits_in_force

OLDEST = date(2017, 3, 31)
"""The day of QĐ 1246: before it our book of rules is empty."""


def limits_on(day: date) -> Limits:
    """A clock without a battery begins in 1970: such a day is judged by the oldest limits.

    Records are never refused for their time, so every page must be able to show them.
    """
    return _limits_on(max(day, OLDEST))


@lru_cache(maxsize=400)
def _limits_on(day: date) -> Limits:
    return limits_in_force(day)
