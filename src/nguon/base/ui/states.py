"""The eight states in which a step of the day can be, each a word, a sign and a tone."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """`late` is owed and overdue; `done_late` was done but entered late; `missing` can no longer
    be done, its time has gone by."""

    NOT_DUE = "not_due", _("Not yet due")
    DUE = "due", _("To do")
    LATE = "late", _("Overdue")
    DONE = "done", _("Passed")
    DONE_LATE = "done_late", _("Entered late")
    FAILED = "failed", _("Failed")
    MISSING = "missing", _("Missing")
    HELD = "held", _("On hold")

    @property
    def icon(self) -> str:
        return self.value.replace("_", "-")

    @property
    def tone(self) -> str:
        return TONES[self]


TONES = {
    State.NOT_DUE: "tone-idle",
    State.DUE: "tone-due",
    State.LATE: "tone-warn",
    State.DONE: "tone-ok",
    State.DONE_LATE: "tone-ok",
    State.FAILED: "tone-bad",
    State.MISSING: "tone-bad",
    State.HELD: "tone-hold",
}
