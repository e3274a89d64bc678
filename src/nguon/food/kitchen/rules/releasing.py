"""Who may release a hold: whoever may release at all, unless an authority asked for it."""

from datetime import datetime

from django.utils.translation import gettext as _

from nguon.base.decision import ALLOWED, Decision
from nguon.food.kitchen.choices import HoldKind
from nguon.food.kitchen.models import Hold
from nguon.food.kitchen.queries.holds import open_holds_of_place
from nguon.ground.people.choices import Role
from nguon.ground.people.models import Person, Place
from nguon.ground.people.queries import roles_of


def may_release(hold: Hold, by: Person, *, place: Place, at: datetime) -> Decision:
    """What an authority wants kept is kept until it says otherwise (QĐ 1246; R9).

    The kitchen may have written the request down itself, or an inspector placed the hold. A
    suspicion about something that an authority holds too ends by an authority's word as well.
    """
    if not _is_an_authoritys(hold, place) and not _keeps_the_same(hold, place):
        return ALLOWED
    if Role.INSPECTOR in roles_of(by, place, at=at):
        return ALLOWED
    reason = _("An authority asked for this hold: only an inspector may change or release it.")
    return Decision(allowed=False, code="held_by_authority", reason=reason)


def _is_an_authoritys(hold: Hold, place: Place) -> bool:
    if hold.kind == HoldKind.AUTHORITY:
        return True
    return Role.INSPECTOR in roles_of(hold.actor, place, at=hold.received_at)


def _keeps_the_same(suspicion: Hold, place: Place) -> bool:
    """Whether an authority holds, of its own, something that this suspicion is about.

    Else the kitchen could end a suspicion that somebody from outside has begun to look into.
    """
    if suspicion.kind != HoldKind.SUSPICION:
        return False
    standing = open_holds_of_place(place.pk)
    cover = next((one.cover for one in standing if one.hold.root_id == suspicion.root_id), None)
    lots = set(suspicion.lot_uris) | (cover.lots if cover else set())
    samples = set(suspicion.sample_ids) | {str(root) for root in (cover.samples if cover else ())}
    return any(
        lots & set(one.hold.lot_uris)
        or samples & set(one.hold.sample_ids)
        or set(suspicion.meal_ids) & set(one.hold.meal_ids)
        for one in standing
        if one.hold.kind == HoldKind.AUTHORITY
    )
