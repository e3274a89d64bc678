"""May this person do this, here, today? Everything not granted is refused."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from nguon.base.decision import ALLOWED, Decision
from nguon.ground.people.choices import Act, Role
from nguon.ground.people.models import Assignment, Organisation, Person, Place
from nguon.ground.people.queries.assignments import assignments_at, reaches_place
from nguon.ground.people.queries.places import granting, organisations_held_by, sees_everything


def may(
    person: Person | AnonymousUser,
    act: Act,
    *,
    place: Place | None = None,
    organisation: Organisation | None = None,
    at: datetime | None = None,
) -> Decision:
    """By an assignment that is valid on the day, grants the act, and reaches all that is named.

    With neither place nor organisation it asks for the whole province, so that a forgotten
    argument refuses instead of allowing; `may_anywhere` is the question for menus.
    """
    held = list(assignments_at(person, at))
    granted = granting(held, act)
    if not granted:
        return _refused_by_role(held, act)
    if any(_reaches(one, place=place, organisation=organisation) for one in granted):
        return ALLOWED
    return Decision(
        allowed=False,
        code="out_of_reach",
        reason=_("Your role does not extend to this place. Ask its manager."),
    )


def may_anywhere(
    person: Person | AnonymousUser, act: Act, *, at: datetime | None = None
) -> Decision:
    """Whether any valid assignment grants the act at all."""
    held = list(assignments_at(person, at))
    return ALLOWED if granting(held, act) else _refused_by_role(held, act)


def _reaches(held: Assignment, *, place: Place | None, organisation: Organisation | None) -> bool:
    if sees_everything(held):
        return True
    if place is None and organisation is None:
        return False
    if place is not None and not reaches_place(held, place):
        return False
    return organisation is None or _reaches_organisation(held, organisation)


def _reaches_organisation(held: Assignment, organisation: Organisation) -> bool:
    """A role at one place reaches its organisation only if that is the only place it has."""
    if held.organisation_id is not None:
        return held.organisation_id == organisation.pk
    return organisations_held_by([held]).filter(pk=organisation.pk).exists()


def _refused_by_role(held: Sequence[Assignment], act: Act) -> Decision:
    if not held:
        return Decision(
            allowed=False,
            code="no_role",
            reason=_("You have no role that counts today. Ask the manager to assign one."),
        )
    able = ", ".join(str(role.label) for role in Role if act in role.acts)
    return Decision(
        allowed=False,
        code="role_forbids",
        reason=_("Your role may not %(act)s. This may do: %(roles)s.")
        % {"act": act.label, "roles": able},
    )
