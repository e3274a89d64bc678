"""Which roles somebody can give, and what each can extend to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from nguon.ground.people.choices import (
    KITCHEN_ROLES,
    SUPPLIER_KINDS,
    OrganisationKind,
    PlaceKind,
    Role,
)
from nguon.ground.people.models import Organisation, Person, Place
from nguon.ground.people.queries import kitchens_set_up_by
from nguon.ground.people.queries.registry import administers
from nguon.ground.reference.models import Commune

_FED = frozenset({OrganisationKind.SCHOOL, OrganisationKind.MEAL_PROVIDER})


@dataclass(frozen=True, slots=True)
class Target:
    """One thing a role can extend to, as `assign_role` is told of it."""

    name: str
    words: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reach:
    roles: Sequence[Role]
    targets: Mapping[str, Target]


def reach_for(person: Person, organisation: Organisation | None) -> Reach:
    """A manager: staff of the own kitchens. An administrator: of the organisation, or above all.

    Only for drawing the form; `may_assign` decides.
    """
    if not administers(person):
        staff = [role for role in Role if role in KITCHEN_ROLES]
        return Reach(staff, _places(kitchens_set_up_by(person)))
    if organisation is None:
        return Reach([Role.INSPECTOR, Role.PROVINCE], _province())
    return _of_organisation(organisation)


def _of_organisation(organisation: Organisation) -> Reach:
    kitchens = Place.objects.filter(organisation=organisation, kind=PlaceKind.KITCHEN)
    targets = _places(kitchens)
    kind = OrganisationKind(organisation.kind)
    roles = [Role.SUPPLIER] if kind in SUPPLIER_KINDS else []
    if targets or kind in _FED:
        roles += [Role.MANAGER, *(role for role in Role if role in KITCHEN_ROLES)]
    whole = _("%(name)s as a whole") % {"name": organisation.display_name}
    return Reach(roles, {"whole": Target(whole, {"organisation": organisation}), **targets})


def _places(places: Any) -> dict[str, Target]:
    return {str(place.pk): Target(place.name, {"place": place}) for place in places}


def _province() -> dict[str, Target]:
    communes = Commune.objects.order_by("name")
    return {
        "province": Target(_("The whole province")),
        **{one.code: Target(str(one), {"commune": one}) for one in communes},
    }
