"""Two schools, the cooperative that feeds both, and an outsider; one lot of greens for all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection

from nguon.core.epcis import (
    AggregationEvent,
    BizLocation,
    Destination,
    Event,
    ObjectEvent,
    QuantityElement,
    ReadPoint,
    Source,
    TransformationEvent,
)
from nguon.food.trace.operations import Captured, capture_events
from nguon.ground.people.choices import Act, OrganisationKind, PlaceKind, Role
from nguon.ground.people.models import Organisation, Person, Place
from nguon.ground.people.operations import (
    assign_role,
    issue_api_key,
    register_administrator,
    register_organisation,
    register_person,
    register_place,
)
from nguon.ground.people.queries import Principal, principal_of, principal_of_key

MONDAY = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)  # 07:00 in Điện Biên
HARVESTED = "https://id.gs1.org/01/08930000000019/10/RUONG2"
PACKED = "https://id.gs1.org/01/08930000000026/10/CAI1123"
RICE = "https://id.nguon.example/class/0123456789X"
DISH = "https://bep.example/class/canh-cai-1"
OTHER_DISH = "https://bep.example/class/canh-cai-2"
BOX = "https://bep.example/obj/mau-1"
PALLET = "https://id.gs1.org/00/089300000000000019"


def kilos(lot: str, amount: str) -> QuantityElement:
    return QuantityElement(lot, Decimal(amount), "KGM")


@dataclass(frozen=True)
class Actor:
    """An organisation with one place and one person, who captures what happens there."""

    organisation: Organisation
    place: Place
    person: Person
    key_secret: str
    principal: Principal
    person_principal: Principal

    def members(self, hours: float) -> dict[str, Any]:
        return {
            "event_time": MONDAY + timedelta(hours=hours),
            "event_time_zone_offset": "+07:00",
            "read_point": ReadPoint(self.place.identifier),
            "biz_location": BizLocation(self.place.identifier),
            "extensions": {"nguon:recordedBy": self.person.full_name},
        }

    def capture(self, *events: Event) -> list[Captured]:
        return capture_events(
            list(events), tenant_id=self.organisation.pk, received_at=MONDAY + timedelta(hours=9)
        )


@dataclass
class Cast:
    admin: Person
    cooperative: Actor
    kitchen: Actor
    other_kitchen: Actor
    outsider: Actor
    province: Principal
    ids: dict[str, str] = field(default_factory=dict)


@pytest.fixture
def cast(db: None) -> Cast:
    admin = register_administrator(
        by=None, username="quantri", full_name="Lò Thị Quản", password=None, at=MONDAY
    )

    def actor(kind: OrganisationKind, name: str, role: Role, at: PlaceKind) -> Actor:
        organisation = register_organisation(by=admin, kind=kind, legal_name=name, at=MONDAY)
        place = register_place(
            by=admin, organisation=organisation, kind=at, name=f"Nơi của {name}", at=MONDAY
        )
        person = register_person(
            by=admin,
            username=f"nguoi-{organisation.pk.hex[:8]}",
            full_name=f"Người {name}",
            password=None,
            at=MONDAY,
        )
        reach = {"organisation": organisation} if role == Role.SUPPLIER else {"place": place}
        assign_role(person, role=role, by=admin, on=date(2026, 9, 1), at=MONDAY, **reach)
        key, secret = issue_api_key(
            organisation,
            name=f"Khoá {name}",
            scopes=[Act.CAPTURE_EVENTS, Act.QUERY_EVENTS, Act.VIEW_TRACE],
            by=admin,
            at=MONDAY,
        )
        return Actor(
            organisation=organisation,
            place=place,
            person=person,
            key_secret=secret,
            principal=principal_of_key(key),
            person_principal=principal_of(person, at=MONDAY),
        )

    overseer = register_person(
        by=admin, username="tinh", full_name="Sở Giáo dục", password=None, at=MONDAY
    )
    assign_role(overseer, role=Role.PROVINCE, by=admin, on=date(2026, 9, 1), at=MONDAY)
    school = (OrganisationKind.SCHOOL, Role.MANAGER, PlaceKind.KITCHEN)
    return Cast(
        admin=admin,
        cooperative=actor(
            OrganisationKind.COOPERATIVE, "HTX Thanh Xương", Role.SUPPLIER, PlaceKind.FIELD
        ),
        kitchen=actor(school[0], "Trường Him Lam", *school[1:]),
        other_kitchen=actor(school[0], "Trường Pú Nhung", *school[1:]),
        outsider=actor(OrganisationKind.TRADER, "Người Ngoài", Role.SUPPLIER, PlaceKind.SHOP),
        province=principal_of(overseer, at=MONDAY),
    )


@pytest.fixture
def greens(cast: Cast) -> Cast:
    """Greens from the field to two kitchens: one got the lot itself, one a pallet with it."""
    farm, kitchen, other = cast.cooperative, cast.kitchen, cast.other_kitchen
    farm.capture(
        ObjectEvent(
            **farm.members(-24) | {"extensions": {"nguon:name": "Rau cải ruộng 2"}},
            action="ADD",
            biz_step="commissioning",
            quantity_list=(kilos(HARVESTED, "60"),),
        ),
        TransformationEvent(
            **farm.members(-20),
            biz_step="commissioning",
            input_quantity_list=(kilos(HARVESTED, "60"),),
            output_quantity_list=(kilos(PACKED, "50"),),
            ilmd={"nguon:name": "Cải ngọt đóng gói"},
        ),
        AggregationEvent(
            **farm.members(-19),
            action="ADD",
            biz_step="packing",
            parent_id=PALLET,
            child_quantity_list=(kilos(PACKED, "30"),),
        ),
        shipped(farm, -18, to=kitchen, quantity_list=(kilos(PACKED, "20"),)),
        shipped(farm, -18, to=other, epc_list=(PALLET,)),
    )
    kitchen.capture(
        received(kitchen, 0, from_=farm, quantity_list=(kilos(PACKED, "20"),)),
        TransformationEvent(
            **kitchen.members(2),
            biz_step="creating_class_instance",
            input_quantity_list=(kilos(PACKED, "18"), kilos(RICE, "40")),
            output_quantity_list=(QuantityElement(DISH, Decimal(900)),),
            ilmd={"nguon:name": "Canh cải nấu thịt"},
        ),
        TransformationEvent(
            **kitchen.members(3),
            biz_step="sampling",
            input_quantity_list=(QuantityElement(DISH, Decimal(1)),),
            output_epc_list=(BOX,),
            ilmd={"nguon:lotCode": "M-001"},
        ),
        ObjectEvent(
            **kitchen.members(4),
            action="OBSERVE",
            biz_step="dispensing",
            quantity_list=(QuantityElement(DISH, Decimal(890)),),
        ),
    )
    other.capture(
        received(other, 1, from_=farm, epc_list=(PALLET,)),
        ObjectEvent(
            **other.members(1.5),
            action="OBSERVE",
            biz_step="inspecting",
            disposition="non_conformant",
            quantity_list=(kilos(PACKED, "30"),),
        ),
        TransformationEvent(
            **other.members(2),
            biz_step="creating_class_instance",
            input_quantity_list=(kilos(PACKED, "25"),),
            output_quantity_list=(QuantityElement(OTHER_DISH, Decimal(400)),),
            ilmd={"nguon:name": "Canh bí mật"},
        ),
    )
    return cast


def shipped(by: Actor, hours: float, *, to: Actor, **things: Any) -> Event:
    return ObjectEvent(
        **by.members(hours),
        action="OBSERVE",
        biz_step="shipping",
        source_list=(Source("owning_party", by.organisation.identifier),),
        destination_list=(Destination("owning_party", to.organisation.identifier),),
        **things,
    )


def received(by: Actor, hours: float, *, from_: Actor, **things: Any) -> Event:
    return ObjectEvent(
        **by.members(hours),
        action="OBSERVE",
        biz_step="receiving",
        source_list=(Source("owning_party", from_.organisation.identifier),),
        destination_list=(Destination("owning_party", by.organisation.identifier),),
        **things,
    )


Rows = list[tuple[Any, ...]]


@pytest.fixture
def rows(db: None) -> Callable[..., Rows]:
    def fetch(statement: str, parameters: Sequence[Any] = ()) -> Rows:
        with connection.cursor() as cursor:
            cursor.execute(statement, parameters)
            return list(cursor.fetchall())

    return fetch
