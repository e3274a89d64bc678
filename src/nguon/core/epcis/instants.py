"""EPCIS times: RFC 3339 text to aware instants and back (EPCIS 2.0 §7.3.1, type Time).

An instant is kept in UTC. What the clock on the wall said is business data of its own
(`event_time_zone_offset`), never taken from the offset in which the instant happens to be
written: `01:00Z` with `+07:00` is legal and both survive.
"""

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache

_TIME = re.compile(
    r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:(\d\d)(?:\.\d+)?"
    r"(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)",
    re.ASCII,
)
_SECONDS = slice(17, 19)
_WITHOUT_OFFSET = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?", re.ASCII)
_OFFSET = re.compile(r"([+-])(?:(0\d|1[0-3]):([0-5]\d)|14:00)", re.ASCII)


@lru_cache(maxsize=8192)
def read_instant(text: str) -> datetime | None:
    """The instant in UTC to the microsecond, or None for text that is not an RFC 3339 time.

    A leap second is taken as the first moment of the next minute.
    """
    found = _TIME.fullmatch(text)
    if found is None:
        return None
    if found[1] == "60":
        return _leap_second(text)
    try:
        return datetime.fromisoformat(text.upper()).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _leap_second(text: str) -> datetime | None:
    """RFC 3339 §5.7: they come only at the end of a day in UTC; not of the last day there is."""
    before = read_instant(text[: _SECONDS.start] + "59" + text[_SECONDS.stop :])
    if before is None or (before.hour, before.minute) != (23, 59):
        return None
    try:
        return before.replace(microsecond=0) + timedelta(seconds=1)
    except OverflowError:
        return None


def lacks_offset(text: str) -> bool:
    """Whether it is a time of day that forgets to say where on earth."""
    return _WITHOUT_OFFSET.fullmatch(text) is not None


def write_instant(instant: datetime) -> str:
    """The shortest RFC 3339 text in UTC: no fraction unless there is one."""
    utc = instant.astimezone(UTC)
    exact = "milliseconds" if utc.microsecond % 1000 == 0 else "microseconds"
    text = utc.isoformat(timespec=exact if utc.microsecond else "seconds")
    return text.replace("+00:00", "Z")


def is_zone_offset(text: str) -> bool:
    """Whether it is an eventTimeZoneOffset: sign, hours, minutes, at most 14:00."""
    return _OFFSET.fullmatch(text) is not None


def zone_offset(instant: datetime) -> str:
    """The eventTimeZoneOffset of the zone in which an instant is given."""
    offset = instant.utcoffset()
    if offset is None:
        raise ValueError("Not an instant: expected an aware datetime, got one without a zone.")
    minutes = round(offset.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
