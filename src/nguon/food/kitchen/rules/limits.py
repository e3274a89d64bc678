"""The limits in force on a day, read once a day from the rule book of core."""

from datetime import date
from functools import lru_cache

from nguon.core.haccp import Limits, limits_in_force


@lru_cache(maxsize=400)
def limits_on(day: date) -> Limits:
    return limits_in_force(day)
