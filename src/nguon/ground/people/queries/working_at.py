"""Who works at a place, and with which roles."""

from datetime import datetime

from django.db.models import Q

from nguon.base import clock
from nguon.ground.people.choices import Role
from nguon.ground.people.models import Assignment, Person, Place

_ROLES = (Role.COOK, Role.HEALTH_OFFICER, Role.MANAGER)


def people_working_at(
    place: Place, *, at: datetime | None = None
) -> list[tuple[Person, frozenset[Role]]]:
    """Those whose hands may write the kitchen's book that day, by name; one query."""
    day = clock.local_day(at or clock.now())
    held = Assignment.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=day),
        Q(place=place) | Q(organisation=place.organisation_id, role=Role.MANAGER),
        role__in=_ROLES,
        valid_from__lte=day,
        person__is_active=True,
    ).select_related("person")
    roles: dict[Person, set[Role]] = {}
    for one in held.order_by("person__full_name", "person_id", "id"):
        roles.setdefault(one.person, set()).add(Role(one.role))
    return [(person, frozenset(theirs)) for person, theirs in roles.items()]
