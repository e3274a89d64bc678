"""From cooked to eaten, and from the kitchen door to eaten."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from nguon.core.haccp.limits import Limits
from nguon.core.haccp.reasons import Reason


@dataclass(frozen=True)
class HoldingTime:
    took: timedelta | None
    transported_for: timedelta | None
    within: bool | None
    """None if a time is not known yet and nothing known breaks a limit."""

    reasons: tuple[Reason, ...]


def holding_time(
    *,
    cooked_at: datetime | None,
    eaten_at: datetime | None,
    limits: Limits,
    left_kitchen_at: datetime | None = None,
) -> HoldingTime:
    """How long a dish waited: at most 4 h from cooked, 2 h from leaving the kitchen."""
    took = None if cooked_at is None or eaten_at is None else eaten_at - cooked_at
    away = None if left_kitchen_at is None or eaten_at is None else eaten_at - left_kitchen_at
    faults = [
        *_faults(took, limits.cooked_to_eaten, "holding"),
        *_faults(away, limits.transport_to_eaten, "transport"),
    ]
    if faults:
        return HoldingTime(took, away, False, tuple(faults))
    if took is None:
        return HoldingTime(None, away, None, (Reason.of("holding_unknown"),))
    reason = Reason.of("holding_within", took=took, limit=limits.cooked_to_eaten)
    return HoldingTime(took, away, True, (reason,))


def _faults(took: timedelta | None, limit: timedelta, name: str) -> list[Reason]:
    if took is None:
        return []
    if took < timedelta(0):
        return [Reason.of(f"{name}_backwards", by=-took)]
    if took > limit:
        return [Reason.of(f"{name}_too_long", took=took, limit=limit, over=took - limit)]
    return []
