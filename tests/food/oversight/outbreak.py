"""Many kitchens of different schools that ate of one trader's lot, through records only."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

from nguon.base import clock
from nguon.food.kitchen.choices import FridgeKind, Matter, RecordKind
from nguon.food.kitchen.management.demo.cast import Cast, Kitchen, demo_id
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.management.demo.menus import GOODS, DemoDish
from nguon.food.kitchen.operations.register_fridge import register_fridge
from nguon.ground.people.choices import OrganisationKind, PlaceKind, Role
from nguon.ground.people.models import Person
from nguon.ground.people.operations import (
    assign_role,
    register_organisation,
    register_person,
    register_place,
)
from nguon.ground.reference.models import Commune

LOT = "https://id.gs1.org/01/09524000059109/10/GIO-2009"
GIO = DemoDish("Giò lợn kho nước dừa", Matter.SOLID, {"gio": "60"}, None)
PUPIL = "Giàng Thị Sao Mai"
"""The health officer wrote this name into the report."""

LONG = (
    "Trường Phổ thông dân tộc bán trú Tiểu học và Trung học cơ sở xã Nà Hỳ liên điểm trường "
    "Nậm Chua – Huổi Lúm – Sín Chải số "
)


def outbreak(cast: Cast, kitchens: int, *, ago: int = 1, is_long: bool = False) -> list[KitchenDay]:
    """So many days ago everybody cooked giò of one lot; afterwards every kitchen reported sick."""
    on = clock.today() - timedelta(days=ago)
    found = list(cast.kitchens[:kitchens])
    found += [new_kitchen(cast, n, is_long=is_long) for n in range(len(found), kitchens)]
    days = [KitchenDay(cast, one, 0, on, Random(number)) for number, one in enumerate(found)]  # noqa: S311
    for day in days:
        lunch_of_gio(day)
    return days


def lunch_of_gio(day: KitchenDay, **line: Any) -> None:
    day.menu = [GIO]
    day.plan()
    goods = GOODS["gio"]
    said = {"lot_code": LOT, **line}
    day.receive_line(goods, Decimal(30), at=day.at(5, 40), **said)
    day.cook_dish(GIO, 0)
    day.check_dish(GIO, 0)
    day.take_sample(GIO, 0)
    day.start_eating()


def suspicion(day: KitchenDay, *, sick: int = 12, key: str = "suspicion", **more: Any) -> UUID:
    """Two taps by the health officer, the same afternoon."""
    at = day.at(14, 0)
    body = {
        "held_at": at.isoformat(),
        "kind": "suspicion",
        "cause": f"Em {PUPIL} lớp 4A và 11 em khác đau bụng sau bữa trưa",
        "meal_ids": [str(day.meal_id)],
        "suspected": {
            "sick": sick,
            "first_onset_at": day.at(12, 40).isoformat(),
            "symptoms": ["vomiting", "abdominal_pain"],
        },
        **more,
    }
    by = day.kitchen.people["health_officer"]
    return day.say(RecordKind.HOLD, body, key=key, by=by, at=at + timedelta(minutes=1))


def new_kitchen(cast: Cast, number: int, *, is_long: bool = False) -> Kitchen:
    """One more school like the others, in the commune of the second."""
    key = f"school_{number}"
    admin, at = cast.administrator, clock.now() - timedelta(days=90)
    commune = Commune.objects.get(code="03316")
    name = f"{LONG}{number}" if is_long else f"Trường Tiểu học số {number}"
    school = register_organisation(
        by=admin, kind=OrganisationKind.SCHOOL, legal_name=name, address="Bản Nà Luống", at=at
    )
    place = register_place(
        by=admin,
        organisation=school,
        kind=PlaceKind.KITCHEN,
        name=f"Bếp ăn {name}",
        commune=commune,
        address="Bản Nà Luống, xã Nà Tấu",
        at=at,
    )
    people = {
        role: _person(admin, key, role, number) for role in ("manager", "health_officer", "cook_1")
    }
    for role, person in people.items():
        kind = Role.COOK if role == "cook_1" else Role(role)
        assign_role(person, role=kind, by=admin, on=at.date(), place=place)
    fridge = register_fridge(
        place,
        fridge_id=demo_id(key, "fridge"),
        name="Tủ lưu mẫu",
        kind=FridgeKind.SAMPLE,
        by=people["manager"],
        at=at,
    )
    return replace(
        cast.pilot,
        key=key,
        place=place,
        portions=120 + number,
        people=people,
        fridges={FridgeKind.SAMPLE: fridge},
    )


def _person(admin: Person, key: str, role: str, number: int) -> Person:
    return register_person(
        by=admin,
        username=f"{key}.{role}",
        full_name=f"Lường Thị Nhân viên {number}",
        password=None,
    )
