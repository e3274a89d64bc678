"""The telephone numbers of those who have not answered: the one thing that leaves the house is a
person's own call."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import F, Q

from nguon.base import clock
from nguon.food.oversight.queries.recall_value import Notice
from nguon.ground.people.choices import OrganisationKind, Role
from nguon.ground.people.models import Assignment, OrganisationName

_WHO = (Role.MANAGER, Role.HEALTH_OFFICER, Role.COOK, Role.SUPPLIER)


def phones_of(notices: Iterable[Notice]) -> dict[UUID, list[tuple[str, str, str]]]:
    """Name, role and number by notice; the manager first, who has no number left out.

    After people the numbers that the organisation itself was registered with: most traders have no
    person here at all.
    """
    notices = list(notices)
    places = {one.place.pk: one.place for one in notices if one.place is not None}
    organisations = {one.organisation.pk for one in notices if one.organisation is not None}
    owners = {place.organisation_id for place in places.values()}
    day = clock.today()
    held = (
        Assignment.objects.filter(
            Q(valid_to=None) | Q(valid_to__gt=day),
            Q(place__in=places) | Q(organisation__in=organisations | owners),
            role__in=_WHO,
            valid_from__lte=day,
            person__is_active=True,
        )
        .exclude(person__phone="")
        .select_related("person")
    )
    found: dict[UUID, list[tuple[str, str, str]]] = defaultdict(list)
    for one in sorted(held, key=lambda one: _WHO.index(Role(one.role))):
        told = (one.person.full_name, str(Role(one.role).label), one.person.phone)
        for notice in notices:
            if _is_for(one, notice) and told not in found[notice.key]:
                found[notice.key].append(told)
    registered = _registered(organisations | owners)
    for notice in notices:
        owner = notice.place.organisation_id if notice.place else notice.key
        known = {number for _name, _role, number in found[notice.key]}
        found[notice.key] += [one for one in registered[owner] if one[2] not in known]
    return found


def _registered(organisations: Collection[UUID]) -> dict[UUID, list[tuple[str, str, str]]]:
    """Each number once, under the newest name it goes with; names in use before those of old."""
    names = (
        OrganisationName.objects.filter(organisation__in=organisations)
        .exclude(phone="")
        .select_related("organisation")
        .order_by(F("valid_to").desc(nulls_first=True), "-valid_from", "-id")
    )
    found: dict[UUID, dict[str, tuple[str, str, str]]] = defaultdict(dict)
    for one in names:
        kind = str(OrganisationKind(one.organisation.kind).label)
        found[one.organisation_id].setdefault(one.phone, (one.legal_name, kind, one.phone))
    return defaultdict(list, {key: list(numbers.values()) for key, numbers in found.items()})


def _is_for(held: Assignment, notice: Notice) -> bool:
    if notice.place is not None:
        owner = notice.place.organisation_id
        return held.place_id == notice.place.pk or (
            held.organisation_id == owner and held.role == Role.MANAGER
        )
    organisation = notice.organisation
    return organisation is not None and held.organisation_id == organisation.pk
