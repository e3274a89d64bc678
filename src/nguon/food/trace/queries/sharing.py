"""Which rules say who sees what of whom."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from nguon.food.trace.models import SharingRule
from nguon.ground.people.choices import Role
from nguon.ground.people.models import Assignment, Organisation, Person
from nguon.ground.people.queries.assignments import assignments_at
from nguon.ground.people.queries.places import organisations_held_by

_SPEAKING = (Role.MANAGER, Role.SUPPLIER)


def organisations_shared_by(
    person: Person | AnonymousUser,
    *,
    at: datetime | None = None,
    held: Iterable[Assignment] | None = None,
) -> QuerySet[Organisation]:
    """Those for whose events the person decides: held as a whole, to manage or to supply.

    An administrator of the platform is not among them: the data are not theirs. `held` are the
    person's assignments, where they are known already.
    """
    known = assignments_at(person, at) if held is None else held
    speaking = [one for one in known if one.role in _SPEAKING]
    return organisations_held_by(speaking) if speaking else Organisation.objects.none()


def rules_of(owner: Organisation) -> QuerySet[SharingRule]:
    """What the organisation shares or shared, the latest first; `end` tells which is over."""
    rules = SharingRule.objects.filter(owner=owner)
    return rules.select_related("partner", "granted_by", "end").order_by("-granted_at", "id")


def rules_for(partner: Organisation) -> QuerySet[SharingRule]:
    """What others share with the organisation now."""
    rules = SharingRule.objects.filter(Q(partner=partner), end=None)
    told = rules.select_related("owner", "partner", "granted_by")
    return told.order_by("owner__display_name", "-granted_at")
