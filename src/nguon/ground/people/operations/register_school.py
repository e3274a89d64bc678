"""Register a school that can begin to work: itself, its kitchen, and who runs it."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from nguon.base import clock
from nguon.base.errors import InputInvalid
from nguon.ground.people.choices import OrganisationKind, PlaceKind, Role
from nguon.ground.people.models import Assignment, Organisation, Person, Place
from nguon.ground.people.operations.register_organisation import register_organisation
from nguon.ground.people.operations.register_person_in_role import register_person_in_role
from nguon.ground.people.operations.register_place import register_place
from nguon.ground.reference.models import Commune


@dataclass(frozen=True, slots=True)
class FirstManager:
    username: str
    full_name: str
    password: str | None
    phone: str = ""


@dataclass(frozen=True, slots=True)
class School:
    organisation: Organisation
    kitchen: Place
    manager: Assignment


@transaction.atomic
def register_school(  # noqa: PLR0913 - a form of that many fields, all by keyword
    *,
    by: Person,
    legal_name: str,
    kitchen_name: str,
    commune: Commune,
    manager: FirstManager,
    tax_code: str | None = None,
    address: str = "",
    phone: str = "",
    at: datetime | None = None,
) -> School:
    """All or nothing. The manager has the school as a whole, so also kitchens that come later.

    What is wrong about the manager is told with paths that begin with `manager_`.
    """
    at = at or clock.now()
    school = register_organisation(
        by=by,
        kind=OrganisationKind.SCHOOL,
        legal_name=legal_name,
        tax_code=tax_code,
        address=address,
        phone=phone,
        at=at,
    )
    kitchen = register_place(
        by=by,
        organisation=school,
        kind=PlaceKind.KITCHEN,
        name=kitchen_name,
        commune=commune,
        address=address,
        at=at,
    )
    return School(school, kitchen, _manager_of(school, manager, by=by, at=at))


def _manager_of(
    school: Organisation, manager: FirstManager, *, by: Person, at: datetime
) -> Assignment:
    try:
        return register_person_in_role(
            by=by,
            username=manager.username,
            full_name=manager.full_name,
            password=manager.password,
            phone=manager.phone,
            role=Role.MANAGER,
            organisation=school,
            on=clock.local_day(at),
            at=at,
        )
    except InputInvalid as error:
        faults = [replace(fault, path=f"manager_{fault.path}") for fault in error.errors]
        raise InputInvalid(faults) from error
