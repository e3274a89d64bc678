"""A past day in one sign, for a strip of thirty of them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from django.utils.translation import gettext_lazy as _

from nguon.core.haccp import State
from nguon.food.kitchen.rules.day import DayView, read_day
from nguon.food.oversight.queries.days_of_kitchens import KitchenDay
from nguon.food.oversight.rules.kitchen_facts import NO_ALARM


class Mark(Enum):
    """The worst that is to be said of the day."""

    ALARM = "alarm"
    MISSING = "missing"
    """A check nobody recorded."""

    LATE = "late"
    """Done, or written down, after its time."""

    CORRECTED = "corrected"
    OK = "ok"
    NONE = "none"
    """No meal was planned."""

    @property
    def label(self) -> str:
        return str(_LABELS[self])

    @property
    def icon(self) -> str:
        return _ICONS[self]

    @property
    def tone(self) -> str:
        return _TONES[self]


_LABELS = {
    Mark.ALARM: _("alarm"),
    Mark.MISSING: _("check missing"),
    Mark.LATE: _("late entry"),
    Mark.CORRECTED: _("corrected"),
    Mark.OK: _("in order"),
    Mark.NONE: _("no meal"),
}
_ICONS = {
    Mark.ALARM: "alert",
    Mark.MISSING: "missing",
    Mark.LATE: "late",
    Mark.CORRECTED: "correct",
    Mark.OK: "check",
    Mark.NONE: "minus",
}
_TONES = {
    Mark.ALARM: "tone-bad",
    Mark.MISSING: "tone-bad",
    Mark.LATE: "tone-warn",
    Mark.CORRECTED: "tone-due",
    Mark.OK: "tone-ok",
    Mark.NONE: "tone-idle",
}


@dataclass(frozen=True)
class DayMark:
    day: date
    mark: Mark
    is_signed: bool


def day_mark(day: KitchenDay, *, at: datetime) -> DayMark:
    view = read_day(day.acts, day.destroyed, day_hash="", at=at)
    return DayMark(day.acts.date, mark_of(view), bool(day.acts.countersignatures))


def mark_of(view: DayView) -> Mark:
    if not view.meals and not view.flags:
        return Mark.NONE
    shown = [
        (dish, duty.state)
        for meal in view.meals
        for dish in meal.dishes
        for duty in dish.state.duties.values()
    ]
    states = {state for _dish, state in shown}
    failed = any(state == State.FAILED and not dish.stopped for dish, state in shown)
    if failed or any(one.tone == "red" and one.code not in NO_ALARM for one in view.flags):
        return Mark.ALARM
    if states & {State.MISSING, State.LATE}:
        return Mark.MISSING
    if State.DONE_LATE in states or any(one.code == "late_entry" for one in view.flags):
        return Mark.LATE
    if any(act.supersedes is not None for act in view.acts.all_acts()):
        return Mark.CORRECTED
    return Mark.OK if view.meals else Mark.NONE
