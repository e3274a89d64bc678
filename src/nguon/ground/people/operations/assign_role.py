"""Give a person a role somewhere, from a day on."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nguon.base.errors import FieldError, InputInvalid
from nguon.ground.people import rules
from nguon.ground.people.choices import KITCHEN_ROLES, Role
from nguon.ground.people.models import Assignment, Organisation, Person, Place
from nguon.ground.reference.models import Commune


@transaction.atomic
def assign_role(  # noqa: PLR0913 - who, what, three kinds of where, and when
    person: Person,
    *,
    role: Role,
    by: Person,
    on: date,
    place: Place | None = None,
    organisation: Organisation | None = None,
    commune: Commune | None = None,
    until: date | None = None,
    at: datetime | None = None,
) -> Assignment:
    """Counts from `on` until the day before `until`; without `until`, until it is ended."""
    rules.may_assign(by, role, place=place, at=at).require()
    targets = {"place": place, "organisation": organisation, "commune": commune}
    named = frozenset(name for name, target in targets.items() if target is not None)
    if named not in _reaches_of(role):
        raise _wrong_reach(role, named)
    if until is not None and until < on:
        message = _("The assignment would end before it begins.")
        raise InputInvalid([FieldError("until", message, expected=f">= {on}", got=str(until))])
    return Assignment.objects.create(
        person=person,
        role=role,
        valid_from=on,
        valid_to=until,
        assigned_by=by,
        place=place,
        organisation=organisation,
        commune=commune,
    )


def _reaches_of(role: Role) -> list[frozenset[str]]:
    """What may be named with a role; the table's check constraint says the same."""
    if role in KITCHEN_ROLES:
        return [frozenset({"place"})]
    return {
        Role.MANAGER: [frozenset({"place"}), frozenset({"organisation"})],
        Role.SUPPLIER: [frozenset({"organisation"})],
        Role.INSPECTOR: [frozenset(), frozenset({"commune"})],
        Role.PROVINCE: [frozenset[str]()],
    }[role]


def _wrong_reach(role: Role, named: frozenset[str]) -> InputInvalid:
    expected = " / ".join(" + ".join(sorted(reach)) or "—" for reach in _reaches_of(role))
    message = _("The role “%(role)s” is assigned to something else.") % {"role": role.label}
    return InputInvalid(
        [FieldError("role", message, expected=expected, got=" + ".join(sorted(named)) or "—")]
    )
