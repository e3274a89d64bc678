"""Whom to call: the people of the kitchen, and the authorities that reach it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from nguon.base import clock
from nguon.food.oversight.choices import Called
from nguon.ground.people.choices import OrganisationKind, Role
from nguon.ground.people.models import Assignment, Organisation, Place
from nguon.ground.people.queries import people_working_at

EMERGENCY = "115"


@dataclass(frozen=True)
class Contact:
    """`phone` is empty if nobody registered a number: then somebody must know it by heart."""

    called: Called
    name: str
    role: str
    phone: str


def call_list_of(places: Sequence[Place], *, at: datetime) -> list[Contact]:
    """In the order in which to call; each person once, and no cook without a number."""
    found = [Contact(Called.HOSPITAL, "", "", EMERGENCY)]
    staff = [Role.HEALTH_OFFICER, Role.MANAGER, Role.COOK]
    working = [pair for place in places for pair in people_working_at(place, at=at)]
    for role in staff[:2]:
        for person, roles in working:
            if role in roles:
                found.append(_own(person.full_name, role, person.phone))
    found += _stations(places)
    found += _authorities(places, at)
    for person, roles in working:
        if roles == {Role.COOK} and person.phone:
            found.append(_own(person.full_name, Role.COOK, person.phone))
    return list({(one.name, one.phone): one for one in reversed(found)}.values())[::-1]


def _own(name: str, role: Role, phone: str) -> Contact:
    return Contact(Called.OWN_STAFF, name, str(role.label), phone)


def _stations(places: Sequence[Place]) -> list[Contact]:
    """Authorities seated in the commune, such as its health station; they have no number here."""
    communes = {place.commune_id for place in places if place.commune_id}
    seated = Organisation.objects.filter(
        kind=OrganisationKind.AUTHORITY, places__commune__in=communes
    ).distinct()
    return [
        Contact(Called.HEALTH_STATION, one.display_name, str(Called.HEALTH_STATION.label), "")
        for one in seated
    ]


def _authorities(places: Sequence[Place], at: datetime) -> list[Contact]:
    day = clock.local_day(at)
    communes = {place.commune_id for place in places}
    held = (
        Assignment.objects.filter(
            Q(valid_to=None) | Q(valid_to__gt=day),
            Q(commune=None) | Q(commune__in=communes - {None}),
            role__in=(Role.INSPECTOR, Role.PROVINCE),
            valid_from__lte=day,
            person__is_active=True,
        )
        .select_related("person")
        .order_by("role", "commune", "person__full_name")
    )
    kinds = {Role.INSPECTOR: Called.INSPECTOR, Role.PROVINCE: Called.PROVINCE}
    return [
        Contact(
            kinds[Role(one.role)],
            one.person.full_name,
            str(Role(one.role).label),
            one.person.phone,
        )
        for one in held
    ]
