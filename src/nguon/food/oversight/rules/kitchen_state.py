"""How a kitchen stands right now, seen from outside.

«Late» may only be said of a kitchen that has been heard from after the time was up. Before that
nobody knows: the check may have been made, and wait on a phone without a network.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from nguon.core.haccp import DutyState, State

SILENT_AFTER = timedelta(hours=24)
"""Without anything due, a kitchen that was heard from within this time is simply quiet."""


class Standing(Enum):
    """In the order in which somebody should look."""

    ALARM = "alarm"
    LATE = "late"
    SILENT = "silent"
    """Not heard from since something became due: not done, or done and not sent."""

    OK = "ok"
    QUIET = "quiet"
    """Heard from, and no meal today."""

    @property
    def tone(self) -> str:
        return _TONES[self]

    @property
    def icon(self) -> str:
        return _ICONS[self]


_TONES = {
    Standing.ALARM: "tone-bad",
    Standing.LATE: "tone-warn",
    Standing.SILENT: "tone-idle",
    Standing.OK: "tone-ok",
    Standing.QUIET: "tone-idle",
}
_ICONS = {
    Standing.ALARM: "alert",
    Standing.LATE: "late",
    Standing.SILENT: "offline",
    Standing.OK: "done",
    Standing.QUIET: "not-due",
}


@dataclass(frozen=True)
class KitchenFacts:
    """`heard_at` is the last time anything of the kitchen reached the server, a phone's question
    included. `alarms` counts what is red today, `open_holds` what is held back."""

    duties: Sequence[DutyState]
    has_meal: bool
    alarms: int
    open_holds: int
    heard_at: datetime | None


@dataclass(frozen=True)
class KitchenState:
    standing: Standing
    overdue: int
    """Duties whose time was up when the kitchen was last heard from."""

    unknown: int
    """Duties whose time was up afterwards."""


_UNDONE = (State.LATE, State.MISSING)


def kitchen_state(facts: KitchenFacts, *, at: datetime) -> KitchenState:
    undone = [duty for duty in facts.duties if duty.state in _UNDONE]
    overdue = [one for one in undone if facts.heard_at and one.due_at < facts.heard_at]
    unknown = len(undone) - len(overdue)
    return KitchenState(_standing(facts, len(overdue), unknown, at), len(overdue), unknown)


def _standing(facts: KitchenFacts, overdue: int, unknown: int, at: datetime) -> Standing:
    if facts.alarms or facts.open_holds:
        return Standing.ALARM
    if overdue:
        return Standing.LATE
    if unknown:
        return Standing.SILENT
    if facts.heard_at is None or at - facts.heard_at > SILENT_AFTER:
        return Standing.SILENT
    return Standing.OK if facts.has_meal else Standing.QUIET
