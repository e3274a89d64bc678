"""A kitchen for each test, so that no test sees what another did; the suppliers are shared."""

from datetime import datetime, timedelta
from itertools import count

from nguon.base import clock
from nguon.food.kitchen.choices import FridgeKind
from nguon.food.kitchen.management.demo.cast import Cast, Kitchen, demo_id
from nguon.food.kitchen.operations.register_fridge import register_fridge
from nguon.food.kitchen.operations.register_supply_contract import register_supply_contract
from nguon.ground.people.choices import OrganisationKind, PlaceKind, Role
from nguon.ground.people.models import Person
from nguon.ground.people.operations import (
    assign_role,
    register_organisation,
    register_person,
    register_place,
)
from nguon.ground.reference.models import Commune

STAFF = {
    "manager": "Đỗ Thị Lan Anh",
    "health_officer": "Vì Thị Thương",
    "cook_1": "Lò Thị Hặc",
    "cook_2": "Nguyễn Thị Nhàn",
}
FRIDGES = {
    FridgeKind.SAMPLE: "Tủ lưu mẫu",
    FridgeKind.COLD: "Tủ mát thực phẩm",
    FridgeKind.FREEZER: "Tủ đông",
}
_numbers = count(1)


def new_kitchen(cast: Cast, *, key: str | None = None, at: datetime | None = None) -> Kitchen:
    """As the demo's kitchens are: four people, three fridges, a contract with each supplier."""
    at = at or clock.now() - timedelta(days=30)
    number = next(_numbers)
    name = f"Trường Tiểu học Bản Phủ {key or number}"
    key = key or f"phone_{number}"
    admin = cast.administrator
    school = register_organisation(
        by=admin, kind=OrganisationKind.SCHOOL, legal_name=name, address="Bản Phủ", at=at
    )
    place = register_place(
        by=admin,
        organisation=school,
        kind=PlaceKind.KITCHEN,
        name=f"Bếp ăn {name}",
        commune=Commune.objects.get(code="03127"),
        address="Bản Phủ",
        at=at,
    )
    people = {}
    for role, full_name in STAFF.items():
        people[role] = _employed(role, full_name, number=number, admin=admin)
        kind = Role.COOK if role.startswith("cook") else Role(role)
        assign_role(people[role], role=kind, by=admin, on=at.date(), place=place)
    manager = people["manager"]
    fridges = {
        kind: register_fridge(
            place, fridge_id=demo_id(key, kind), name=label, kind=kind, by=manager, at=at
        )
        for kind, label in FRIDGES.items()
    }
    for supplier in cast.suppliers.values():
        register_supply_contract(
            place,
            contract_id=demo_id("contract", key, supplier.key),
            supplier=supplier.organisation,
            number="01/HĐ-TP",
            valid_from=at.date(),
            by=manager,
            at=at,
        )
    return Kitchen(key, place, 150, people, fridges)


def _employed(role: str, full_name: str, *, number: int, admin: Person) -> Person:
    return register_person(
        by=admin,
        username=f"phone{number}.{role}".replace("_", ""),
        full_name=full_name,
        password="Hoa-ban-trang-2026",
        password_is_given=False,
    )
