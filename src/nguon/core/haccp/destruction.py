"""When a sample box may be destroyed, and what was wrong if it was destroyed too soon."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from nguon.core.haccp.limits import Limits
from nguon.core.haccp.reasons import HaccpError, Reason


class HoldCause(Enum):
    """Why a sample must be kept: QĐ 1246 names suspicion and the request of an authority."""

    SUSPICION = "suspicion"
    AUTHORITY = "authority"
    OTHER = "other"


@dataclass(frozen=True)
class SampleHold:
    id: str
    cause: HoldCause
    since: datetime
    released_at: datetime | None = None


@dataclass(frozen=True)
class Clocks:
    """One instant as two clocks tell it; at least one must.

    `phone` is the time the person's device claims, `server` the last server time heard plus
    the steady time passed since. They differ when somebody has turned the phone's clock.
    """

    phone: datetime | None = None
    server: datetime | None = None

    @property
    def earlier(self) -> datetime:
        return min(self._told())

    @property
    def later(self) -> datetime:
        return max(self._told())

    def _told(self) -> list[datetime]:
        told = [instant for instant in (self.phone, self.server) if instant is not None]
        if not told:
            raise HaccpError("no_clock")
        return told


@dataclass(frozen=True)
class DestroyDecision:
    allowed: bool
    reason: Reason
    earliest: datetime | None
    """When it will be allowed; None while a hold is open, for nobody knows."""


def may_destroy(
    *,
    sampled: Clocks,
    now: Clocks,
    holds: Sequence[SampleHold],
    limits: Limits,
    keep: timedelta | None = None,
) -> DestroyDecision:
    """Whether a sample box may be destroyed now.

    The period counts from the later telling of the sampling and must have passed on the
    earlier telling of now, so a phone clock set forward frees nothing. `keep` is the
    kitchen's own period, by default that of the practice rule; it never undercuts the law.
    An open hold beats every period, also one that starts later than the phone thinks it is.
    """
    instant = now.earlier
    held = _open_holds(holds, instant)
    if held:
        causes = Reason.of(f"held_{held[0].cause.value}", since=held[0].since)
        return DestroyDecision(False, causes, None)
    legal = sampled.later + limits.sample_keep
    earliest = max(legal, sampled.later + (limits.sample_keep_default if keep is None else keep))
    own = earliest - sampled.later
    if instant < legal:
        reason = Reason.of(
            "before_legal_period", period=limits.sample_keep, keep=own, earliest=earliest
        )
        return DestroyDecision(False, reason, earliest)
    if instant < earliest:
        reason = Reason.of("before_kitchen_period", period=own, earliest=earliest)
        return DestroyDecision(False, reason, earliest)
    return DestroyDecision(True, Reason.of("may_be_destroyed", since=earliest), earliest)


def destruction_faults(
    *, sampled_at: datetime, destroyed_at: datetime, holds: Sequence[SampleHold], limits: Limits
) -> tuple[Reason, ...]:
    """What was wrong with a destruction that has been recorded, in whatever order it arrived.

    A hold counts if it was open when the box was destroyed, even if the phone, offline, did
    not know. Nothing here undoes the record: it becomes an exception that somebody answers.
    Phones write whole seconds: a hold of the same second counts as open.
    """
    faults = [
        Reason.of("destroyed_under_hold", since=hold.since, destroyed=destroyed_at)
        for hold in _open_holds(holds, destroyed_at)
        if hold.since.replace(microsecond=0) <= destroyed_at
    ]
    kept = destroyed_at - sampled_at
    if kept < limits.sample_keep:
        faults.append(Reason.of("destroyed_too_soon", kept=kept, period=limits.sample_keep))
    return tuple(faults)


def _open_holds(holds: Sequence[SampleHold], instant: datetime) -> list[SampleHold]:
    open_now = [h for h in holds if h.released_at is None or h.released_at > instant]
    return sorted(open_now, key=lambda hold: hold.since)
