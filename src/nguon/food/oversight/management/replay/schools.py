"""Twelve kitchens of twelve schools, all invented: the demonstration's four and eight more."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from nguon.food.kitchen.choices import FridgeKind
from nguon.food.kitchen.management.demo.cast import Cast, Kitchen, demo_id
from nguon.food.kitchen.operations.register_fridge import register_fridge
from nguon.food.kitchen.operations.register_supply_contract import register_supply_contract
from nguon.ground.people.choices import OrganisationKind, PlaceKind, Role
from nguon.ground.people.models import Person, Place
from nguon.ground.people.operations import (
    assign_role,
    register_organisation,
    register_person,
    register_place,
)
from nguon.ground.reference.models import Commune

PILOT, RETURNED, SECOND, THIRD, OFFLINE = "hoa_ban", "na_tau", "pu_nhung", "ang_cang", "nam_ke"
"""Where the incident is opened; who sent giò back; who reports next; whose phone is offline."""

SILENT = "pa_ham"
"""Answers the recall only after somebody from above has called."""

UNSEALED = ("ban_mo", "si_pa")


@dataclass(frozen=True)
class Part:
    """What a school has to do with it. `paper` is the legal name on the trader's papers."""

    paper: int
    sick: Mapping[str, int] = field(default_factory=dict)
    """By code of the class."""


PARTS = {
    PILOT: Part(0, {"5A": 9, "5B": 7}),
    "ban_mo": Part(0),
    THIRD: Part(0, {"3A": 6}),
    OFFLINE: Part(0),
    "chung_chai": Part(0),
    "si_pa": Part(0),
    SILENT: Part(0),
    RETURNED: Part(1),
    SECOND: Part(1, {"6A": 11, "7B": 8}),
    "tua_thang": Part(1),
    "pu_nhi": Part(1),
    "nua_ngam": Part(1),
}

_MORE = (
    (THIRD, "Trường PTDTBT Tiểu học Ẳng Cang", "03256", "Bản Mới, xã Mường Ảng", 265),
    (OFFLINE, "Trường PTDTBT Tiểu học Nậm Kè", "03162", "Bản Huổi Khon, xã Nậm Kè", 238),
    ("chung_chai", "Trường PTDTBT THCS Chung Chải", "03158", "Bản Đoàn Kết, xã Sín Thầu", 301),
    ("si_pa", "Trường PTDTBT Tiểu học Si Pa Phìn", "03199", "Bản Nậm Chim, xã Si Pa Phìn", 274),
    (SILENT, "Trường PTDTBT THCS Pa Ham", "03193", "Bản Mường Anh, xã Pa Ham", 196),
    ("tua_thang", "Trường PTDTBT Tiểu học Tủa Thàng", "03220", "Bản Tà Huổi Tráng", 318),
    ("pu_nhi", "Trường PTDTBT THCS Pu Nhi", "03370", "Bản Pu Nhi, xã Pu Nhi", 462),
    ("nua_ngam", "Trường Tiểu học Núa Ngam", "03358", "Bản Tân Ngam, xã Núa Ngam", 224),
)
_STAFF = {
    THIRD: ("Lò Văn Hải", "Cà Thị Thảo", "Lò Thị Ín"),
    OFFLINE: ("Vàng A Dơ", "Giàng Thị Chía", "Thào Thị Sua"),
    "chung_chai": ("Pờ Gia Hùng", "Lỳ Mỳ Xá", "Chang Thị De"),
    "si_pa": ("Sùng A Tủa", "Hờ Thị Mo", "Ly Thị Dúa"),
    SILENT: ("Quàng Văn Thánh", "Lường Thị Yên", "Lò Thị Pọm"),
    "tua_thang": ("Giàng A Chinh", "Mùa Thị Sông", "Vừ Thị Mỷ"),
    "pu_nhi": ("Lò Văn Xôm", "Vừ Thị Là", "Cứ Thị Dợ"),
    "nua_ngam": ("Tòng Văn Cương", "Quàng Thị Hoa", "Lò Thị Biên"),
}


def twelve_kitchens(cast: Cast, *, at: datetime) -> dict[str, Kitchen]:
    """In the order of `PARTS`. The more are registered as of `at`, with contracts."""
    known = {kitchen.key: kitchen for kitchen in cast.kitchens}
    more = {row[0]: _kitchen(cast, row, at=at) for row in _MORE}
    return {key: (known | more)[key] for key in PARTS}


def _kitchen(cast: Cast, row: tuple[str, str, str, str, int], *, at: datetime) -> Kitchen:
    key, name, commune_code, address, portions = row
    admin = cast.administrator
    school = register_organisation(
        by=admin, kind=OrganisationKind.SCHOOL, legal_name=name, address=address, at=at
    )
    place = register_place(
        by=admin,
        organisation=school,
        kind=PlaceKind.KITCHEN,
        name=f"Bếp ăn {name}",
        commune=Commune.objects.get(code=commune_code),
        address=address,
        at=at,
    )
    people = _people(key, place, admin, at=at)
    fridge = register_fridge(
        place,
        fridge_id=demo_id(key, FridgeKind.SAMPLE),
        name="Tủ lưu mẫu",
        kind=FridgeKind.SAMPLE,
        by=people["manager"],
        at=at,
    )
    for number, supplier in enumerate(cast.suppliers.values(), start=1):
        register_supply_contract(
            place,
            contract_id=demo_id("contract", key, supplier.key),
            supplier=supplier.organisation,
            number=f"{number:02}/HĐ-TP",
            valid_from=at.date(),
            by=people["manager"],
            at=at,
        )
    return Kitchen(key, place, portions, people, {FridgeKind.SAMPLE: fridge})


def _people(key: str, place: Place, admin: Person, *, at: datetime) -> dict[str, Person]:
    """They have no passwords: in the story they work on phones."""
    people = {}
    roles = (
        ("manager", Role.MANAGER),
        ("health_officer", Role.HEALTH_OFFICER),
        ("cook_1", Role.COOK),
    )
    for (name, role), full_name in zip(roles, _STAFF[key], strict=True):
        username = f"{key}.{name}".replace("_", "")
        person = register_person(by=admin, username=username, full_name=full_name, password=None)
        assign_role(person, role=role, by=admin, on=at.date(), place=place)
        people[name] = person
    return people
