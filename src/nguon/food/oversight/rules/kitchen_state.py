"""How a kitchen stands right now, seen from outside.

«Late» may only be said of a kitchen that has been heard from after the time was up. Before that
nobody knows: the check may have been made, and wait on a phone without a network.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from django.utils.translation import gettext_lazy as _

from nguon.core.haccp import State
from nguon.food.oversight.rules.kitchen_facts import KitchenFacts

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

    @property
    def label(self) -> str:
        return str(_LABELS[self])


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
_LABELS = {
    Standing.ALARM: _("Alarm"),
    Standing.LATE: _("Late"),
    Standing.SILENT: _("Not heard from"),
    Standing.OK: _("In order"),
    Standing.QUIET: _("No meal today"),
}


@dataclass(frozen=True)
class KitchenState:
    standing: Standing
    overdue: int
    """Duties whose time was up when the kitchen was last heard from."""

    unknown: int
    """Duties whose time was up afterwards."""


_UNDONE = (State.LATE, State.MISSING)


def kitchen_state(facts: KitchenFacts, *, heard_at: datetime | None, at: datetime) -> KitchenState:
    """`heard_at` is the last time anything of the kitchen reached the server."""
    undone = [duty for duty in facts.duties if duty.state in _UNDONE]
    overdue = sum(1 for one in undone if heard_at and one.due_at < heard_at)
    unknown = len(undone) - overdue
    silent = unknown > 0 or heard_at is None or at - heard_at > SILENT_AFTER
    if facts.alarms or facts.open_holds:
        standing = Standing.ALARM
    elif overdue:
        standing = Standing.LATE
    elif silent:
        standing = Standing.SILENT
    else:
        standing = Standing.OK if facts.has_meal else Standing.QUIET
    return KitchenState(standing, overdue, unknown)
