"""Register somebody together with what they are here for."""

from datetime import date, datetime

from django.db import transaction

from nguon.ground.people.choices import Role
from nguon.ground.people.models import Assignment, Organisation, Person, Place
from nguon.ground.people.operations.assign_role import assign_role
from nguon.ground.people.operations.register_person import register_person
from nguon.ground.reference.models import Commune


@transaction.atomic
def register_person_in_role(  # noqa: PLR0913 - a form of that many fields, all by keyword
    *,
    by: Person,
    username: str,
    full_name: str,
    password: str | None,
    role: Role,
    on: date,
    phone: str = "",
    place: Place | None = None,
    organisation: Organisation | None = None,
    commune: Commune | None = None,
    at: datetime | None = None,
) -> Assignment:
    """Both or nothing: a person without a role would not even be seen by who registered them."""
    person = register_person(
        by=by, username=username, full_name=full_name, password=password, phone=phone, at=at
    )
    return assign_role(
        person,
        role=role,
        by=by,
        on=on,
        place=place,
        organisation=organisation,
        commune=commune,
        at=at,
    )
