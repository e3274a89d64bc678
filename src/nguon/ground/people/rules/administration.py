"""Who may register organisations, places and persons, give roles and issue keys.

Administrators (`is_superuser`) may all of it. A manager may do it for the own kitchen, and
never gives a role that reaches further than the own.
"""

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from nguon.base import clock
from nguon.base.decision import ALLOWED, Decision
from nguon.ground.people.choices import (
    KITCHEN_ROLES,
    SUPPLIER_KINDS,
    Act,
    OrganisationKind,
    Role,
)
from nguon.ground.people.models import Assignment, Organisation, Person, Place
from nguon.ground.people.queries.assignments import assignments_at, reaches_place
from nguon.ground.people.queries.registry import administers
from nguon.ground.people.rules.may import may_anywhere


def may_administer(person: Person) -> Decision:
    """Read from the database: an old object in hand may still say that somebody is active."""
    if administers(person):
        return ALLOWED
    return Decision(
        allowed=False,
        code="not_an_administrator",
        reason=_("Only an administrator of the platform may do this."),
    )


def may_register_organisation(
    person: Person, kind: OrganisationKind, *, at: datetime | None = None
) -> Decision:
    """Who may register a supplier registers those that sell food; the rest is administration."""
    administers = may_administer(person)
    if administers.allowed or kind not in SUPPLIER_KINDS:
        return administers
    return may_anywhere(person, Act.REGISTER_SUPPLIER, at=at)


def may_register_place(
    person: Person, organisation: Organisation, *, at: datetime | None = None
) -> Decision:
    held = _managing(person, at)
    if any(one.organisation_id == organisation.pk for one in held):
        return ALLOWED
    return may_administer(person)


def may_register_person(person: Person, *, at: datetime | None = None) -> Decision:
    return ALLOWED if _managing(person, at) else may_administer(person)


def may_assign(
    person: Person, role: Role, *, place: Place | None, at: datetime | None = None
) -> Decision:
    """Giving and ending alike."""
    if role in KITCHEN_ROLES and place is not None:
        held = _managing(person, at)
        if any(reaches_place(one, place) for one in held):
            return ALLOWED
    return may_administer(person)


def may_reset_password(person: Person, of: Person, *, at: datetime | None = None) -> Decision:
    """Whoever sets a password can act as that person: so only of one who has nothing beyond.

    All of the other's assignments, present and coming, must be work at kitchens that the asker
    manages; one who is nobody's staff is left to the administrator.
    """
    held = _managing(person, at)
    day = clock.local_day(at or clock.now())
    standing = list(
        Assignment.objects.filter(Q(valid_to=None) | Q(valid_to__gt=day), person=of).select_related(
            "place"
        )
    )
    is_staff = standing and all(
        one.role in KITCHEN_ROLES
        and one.place is not None
        and any(reaches_place(mine, one.place) for mine in held)
        for one in standing
    )
    if is_staff and not may_administer(of).allowed:
        return ALLOWED
    return may_administer(person)


def may_deactivate(person: Person, of: Person, *, at: datetime | None = None) -> Decision:
    """Of the own staff; an administrator of anybody. Never oneself: who would undo it?"""
    if person.pk == of.pk:
        return Decision(
            allowed=False,
            code="oneself",
            reason=_("Nobody deactivates themselves. Ask another administrator or manager."),
        )
    return may_reset_password(person, of, at=at)


def may_manage_keys(
    person: Person, organisation: Organisation, *, at: datetime | None = None
) -> Decision:
    """Those who act for the organisation as a whole: its manager, or its supplier's person."""
    held = assignments_at(person, at).filter(
        role__in=[Role.MANAGER, Role.SUPPLIER], organisation=organisation
    )
    return ALLOWED if held.exists() else may_administer(person)


def _managing(person: Person, at: datetime | None) -> list[Assignment]:
    return list(assignments_at(person, at).filter(role=Role.MANAGER))
