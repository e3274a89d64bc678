"""Who is in the demo: schools, suppliers, people and their roles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from nguon.food.kitchen.choices import FridgeKind
from nguon.food.kitchen.management.demo.menus import GOODS
from nguon.food.kitchen.models import Fridge
from nguon.food.kitchen.operations.register_fridge import register_fridge
from nguon.food.kitchen.operations.register_supply_contract import register_supply_contract
from nguon.ground.people.choices import Act, OrganisationKind, PlaceKind, Role
from nguon.ground.people.models import Organisation, OrganisationName, Person, Place
from nguon.ground.people.operations import (
    add_organisation_name,
    assign_role,
    issue_api_key,
    register_administrator,
    register_organisation,
    register_person,
    register_place,
    set_pin,
)
from nguon.ground.products.models import Product
from nguon.ground.products.operations import register_product
from nguon.ground.reference.models import Commune

DEMO_PASSWORD = "Hoa-ban-trang-2026"  # noqa: S105 - printed in the README: the demo has no secrets
DEMO_PIN = "2026"
SPACE = uuid5(NAMESPACE_URL, "nguon-demo")


@dataclass(frozen=True)
class Kitchen:
    key: str
    place: Place
    portions: int
    people: Mapping[str, Person]
    """`manager`, `health_officer`, and `cook_1` … by key."""

    fridges: Mapping[FridgeKind, Fridge]

    @property
    def cooks(self) -> list[Person]:
        return [person for key, person in self.people.items() if key.startswith("cook_")]


@dataclass(frozen=True)
class Supplier:
    key: str
    organisation: Organisation
    names: Sequence[OrganisationName]
    places: Mapping[str, Place]
    api_key: str
    """Secret of its programs, empty if it has none: a trader with a notebook."""


@dataclass(frozen=True)
class Cast:
    administrator: Person
    kitchens: Sequence[Kitchen]
    suppliers: Mapping[str, Supplier]
    products: Mapping[str, Product]
    people: Mapping[str, Person]
    """`inspector`, `province`, `parent`, `supplier`, `outsider`."""

    @property
    def pilot(self) -> Kitchen:
        return self.kitchens[0]


def demo_id(*parts: object) -> UUID:
    """The same id at every run, so that two demos can be compared."""
    return uuid5(SPACE, ":".join(str(part) for part in parts))


_SCHOOLS = (
    ("hoa_ban", "Trường Tiểu học Hoa Ban", "03127", "Tổ 5, phường Điện Biên Phủ", 910, 8),
    ("na_tau", "Trường PTDTBT Tiểu học Nà Tấu số 2", "03316", "Bản Nà Luống, xã Nà Tấu", 420, 2),
    ("ban_mo", "Trường Mầm non Bản Mớ", "03334", "Bản Mớ, phường Mường Thanh", 180, 2),
    ("pu_nhung", "Trường PTDTBT THCS Pú Nhung", "03260", "Bản Đề Chia, xã Pú Nhung", 312, 2),
)
_STAFF = {
    "hoa_ban": (
        "Nguyễn Thị Thanh Huyền",
        "Cà Thị Duyên",
        "Lò Thị Hoa",
        "Quàng Thị Inh",
        "Lường Thị Phượng",
        "Trần Văn Bình",
        "Vàng Thị Mỷ",
        "Tòng Thị Ánh",
        "Giàng A Páo",
        "Lò Thị Kim Oanh",
    ),
    "na_tau": ("Phạm Quốc Tuấn", "Lò Thị Xuân", "Cà Văn Thoan", "Lò Thị Bun"),
    "ban_mo": ("Đỗ Thị Lan Anh", "Vì Thị Thương", "Lò Thị Hặc", "Nguyễn Thị Nhàn"),
    "pu_nhung": ("Mùa A Vảng", "Sùng Thị Dợ", "Hạng A Chu", "Lý Thị Mai"),
}
_PHONES = {
    "hoa_ban": {"manager": "0215 000 1101", "health_officer": "0215 000 1102"},
    "na_tau": {"manager": "0215 000 1201", "health_officer": "0912 000 122"},
    "ban_mo": {"manager": "0215 000 1301", "health_officer": "0912 000 132"},
    "pu_nhung": {"manager": "0215 000 1401", "health_officer": "0912 000 142"},
}
"""Of those whom a cook calls when children fall sick; like all numbers here, nobody has them."""

_SUPPLIERS = (
    (
        "htx",
        OrganisationKind.COOPERATIVE,
        (("Hợp tác xã Rau an toàn Thanh Yên", "9900000016"),),
        "Xã Thanh Yên, tỉnh Điện Biên",
        "0215 000 0101",
    ),
    (
        "thit",
        OrganisationKind.PROCESSOR,
        (("Công ty TNHH Thịt sạch Mường Thanh", "9900000023"),),
        "Bản Khá, phường Mường Thanh",
        "0215 000 0202",
    ),
    (
        "thuong_lai",
        OrganisationKind.TRADER,
        (
            ("Hộ kinh doanh Nguyễn Thị Minh", "990000000303"),
            ("Công ty TNHH Thực phẩm Minh Phát", "9900000048"),
        ),
        "Chợ trung tâm, phường Điện Biên Phủ",
        "0912 000 303",
    ),
)


def gather_cast(*, at: datetime) -> Cast:
    """Register everybody, as of `at`: some weeks before the first school day."""
    admin = register_administrator(
        by=None,
        username="quantri",
        full_name="Quản trị nền tảng",
        password=DEMO_PASSWORD,
        at=at,
    )
    on = at.date()
    suppliers = {row[0]: _supplier(row, admin, at) for row in _SUPPLIERS}
    kitchens = [_kitchen(row, admin, at) for row in _SCHOOLS]
    for kitchen in kitchens:
        _contracts(kitchen, suppliers, at)
    products = {
        goods.key: register_product(
            by=admin,
            name=goods.name,
            name_en=goods.name_en,
            group=goods.group,
            default_uom=goods.uom,
            storage=goods.storage,
            gtin=goods.gtin,
            allergens=list(goods.allergens),
            at=at,
        )
        for goods in GOODS.values()
    }
    people = _others(admin, kitchens[0], suppliers, on=on)
    return Cast(admin, kitchens, suppliers, products, people)


def give_pins(cast: Cast, *, at: datetime) -> None:
    """Everybody who works in a kitchen the same: one PIN to remember while trying things out."""
    for kitchen in cast.kitchens:
        for person in kitchen.people.values():
            set_pin(person, DEMO_PIN, by=person, at=at)


def _person(admin: Person, username: str, full_name: str, *, phone: str = "") -> Person:
    """With the password that is printed for everybody to try: nobody has to replace it."""
    return register_person(
        by=admin,
        username=username,
        full_name=full_name,
        password=DEMO_PASSWORD,
        phone=phone,
        password_is_given=False,
    )


def _kitchen(row: tuple[str, str, str, str, int, int], admin: Person, at: datetime) -> Kitchen:
    key, name, commune_code, address, portions, cooks = row
    commune = Commune.objects.get(code=commune_code)
    school = register_organisation(
        by=admin, kind=OrganisationKind.SCHOOL, legal_name=name, address=address, at=at
    )
    place = register_place(
        by=admin,
        organisation=school,
        kind=PlaceKind.KITCHEN,
        name=f"Bếp ăn {name}",
        commune=commune,
        address=address,
        at=at,
    )
    roles = ["manager", "health_officer", *(f"cook_{n}" for n in range(1, cooks + 1))]
    people = {}
    for role, full_name in zip(roles, _STAFF[key], strict=True):
        phone = _PHONES[key].get(role, "")
        person = _person(admin, f"{key}.{role}".replace("_", ""), full_name, phone=phone)
        kind = Role.COOK if role.startswith("cook") else Role(role)
        assign_role(person, role=kind, by=admin, on=at.date(), place=place)
        people[role] = person
    named = (
        (FridgeKind.SAMPLE, "Tủ lưu mẫu"),
        (FridgeKind.COLD, "Tủ mát thực phẩm"),
        (FridgeKind.FREEZER, "Tủ đông"),
    )
    fridges = {
        kind: register_fridge(
            place,
            fridge_id=demo_id(key, kind),
            name=label,
            kind=kind,
            by=people["manager"],
            at=at,
        )
        for kind, label in named
    }
    return Kitchen(key, place, portions, people, fridges)


def _supplier(
    row: tuple[str, OrganisationKind, tuple[tuple[str, str], ...], str, str],
    admin: Person,
    at: datetime,
) -> Supplier:
    key, kind, names, address, phone = row
    organisation = register_organisation(
        by=admin,
        kind=kind,
        legal_name=names[0][0],
        tax_code=names[0][1],
        address=address,
        phone=phone,
        at=at,
    )
    for legal_name, tax_code in names[1:]:
        add_organisation_name(
            organisation,
            by=admin,
            legal_name=legal_name,
            tax_code=tax_code,
            address=address,
            phone=phone,
            at=at,
        )
    return Supplier(
        key,
        organisation,
        list(organisation.names.order_by("id")),
        _supplier_places(key, organisation, admin, at),
        _program_key(key, organisation, admin, at),
    )


def _supplier_places(
    key: str, organisation: Organisation, admin: Person, at: datetime
) -> dict[str, Place]:
    wanted = {
        "htx": (
            ("field", PlaceKind.FIELD, "Ruộng rau Đội 4, Thanh Yên"),
            ("packing", PlaceKind.PROCESSING, "Nhà sơ chế HTX Thanh Yên"),
        ),
        "thit": (
            ("farm", PlaceKind.FIELD, "Trại lợn, gà Bản Khá"),
            ("cutting", PlaceKind.PROCESSING, "Lò mổ và pha lóc Mường Thanh"),
        ),
        "thuong_lai": (("shop", PlaceKind.SHOP, "Sạp hàng chợ trung tâm"),),
    }[key]
    return {
        name: register_place(by=admin, organisation=organisation, kind=kind, name=label, at=at)
        for name, kind, label in wanted
    }


def _program_key(key: str, organisation: Organisation, admin: Person, at: datetime) -> str:
    if key == "thuong_lai":
        return ""
    _, secret = issue_api_key(
        organisation,
        name="Phần mềm của nhà cung cấp",
        scopes=[Act.CAPTURE_EVENTS, Act.QUERY_EVENTS],
        by=admin,
        at=at,
    )
    return secret


def _contracts(kitchen: Kitchen, suppliers: Mapping[str, Supplier], at: datetime) -> None:
    for number, supplier in enumerate(suppliers.values(), start=1):
        register_supply_contract(
            kitchen.place,
            contract_id=demo_id("contract", kitchen.key, supplier.key),
            supplier=supplier.organisation,
            number=f"{number:02}/HĐ-TP",
            valid_from=at.date(),
            by=kitchen.people["manager"],
            at=at,
        )


def _others(
    admin: Person, pilot: Kitchen, suppliers: Mapping[str, Supplier], *, on: date
) -> dict[str, Person]:
    people = {
        "inspector": _person(admin, "thanhtra", "Bùi Đức Mạnh"),
        "province": _person(admin, "sokhcn", "Hoàng Thị Thu Trang"),
        "parent": _person(admin, "phuhuynh", "Lò Văn Chung"),
        "supplier": _person(admin, "htxthanhyen", "Quàng Văn Pâng"),
        "outsider": _person(admin, "nguoila", "Người Không Phận Sự"),
    }
    assign_role(people["inspector"], role=Role.INSPECTOR, by=admin, on=on)
    assign_role(people["province"], role=Role.PROVINCE, by=admin, on=on)
    assign_role(
        people["parent"], role=Role.PARENT_REPRESENTATIVE, by=admin, on=on, place=pilot.place
    )
    assign_role(
        people["supplier"],
        role=Role.SUPPLIER,
        by=admin,
        on=on,
        organisation=suppliers["htx"].organisation,
    )
    return people
