"""Who may release a hold: whoever may release at all, unless an authority asked for it."""

from datetime import datetime

from django.utils.translation import gettext as _

from nguon.base.decision import ALLOWED, Decision
from nguon.food.kitchen.choices import HoldKind
from nguon.food.kitchen.models import Hold
from nguon.ground.people.choices import Role
from nguon.ground.people.models import Person, Place
from nguon.ground.people.queries import roles_of


def may_release(hold: Hold, by: Person, *, place: Place, at: datetime) -> Decision:
    """What an authority wants kept is kept until it says otherwise (QĐ 1246; R9).

    The kitchen may have written the request down itself, or an inspector placed the hold.
    """
    placed_by = roles_of(hold.actor, place, at=hold.received_at)
    if hold.kind != HoldKind.AUTHORITY and Role.INSPECTOR not in placed_by:
        return ALLOWED
    if Role.INSPECTOR in roles_of(by, place, at=at):
        return ALLOWED
    reason = _("An authority asked for this hold: only an inspector may change or release it.")
    return Decision(allowed=False, code="held_by_authority", reason=reason)
