"""The tiles of the people who work here, with what each may do and by which PIN they are known."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from nguon.ground.people.choices import Role
from nguon.ground.people.models import Person, Place
from nguon.ground.people.queries import people_working_at, pins_of

Staff = list[tuple[Person, frozenset[Role]]]
_ANSWERING = (Role.HEALTH_OFFICER, Role.MANAGER)
"""Who is called when something goes wrong, in this order."""


def staff_of(place: Place, at: datetime) -> Staff:
    return people_working_at(place, at=at)


def kit_people(staff: Staff) -> list[dict[str, Any]]:
    pins = pins_of(person for person, _ in staff)
    tiles = []
    for person, roles in staff:
        pin = pins.get(person.pk)
        known_by = pin and {"salt": pin.salt, "iterations": pin.iterations, "hash": pin.digest}
        acts = {act.value for role in roles for act in role.acts}
        tiles.append(
            {
                "id": str(person.pk),
                "name": person.full_name,
                "roles": sorted(role.value for role in roles),
                "acts": sorted(acts),
                "pin": known_by,
            }
        )
    return tiles


def kit_calls(staff: Staff) -> list[dict[str, str]]:
    """Only numbers that somebody registered: no clinic has one here yet."""
    return [
        {"name": f"{person.full_name} ({role.label})", "phone": person.phone}
        for role in _ANSWERING
        for person, roles in _in_order(staff)
        if role in roles and person.phone
    ]


def _in_order(staff: Staff) -> Iterable[tuple[Person, frozenset[Role]]]:
    return sorted(staff, key=lambda one: (one[0].full_name, str(one[0].pk)))
