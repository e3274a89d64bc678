"""Who may let somebody look at a kitchen, and whether a pass still counts."""

from datetime import datetime

from django.utils.translation import gettext as _

from nguon.base.decision import ALLOWED, Decision
from nguon.ground.people.choices import Act
from nguon.ground.people.models import InspectionPass, Person, Place
from nguon.ground.people.rules.may import may


def may_issue_pass(person: Person, place: Place, *, at: datetime | None = None) -> Decision:
    return may(person, Act.ISSUE_PASS, place=place, at=at)


def pass_counts(shown: InspectionPass, *, at: datetime) -> Decision:
    """Also no longer when whoever gave it has lost the right to give it."""
    if shown.ended_at is not None or at >= shown.expires_at:
        reason = _("This pass has ended. Ask the manager of the kitchen for a new one.")
        return Decision(allowed=False, code="pass_ended", reason=reason)
    if not may_issue_pass(shown.issued_by, shown.place, at=at).allowed:
        reason = _("Who gave this pass may no longer give one. Ask the manager of the kitchen.")
        return Decision(allowed=False, code="pass_void", reason=reason)
    return ALLOWED
