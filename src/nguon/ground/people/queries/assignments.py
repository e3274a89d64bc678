"""Which assignments count on a day."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from nguon.base import clock
from nguon.ground.people.choices import Act, Role
from nguon.ground.people.models import Assignment, Person, Place


def assignments_at(
    person: Person | AnonymousUser, at: datetime | None = None
) -> QuerySet[Assignment]:
    """Assignments in force on the local day of that instant (now); none of an inactive person.

    Whether somebody is active is read from the database, not from the object in hand, which may
    be as old as their session.
    """
    if isinstance(person, AnonymousUser):
        return Assignment.objects.none()
    day = clock.local_day(at or clock.now())
    return Assignment.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=day),
        person_id=person.pk,
        person__is_active=True,
        valid_from__lte=day,
    ).select_related("place", "organisation", "commune")


def roles_of(
    person: Person | AnonymousUser, place: Place, *, at: datetime | None = None
) -> frozenset[Role]:
    """The roles whose reach contains the place that day."""
    return frozenset(
        Role(held.role) for held in assignments_at(person, at) if reaches_place(held, place)
    )


def acts_at(
    person: Person | AnonymousUser, place: Place, *, at: datetime | None = None
) -> frozenset[Act]:
    """Everything the person may do at the place, in one query: for pages with many buttons."""
    return frozenset(act for role in roles_of(person, place, at=at) for act in role.acts)


def acts_of(held: Iterable[Assignment]) -> frozenset[Act]:
    """Everything that some assignments grant, each where it reaches."""
    return frozenset(act for one in held for act in Role(one.role).acts)


def reaches_place(held: Assignment, place: Place) -> bool:
    """Whether an assignment extends to a place. `places.reach_of` says the same in SQL."""
    match held.role:
        case Role.PROVINCE:
            return True
        case Role.INSPECTOR:
            return held.commune_id is None or held.commune_id == place.commune_id
        case Role.MANAGER | Role.SUPPLIER if held.organisation_id is not None:
            return held.organisation_id == place.organisation_id
    return held.place_id is not None and held.place_id == place.pk
