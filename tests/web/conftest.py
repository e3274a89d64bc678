"""Who comes through the hall: a cook, an inspector of the province, somebody without a role."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from nguon.ground.people.choices import OrganisationKind, PlaceKind, Role
from nguon.ground.people.models import Organisation, Person, Place
from nguon.ground.people.operations import (
    assign_role,
    register_administrator,
    register_organisation,
    register_person,
    register_place,
)

AT = datetime(2026, 9, 1, 1, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Hall:
    admin: Person
    school: Organisation
    kitchen: Place

    def person(self, full_name: str, role: Role | None = None, **reach: object) -> Person:
        username = f"n{Person.objects.count()}"
        person = register_person(
            by=self.admin, username=username, full_name=full_name, password=None, at=AT
        )
        if role is not None:
            assign_role(person, role=role, by=self.admin, on=date(2026, 9, 1), **reach)
        return person

    def new_kitchen(self, name: str) -> Place:
        return register_place(
            by=self.admin, organisation=self.school, kind=PlaceKind.KITCHEN, name=name, at=AT
        )


@pytest.fixture
def hall(db: None) -> Hall:
    admin = register_administrator(
        by=None, username="quantri", full_name="Lò Thị Quản", password=None, at=AT
    )
    school = register_organisation(
        by=admin, kind=OrganisationKind.SCHOOL, legal_name="Trường Tiểu học Him Lam", at=AT
    )
    kitchen = register_place(
        by=admin, organisation=school, kind=PlaceKind.KITCHEN, name="Bếp Him Lam", at=AT
    )
    return Hall(admin, school, kitchen)


@pytest.fixture
def signed_in(client: Client) -> Callable[[Person], Client]:
    def sign_in(person: Person) -> Client:
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in
