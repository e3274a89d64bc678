"""The cast of the ground floor: two schools that must not see each other, and those above them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from nguon.ground.people.choices import OrganisationKind, PlaceKind, Role
from nguon.ground.people.models import Organisation, Person, Place
from nguon.ground.people.operations import (
    assign_role,
    register_administrator,
    register_organisation,
    register_person,
    register_place,
)
from nguon.ground.reference.models import Commune

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # Monday, 08:00 in Điện Biên
DAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Cast:
    admin: Person
    ward: Commune
    commune: Commune
    school: Organisation
    kitchen: Place
    other_school: Organisation
    other_kitchen: Place
    cooperative: Organisation
    field: Place
    register: Callable[[str], Person]

    def person(self, role: Role, username: str = "") -> Person:
        """Somebody with the role, at the first school's kitchen where the role is local."""
        person = self.register(username or role.value)
        reach = {
            Role.SUPPLIER: {"organisation": self.cooperative},
            Role.INSPECTOR: {"commune": self.ward},
            Role.PROVINCE: {},
        }.get(role, {"place": self.kitchen})
        assign_role(person, role=role, by=self.admin, on=date(2026, 9, 1), **reach)
        return person


@pytest.fixture
def cast(db: None) -> Cast:
    admin = register_administrator(
        by=None, username="quantri", full_name="Lò Thị Quản", password=None, at=AT
    )

    def register(username: str) -> Person:
        return register_person(
            by=admin, username=username, full_name=f"Người {username}", password=None, at=AT
        )

    def organisation(kind: OrganisationKind, name: str) -> Organisation:
        return register_organisation(by=admin, kind=kind, legal_name=name, at=AT)

    def place(owner: Organisation, kind: PlaceKind, name: str, commune: Commune) -> Place:
        return register_place(
            by=admin, organisation=owner, kind=kind, name=name, commune=commune, at=AT
        )

    ward = Commune.objects.get(pk="03127")
    commune = Commune.objects.get(pk="03260")
    school = organisation(OrganisationKind.SCHOOL, "Trường Tiểu học Hà Nội - Điện Biên Phủ")
    other = organisation(OrganisationKind.SCHOOL, "Trường PTDTBT Tiểu học Pú Nhung")
    cooperative = organisation(OrganisationKind.COOPERATIVE, "HTX Rau an toàn Thanh Xương")
    return Cast(
        admin=admin,
        ward=ward,
        commune=commune,
        school=school,
        kitchen=place(school, PlaceKind.KITCHEN, "Bếp bán trú", ward),
        other_school=other,
        other_kitchen=place(other, PlaceKind.KITCHEN, "Bếp Pú Nhung", commune),
        cooperative=cooperative,
        field=place(cooperative, PlaceKind.FIELD, "Ruộng rau số 2", commune),
        register=register,
    )
