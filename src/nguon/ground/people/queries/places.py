"""What a person may see of places, organisations, persons and keys. Start every page from these."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet

from nguon.ground.people.choices import Act, Role
from nguon.ground.people.models import ApiKey, Assignment, Organisation, Person, Place
from nguon.ground.people.queries.assignments import assignments_at

_NOTHING = Q(pk__in=[])
_EVERYTHING = Q()


def places_visible_to(
    person: Person | AnonymousUser, *, act: Act | None = None, at: datetime | None = None
) -> QuerySet[Place]:
    """Places within reach of the person; with `act`, only where they may do that."""
    return Place.objects.filter(reach_of(granting(assignments_at(person, at), act)))


def organisations_visible_to(
    person: Person | AnonymousUser, *, act: Act | None = None, at: datetime | None = None
) -> QuerySet[Organisation]:
    """Organisations the person belongs to, or that have a place within reach."""
    held = granting(assignments_at(person, at), act)
    if any(sees_everything(one) for one in held):
        return Organisation.objects.all()
    within = Place.objects.filter(reach_of(held), organisation=OuterRef("pk"))
    own = [one.organisation_id for one in held if one.organisation_id is not None]
    return Organisation.objects.filter(Q(pk__in=own) | Exists(within))


def organisations_held_by(held: Iterable[Assignment]) -> QuerySet[Organisation]:
    """Organisations that are the person's as a whole: directly, or by every one of their places.

    An inspector of a commune holds a school that is all within it, but not a trader with a shop
    there and a store elsewhere.
    """
    held = list(held)
    if any(sees_everything(one) for one in held):
        return Organisation.objects.all()
    own = [one.organisation_id for one in held if one.organisation_id is not None]
    places = Place.objects.filter(organisation=OuterRef("pk"))
    reach = reach_of(held)
    return Organisation.objects.filter(
        Q(pk__in=own) | (Exists(places.filter(reach)) & ~Exists(places.exclude(reach)))
    )


def persons_visible_to(
    person: Person | AnonymousUser, *, at: datetime | None = None
) -> QuerySet[Person]:
    """The person, and whoever was ever assigned to places or organisations that they manage."""
    held = [one for one in assignments_at(person, at) if one.role == Role.MANAGER]
    places = Place.objects.filter(reach_of(held))
    there = Assignment.objects.filter(
        Q(place__in=places) | Q(organisation__in=_organisations_of(held)), person=OuterRef("pk")
    )
    return Person.objects.filter(Q(pk=person.pk) | Exists(there))


def api_keys_visible_to(
    person: Person | AnonymousUser, *, at: datetime | None = None
) -> QuerySet[ApiKey]:
    """Keys of the organisations in which the person manages or supplies; revoked ones as well."""
    held = [one for one in assignments_at(person, at) if one.role in (Role.MANAGER, Role.SUPPLIER)]
    return ApiKey.objects.filter(organisation__in=_organisations_of(held))


def granting(held: Iterable[Assignment], act: Act | None) -> list[Assignment]:
    """Of some assignments, those whose role may do the act."""
    return [one for one in held if act is None or act in Role(one.role).acts]


def sees_everything(held: Assignment) -> bool:
    return held.role == Role.PROVINCE or (held.role == Role.INSPECTOR and held.commune_id is None)


def reach_of(held: Iterable[Assignment]) -> Q:
    """The filter on places that some assignments reach together; nothing without any."""
    reach = _NOTHING
    for one in held:
        if sees_everything(one):
            return _EVERYTHING
        if one.commune_id is not None:
            reach |= Q(commune=one.commune_id)
        elif one.organisation_id is not None:
            reach |= Q(organisation=one.organisation_id)
        else:
            reach |= Q(pk=one.place_id)
    return reach


def _organisations_of(held: Iterable[Assignment]) -> list[object]:
    return [one.organisation_id for one in held if one.organisation_id is not None]
