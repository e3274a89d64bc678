"""What somebody may open in the register of organisations and people.

Administrators open everything; who registers suppliers opens all suppliers, which every kitchen
knows on purpose; everybody opens the organisations that are their own as a whole.
"""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch, Q, QuerySet

from nguon.base import clock
from nguon.base.folded_text import folded
from nguon.ground.people.choices import SUPPLIER_KINDS, Act, Role
from nguon.ground.people.models import (
    Assignment,
    Organisation,
    OrganisationName,
    Person,
    Place,
)
from nguon.ground.people.models.tax_code import TaxCode
from nguon.ground.people.queries.assignments import assignments_at
from nguon.ground.people.queries.organisations import organisations_matching
from nguon.ground.people.queries.places import (
    granting,
    persons_visible_to,
    places_visible_to,
    reach_of,
)


def organisations_open_to(
    person: Person | AnonymousUser, *, at: datetime | None = None
) -> QuerySet[Organisation]:
    if administers(person):
        return Organisation.objects.all()
    held = list(assignments_at(person, at))
    reach = Q(pk__in=[one.pk for one in organisations_held_as_a_whole(held)])
    if granting(held, Act.REGISTER_SUPPLIER):
        reach |= Q(kind__in=SUPPLIER_KINDS)
    return Organisation.objects.filter(reach)


def organisations_held_as_a_whole(held: Iterable[Assignment]) -> list[Organisation]:
    """Those whose keys and places are the person's; a manager of one place has none."""
    able = (one.organisation for one in held if one.role in (Role.MANAGER, Role.SUPPLIER))
    return list(dict.fromkeys(one for one in able if one is not None))


def organisations_like(
    *, legal_name: str, tax_code: str = "", identifier: str = ""
) -> QuerySet[Organisation]:
    """Whoever has this tax code, this legal name or this identifier already."""
    alike = Q(folded_name=folded(legal_name)) if folded(legal_name) else Q(pk__in=[])
    if number := TaxCode.parse_if_one(tax_code):
        alike |= Q(tax_code=number.value)
    names = OrganisationName.objects.filter(alike).values("organisation")
    return Organisation.objects.filter(Q(pk__in=names) | Q(identifier=identifier))


def registry_matching(
    person: Person, text: str, *, at: datetime | None = None
) -> QuerySet[Organisation]:
    """Those open to the person, by part of any name or the beginning of a tax code."""
    return (
        organisations_open_to(person, at=at)
        .filter(pk__in=organisations_matching(text).values("pk"))
        .prefetch_related("names")
    )


def persons_open_to(
    person: Person | AnonymousUser, *, at: datetime | None = None
) -> QuerySet[Person]:
    return Person.objects.all() if administers(person) else persons_visible_to(person, at=at)


def assignments_open_to(person: Person, *, at: datetime | None = None) -> QuerySet[Assignment]:
    """A manager sees what a colleague does in the own kitchens, and nothing of other kitchens."""
    found = Assignment.objects.select_related("place", "organisation", "commune", "person")
    if administers(person):
        return found
    held = [one for one in assignments_at(person, at) if one.role == Role.MANAGER]
    places = Place.objects.filter(reach_of(held))
    own = [one.organisation_id for one in held if one.organisation_id is not None]
    return found.filter(Q(place__in=places) | Q(organisation__in=own))


def assignments_in(
    organisation: Organisation, *, at: datetime | None = None
) -> QuerySet[Assignment]:
    """Who has a role, now or to come, in the organisation or at one of its places."""
    day = clock.local_day(at or clock.now())
    here = Q(organisation=organisation) | Q(place__organisation=organisation)
    return (
        Assignment.objects.filter(Q(valid_to=None) | Q(valid_to__gt=day), here)
        .select_related("person", "place", "organisation", "commune")
        .order_by("person__full_name", "id")
    )


def staff_of(person: Person, text: str = "", *, at: datetime | None = None) -> QuerySet[Person]:
    """People open to the person, the person aside; `standing` holds their roles now or to come."""
    day = clock.local_day(at or clock.now())
    standing = assignments_open_to(person, at=at).filter(Q(valid_to=None) | Q(valid_to__gt=day))
    people = persons_open_to(person, at=at).exclude(pk=person.pk)
    wanted = " ".join(text.replace("\0", "").split())
    if wanted:
        people = people.filter(Q(full_name__icontains=wanted) | Q(username__icontains=wanted))
    return people.prefetch_related(Prefetch("assignments", standing, to_attr="standing"))


def kitchens_set_up_by(person: Person, *, at: datetime | None = None) -> QuerySet[Place]:
    """Kitchens whose staff, fridges and contracts are the person's to arrange."""
    return places_visible_to(person, act=Act.SET_UP_KITCHEN, at=at).filter(kind="kitchen")


def administers(person: Person | AnonymousUser) -> bool:
    """Read from the database: an object in hand may be as old as the session."""
    if isinstance(person, AnonymousUser):
        return False
    return Person.objects.filter(pk=person.pk, is_active=True, is_superuser=True).exists()
