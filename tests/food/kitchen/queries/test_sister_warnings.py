"""A return or a hold in one kitchen warns those that buy from the same supplier, and no others."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from nguon.base import clock
from nguon.food.kitchen.choices import RecordKind, ReturnReason
from nguon.food.kitchen.management.demo.cast import Cast, Kitchen
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.management.demo.menus import GOODS
from nguon.food.kitchen.models import SupplyContract
from nguon.food.kitchen.operations.register_supply_contract import register_supply_contract
from nguon.food.kitchen.queries.sister_warnings import SisterWarning, warnings_for
from nguon.food.kitchen.rules.kit import kit_version_of
from nguon.ground.people.choices import OrganisationKind, PlaceKind, Role
from nguon.ground.people.operations import (
    add_organisation_name,
    assign_role,
    register_organisation,
    register_person,
    register_place,
)
from tests.food.kitchen.conftest import START
from tests.food.kitchen.incidents import CAUSE, lot_of, place_hold, release, send_back, withdraw

EARLY = START - timedelta(days=90)
PWA = Path(__file__).resolve().parents[4] / "pwa"
STRANGER = {"name": "Bà Lò Thị Pánh", "phone": "0912 345 678"}


def day_of(cast: Cast, kitchen: int = 1, *, ago: int = 0) -> KitchenDay:
    return day_at(cast, cast.kitchens[kitchen], ago=ago)


def day_at(cast: Cast, kitchen: Kitchen, *, ago: int = 0) -> KitchenDay:
    on = clock.today() - timedelta(days=ago)
    return KitchenDay(cast, kitchen, 0, on, Random(7))  # noqa: S311


def warned(kitchen: Kitchen, at: datetime | None = None) -> list[SisterWarning]:
    return warnings_for(kitchen.place, at=at or clock.now())


def said(warnings: Sequence[SisterWarning]) -> list[tuple[str, str, bool]]:
    return [(one.kind, one.goods, one.is_certain) for one in warnings]


@pytest.fixture
def alone(cast: Cast) -> Kitchen:
    """A kitchen that buys from nobody whom the others know."""
    admin = cast.administrator
    school = register_organisation(
        by=admin, kind=OrganisationKind.SCHOOL, legal_name="Trường Mầm non Xa", at=EARLY
    )
    place = register_place(
        by=admin, organisation=school, kind=PlaceKind.KITCHEN, name="Bếp Xa", at=EARLY
    )
    people = {}
    for key, role in (("manager", Role.MANAGER), ("health_officer", Role.HEALTH_OFFICER)):
        person = register_person(
            by=admin, username=f"xa.{key}", full_name=f"Người {key}", password="Xa-xoi-2026-x"
        )
        assign_role(person, role=role, by=admin, on=EARLY.date(), place=place)
        people[key] = person
    return Kitchen("xa", place, 50, people, {})


def test_a_rejection_reaches_every_kitchen_of_the_same_supplier(cast: Cast) -> None:
    line = send_back(day_of(cast), "lon")
    (warning,) = warned(cast.pilot)
    supplier = cast.suppliers["thit"].organisation
    place = cast.kitchens[1].place
    assert warning == SisterWarning(
        id=line,
        kind="rejection",
        record_id=line,
        organisation=supplier.pk,
        supplier="Công ty TNHH Thịt sạch Mường Thanh",
        names=("Công ty TNHH Thịt sạch Mường Thanh",),
        goods="Thịt lợn nạc vai",
        reason="cảm quan không đạt",
        at=day_of(cast).at(6, 10),
        kitchen=place.name,
        commune=place.commune.name if place.commune else "",
        is_certain=True,
    )
    assert [len(warned(kitchen)) for kitchen in cast.kitchens] == [1, 0, 1, 1]


def test_another_legal_name_of_the_same_actor_is_no_way_around(cast: Cast) -> None:
    """The trader delivers to the pilot under one name and to the others under the other."""
    day = day_of(cast)
    send_back(day, "dau_phu")
    (warning,) = warned(cast.pilot)
    assert warning.supplier == "Công ty TNHH Thực phẩm Minh Phát"
    assert "Hộ kinh doanh Nguyễn Thị Minh" in warning.names


def test_a_partial_return_warns_too_and_an_acceptance_does_not(cast: Cast) -> None:
    day = day_of(cast)
    send_back(
        day, "lon", decision="partly", returned_amount="2", rejection_reason="Có vài miếng nhớt"
    )
    day.receive_line(GOODS["ga"], Decimal(5), at=day.at(6, 0))
    assert said(warned(cast.pilot)) == [("rejection", "Thịt lợn nạc vai", True)]


def test_who_does_not_want_to_warn_does_not(cast: Cast) -> None:
    send_back(day_of(cast), "lon", share=False)
    assert warned(cast.pilot) == []


def test_a_kitchen_that_shares_no_supplier_learns_nothing(cast: Cast, alone: Kitchen) -> None:
    day = day_of(cast)
    send_back(day, "lon")
    day.receive_line(GOODS["ga"], Decimal(5), at=day.at(6, 0))
    place_hold(day, kind="other", cause="Mùi lạ", lot_uris=[lot_of(day, "ga")])
    before = kit_version_of(alone.place, at=clock.now())
    send_back(day_of(cast, 2), "lon")
    assert warned(alone) == []
    assert kit_version_of(alone.place, at=clock.now()) == before


def test_a_contract_is_enough_and_an_old_one_is_not(cast: Cast, alone: Kitchen) -> None:
    send_back(day_of(cast), "lon")
    contract = register_supply_contract(
        alone.place,
        contract_id=uuid4(),
        supplier=cast.suppliers["thit"].organisation,
        number="7/HĐ",
        valid_from=START.date(),
        by=alone.people["manager"],
        at=START,
    )
    assert len(warned(alone)) == 1
    for ended, told in ((59, 1), (60, 0)):
        gone = clock.today() - timedelta(days=ended)
        SupplyContract.objects.filter(pk=contract.pk).update(valid_to=gone, valid_from=gone)
        assert len(warned(alone)) == told


@pytest.mark.parametrize(("ago", "told"), [(0, 1), (60, 1), (61, 0)])
def test_a_delivery_of_the_last_60_days_is_enough(
    cast: Cast, alone: Kitchen, ago: int, told: int
) -> None:
    send_back(day_of(cast), "lon")
    bought = day_at(cast, alone, ago=ago)
    bought.receive_line(GOODS["ga"], Decimal(3), at=bought.at(6, 0))
    assert len(warned(alone)) == told


@pytest.mark.parametrize(("ago", "told"), [(30, 1), (31, 0)])
def test_a_warning_lasts_30_days(cast: Cast, ago: int, told: int) -> None:
    send_back(day_of(cast, ago=ago), "lon")
    assert len(warned(cast.pilot)) == told


def test_a_withdrawn_rejection_warns_nobody_from_then_on(cast: Cast) -> None:
    day = day_of(cast)
    send_back(day, "lon")
    before = kit_version_of(cast.pilot.place, at=clock.now())
    withdraw(day, "back:lon")
    assert warned(cast.pilot) == []
    assert kit_version_of(cast.pilot.place, at=clock.now()) != before


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"rejection_reason": "Mùi lạ; Không đủ lạnh"}, "Mùi lạ; Không đủ lạnh; {failed}"),
        ({"rejection_reason": "mùi lạ ; ông Páo lái xe say"}, "Mùi lạ; {failed}"),
        ({"rejection_reason": "ông Páo nói: Quá hạn"}, "{failed}"),
        ({"sensory": "pass", "quick_test": "fail"}, "xét nghiệm nhanh không đạt"),
        ({"sensory": "pass"}, "bếp đó ghi bằng lời riêng, hãy gọi hỏi"),
    ],
)
def test_the_own_words_of_a_kitchen_stay_there(
    cast: Cast, changes: dict[str, str], told: str
) -> None:
    send_back(day_of(cast), "lon", **changes)
    (warning,) = warned(cast.pilot)
    assert warning.reason == told.format(failed="cảm quan không đạt")


def test_the_words_of_the_phone_are_those_that_the_server_knows() -> None:
    words = json.loads((PWA / "src" / "words" / "vi.json").read_text(encoding="utf-8"))
    with translation.override("vi"):
        labels = {f"reason.{one.value}": str(one.label) for one in ReturnReason}
    assert {key: text for key, text in words.items() if key.startswith("reason.")} == labels


def test_a_corrected_rejection_warns_with_its_new_words(cast: Cast) -> None:
    day = day_of(cast)
    first = send_back(day, "lon")
    body = day.delivery(GOODS["lon"], Decimal(9), at=day.at(6, 10))
    changed = {"sensory": "fail", "decision": "rejected", "rejection_reason": "Thiếu giấy tờ"}
    day.say(
        RecordKind.DELIVERY_LINE,
        body | changed,
        key="corrected",
        by=day.kitchen.people["health_officer"],
        at=day.at(7, 0),
        supersedes=first,
        reason="Ghi nhầm lý do",
    )
    (warning,) = warned(cast.pilot)
    assert (warning.id, warning.record_id) == (first, day.said["corrected"])
    assert warning.reason == "Thiếu giấy tờ; cảm quan không đạt"


def test_a_rejection_corrected_into_an_acceptance_warns_no_more(cast: Cast) -> None:
    day = day_of(cast)
    first = send_back(day, "lon")
    day.say(
        RecordKind.DELIVERY_LINE,
        day.delivery(GOODS["lon"], Decimal(9), at=day.at(6, 10)),
        key="corrected",
        by=day.kitchen.people["health_officer"],
        at=day.at(7, 0),
        supersedes=first,
        reason="Nhầm lô",
    )
    assert warned(cast.pilot) == []


def held(day: KitchenDay, **how: Any) -> str:
    day.receive_line(GOODS["ga"], Decimal(5), at=day.at(6, 0))
    lot = lot_of(day, "ga")
    place_hold(day, lot_uris=[lot], **how)
    return lot


def test_a_hold_on_a_lot_warns_until_it_is_released(cast: Cast) -> None:
    day = day_of(cast)
    held(day, kind="other", cause="Màu lạ khi chặt")
    (warning,) = warned(cast.pilot)
    assert (warning.kind, warning.goods, warning.reason) == (
        "hold",
        "Thịt gà ta chặt miếng",
        "Màu lạ khi chặt",
    )
    assert warning.record_id == day.said["hold"]
    release(day)
    assert warned(cast.pilot) == []


@pytest.mark.parametrize("kind", ["suspicion", "authority", "other"])
def test_words_about_pupils_stay_in_the_kitchen_that_wrote_them(cast: Cast, kind: str) -> None:
    day = day_of(cast)
    day.plan()
    held(day, kind=kind, meal_ids=[str(day.meal_id)])
    reasons = [one.reason for one in warned(cast.pilot)]
    assert len(reasons) == 1
    assert CAUSE not in reasons


def test_a_suspicion_is_told_as_one_and_no_more(cast: Cast) -> None:
    held(day_of(cast), kind="suspicion")
    assert [one.reason for one in warned(cast.pilot)] == ["Nghi ngộ độc"]


@pytest.mark.parametrize(
    "suspected",
    [
        {"sick": 3},
        {"symptoms": ["vomiting"]},
        {"first_onset_at": "2026-11-23T13:00:00+07:00"},
    ],
)
def test_whoever_tells_of_the_sick_under_another_heading_is_not_repeated(
    cast: Cast, suspected: dict[str, Any]
) -> None:
    held(day_of(cast), kind="other", suspected=suspected)
    assert [one.reason for one in warned(cast.pilot)] == ["Lý do khác"]


def unregistered(day: KitchenDay, source: dict[str, str], key: str = "cai") -> None:
    day.receive_line(GOODS[key], Decimal(4), at=day.at(5, 30), source=source)


@pytest.mark.parametrize(
    ("source", "told"),
    [
        pytest.param({"name": "BA LO THI PANH"}, 1, id="the same name, typed otherwise"),
        pytest.param({"name": "Chị Pánh", "phone": "+84912345678"}, 1, id="the same telephone"),
        pytest.param({"name": "Ông Vừ A Dếnh", "phone": "0987 654 321"}, 0, id="somebody else"),
        pytest.param({"name": "Bà Pánh", "phone": "không có"}, 0, id="only part of the name"),
    ],
)
def test_an_unregistered_source_is_known_by_name_or_telephone(
    cast: Cast, alone: Kitchen, source: dict[str, str], told: int
) -> None:
    unregistered(day_at(cast, alone), source)
    send_back(day_of(cast), "cai", source=STRANGER)
    warnings = warned(alone)
    assert said(warnings) == [("rejection", "Rau cải ngọt", False)] * told
    assert [one.organisation for one in warnings] == [None] * told


def test_an_unregistered_source_may_be_a_registered_supplier(cast: Cast, alone: Kitchen) -> None:
    """Its telephone, or any of its legal names: also one that stands on no paper here."""
    here = day_at(cast, alone)
    unregistered(here, {"name": "Cong ty TNHH Thuc pham Minh Phat"})
    day = day_of(cast, 0)  # the pilot, which knows the trader under the other name
    send_back(day, "dau_phu")
    assert said(warned(alone)) == [("rejection", GOODS["dau_phu"].name, False)]


def test_a_registered_supplier_may_be_an_unregistered_source(cast: Cast) -> None:
    phone = cast.suppliers["thit"].names[0].phone
    send_back(day_of(cast), "lon", source={"name": "Anh Long bán thịt", "phone": phone})
    (warning,) = warned(cast.pilot)
    assert (warning.supplier, warning.is_certain) == ("Anh Long bán thịt", False)


def test_two_registered_suppliers_with_one_telephone_are_two(cast: Cast, alone: Kitchen) -> None:
    name = cast.suppliers["thit"].names[0]
    other = register_organisation(
        by=cast.administrator,
        kind=OrganisationKind.TRADER,
        legal_name="Hộ kinh doanh Khác",
        phone=name.phone,
        at=START,
    )
    register_supply_contract(
        alone.place,
        contract_id=uuid4(),
        supplier=other,
        number="8/HĐ",
        valid_from=START.date(),
        by=alone.people["manager"],
        at=START,
    )
    send_back(day_of(cast), "lon")
    assert warned(alone) == []


def test_a_name_added_later_counts_at_once(cast: Cast, alone: Kitchen) -> None:
    here = day_at(cast, alone)
    unregistered(here, {"name": "Cửa hàng Thịt Ngon"})
    send_back(day_of(cast), "lon")
    assert warned(alone) == []
    add_organisation_name(
        cast.suppliers["thit"].organisation,
        by=cast.administrator,
        legal_name="Cửa hàng Thịt Ngon",
        at=clock.now(),
    )
    assert said(warned(alone)) == [("rejection", "Thịt lợn nạc vai", False)]


def test_the_number_of_queries_does_not_grow(cast: Cast) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            warned(cast.pilot)
        return len(asked)

    send_back(day_of(cast), "lon")
    held(day_of(cast), kind="other", cause="Mùi lạ")
    few = count()
    for number in (2, 3):
        send_back(day_of(cast, number), "lon")
        held(day_of(cast, number), kind="other", cause="Mùi lạ")
    assert len(warned(cast.pilot)) == 6
    assert count() == few
