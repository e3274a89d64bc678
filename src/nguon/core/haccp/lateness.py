"""How long after the deed a record reached the server, and whether its clock can be trusted.

Lateness is computed and shown, never punished: a record made offline says the truth late.
Entering an old time while online is what somebody should look at.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from nguon.core.haccp.limits import Limits
from nguon.core.haccp.reasons import VIETNAM, Reason


class Band(Enum):
    """How late: under 15 minutes, under 4 hours, on the same day in Vietnam, later."""

    ON_TIME = "on_time"
    WITHIN_HOURS = "within_hours"
    SAME_DAY = "same_day"
    LATER = "later"


class Tone(Enum):
    """How loudly to show it."""

    PLAIN = "plain"
    NEUTRAL = "neutral"
    """Late because the phone was offline."""

    AMBER = "amber"
    """Entered late although the phone was online."""

    RED = "red"
    """Entered online for an earlier day, or for a time that had not come yet."""


@dataclass(frozen=True)
class Lateness:
    band: Band
    tone: Tone
    late_by: timedelta
    """Negative if the record claims a time after its receipt."""

    corrected_at: datetime
    """The claimed time less the offset of the phone's clock."""

    reason: Reason


@dataclass(frozen=True)
class Earlier:
    """The record that the same device made just before, in its own counting."""

    claimed_at: datetime
    seq: int


def lateness(
    *,
    claimed_at: datetime,
    received_at: datetime,
    limits: Limits,
    offset: timedelta = timedelta(0),
    offline: bool = False,
) -> Lateness:
    """The band and tone of a record. `offset` is phone clock minus server clock."""
    corrected = claimed_at - offset
    late_by = received_at - corrected
    if late_by < -limits.clock_offset:
        reason = Reason.of("claims_future", ahead=-late_by)
        return Lateness(Band.ON_TIME, Tone.RED, late_by, corrected, reason)
    band = _band(late_by, corrected, received_at, limits)
    code = f"recorded_{band.value}"
    if band is Band.ON_TIME:
        return Lateness(band, Tone.PLAIN, late_by, corrected, Reason.of(code))
    if offline:
        reason = Reason.of(f"{code}_offline", late=late_by)
        return Lateness(band, Tone.NEUTRAL, late_by, corrected, reason)
    tone = Tone.RED if band is Band.LATER else Tone.AMBER
    return Lateness(band, tone, late_by, corrected, Reason.of(code, late=late_by))


def clock_flags(
    *,
    claimed_at: datetime,
    received_at: datetime,
    limits: Limits,
    offset: timedelta = timedelta(0),
    seq: int = 0,
    before: Earlier | None = None,
) -> tuple[Reason, ...]:
    """Doubts about the phone's clock: far off, in the future, or gone backwards.

    Backwards is judged by the device's own counter: a later record with an earlier time.
    """
    flags = []
    if abs(offset) > limits.clock_offset:
        code = "clock_fast" if offset > timedelta(0) else "clock_slow"
        flags.append(Reason.of(code, offset=abs(offset)))
    ahead = claimed_at - offset - received_at
    if ahead > limits.clock_offset:
        flags.append(Reason.of("clock_future", ahead=ahead))
    if before is not None and before.seq < seq and claimed_at < before.claimed_at:
        flags.append(Reason.of("clock_backwards", back=before.claimed_at - claimed_at))
    return tuple(flags)


def _band(late_by: timedelta, corrected: datetime, received_at: datetime, limits: Limits) -> Band:
    if late_by < limits.on_time:
        return Band.ON_TIME
    if late_by < limits.within_hours:
        return Band.WITHIN_HOURS
    if corrected.astimezone(VIETNAM).date() == received_at.astimezone(VIETNAM).date():
        return Band.SAME_DAY
    return Band.LATER
