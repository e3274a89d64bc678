"""Cooking, the check before eating, and the beginning of the meal."""

from decimal import Decimal

import pytest
from django.test import Client

from nguon.food.kitchen.choices import RecordKind
from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.management.demo.menus import GOODS
from nguon.food.kitchen.models import CookingCheck, EatingStart, ReceivedLine, ServingCheck
from tests.food.kitchen.incidents import lived, lot_of, place_hold
from tests.food.kitchen.pages.conftest import Inputs, at, fill, text_of

COOKED = {
    "prep_done_at_0": "now",
    "cook_done_at_0": "now",
    **dict.fromkeys(("people", "tools", "area", "sensory"), "pass"),
}
CHECKED = {
    "portioned_at_0": "now",
    "utensils": "pass",
    "sensory": "pass",
    "decision": "serve",
}


@pytest.fixture
def goods(today: KitchenDay) -> KitchenDay:
    """Everything came this morning."""
    today.receive()
    return today


def dish_url(page: str, day: KitchenDay, number: int = 0) -> str:
    return at(page, day, day.dish_id(day.menu[number]))


def line_of(day: KitchenDay, number: int = 0) -> ReceivedLine:
    return list(ReceivedLine.objects.filter(place=day.kitchen.place))[number]


def test_a_dish_is_cooked_from_lots_weighed_and_not_weighed(
    goods: KitchenDay, cook: Client
) -> None:
    first, second = line_of(goods), line_of(goods, 1)
    lots = {f"lot_{first.root_id}_amount": "1,5", f"lot_{second.root_id}": "on"}
    response = fill(cook, dish_url("cooking", goods), **COOKED, **lots, core_celsius="82,5")
    check = CookingCheck.objects.get()
    used = {one.line_root_id: (one.amount, one.uom) for one in check.ingredients.all()}
    assert response["Location"] == at("day", goods, goods.day)
    assert (check.portions, check.core_celsius) == (goods.kitchen.portions, Decimal("82.5"))
    assert used == {
        first.root_id: (Decimal("1.500"), first.uom),
        second.root_id: (None, ""),
    }


def test_a_dish_may_be_recorded_without_lots(today: KitchenDay, cook: Client) -> None:
    """The board then says what is missing; the record is not refused."""
    assert fill(cook, dish_url("cooking", today), **COOKED).status_code == 302
    assert CookingCheck.objects.get().ingredients.count() == 0


def test_a_lot_that_a_sister_kitchen_holds_cannot_be_chosen_either(
    cast: Cast, goods: KitchenDay, cook: Client
) -> None:
    sister = lived(cast, 0, kitchen=1, dishes=1)
    for day in (goods, sister):
        day.receive_line(GOODS["ca_rot"], Decimal(5), at=day.at(6, 0))
    lot = lot_of(sister, "ca_rot")
    place_hold(sister, kind="other", cause="Có giòi", lot_uris=[lot])
    ours = ReceivedLine.objects.get(place=goods.kitchen.place, lot_uri=lot)
    url = dish_url("cooking", goods)
    assert f"{sister.kitchen.place.name} đang tạm giữ lô này" in text_of(cook.get(url))
    fill(cook, url, **COOKED, **{f"lot_{ours.root_id}": "on"})
    assert CookingCheck.objects.get(place=goods.kitchen.place).ingredients.count() == 0


def test_a_failed_check_needs_a_note(goods: KitchenDay, cook: Client) -> None:
    failed = COOKED | {"tools": "fail"}
    response = fill(cook, dish_url("cooking", goods), **failed)
    assert "Có mục không đạt thì phải ghi biện pháp xử lý" in text_of(response)
    assert "tools=fail" in Inputs(text_of(response)).checked
    assert fill(cook, dish_url("cooking", goods), **failed, note="Rửa lại").status_code == 302


def test_a_rejected_and_a_held_lot_are_shown_with_the_reason_and_cannot_be_chosen(
    goods: KitchenDay, cook: Client
) -> None:
    held = line_of(goods)
    goods.say(
        RecordKind.HOLD,
        {
            "held_at": goods.at(6, 0).isoformat(),
            "kind": "authority",
            "cause": "Chờ kết quả xét nghiệm",
            "lot_uris": [held.lot_uri],
        },
        key="hold",
        by=goods.kitchen.people["manager"],
        at=goods.at(6, 1),
    )
    key = next(iter(goods.needs()))
    body = goods.delivery(GOODS[key], Decimal(30), at=goods.at(6, 0))
    rejected = goods.say(
        RecordKind.DELIVERY_LINE,
        body | {"decision": "rejected", "rejection_reason": "Giò có mùi"},
        key="rejected",
        by=goods.kitchen.people["health_officer"],
        at=goods.at(6, 2),
    )
    url = dish_url("cooking", goods)
    page = text_of(cook.get(url))
    assert "Chờ kết quả xét nghiệm" in page
    assert "Đã trả lại khi nhận: Giò có mùi" in page
    fill(cook, url, **COOKED, **{f"lot_{held.root_id}": "on", f"lot_{rejected}_amount": "3"})
    assert CookingCheck.objects.get().ingredients.count() == 0


def test_lots_of_another_kitchen_are_not_offered(
    cast: Cast, goods: KitchenDay, stage: object, cook: Client
) -> None:
    page = text_of(cook.get(dish_url("cooking", goods)))
    here = ReceivedLine.objects.filter(place=goods.kitchen.place)
    offered = [line for line in ReceivedLine.objects.all() if f"lot_{line.root_id}" in page]
    assert sorted(line.pk for line in offered) == sorted(line.pk for line in here)


def test_a_dish_that_passes_is_served(today: KitchenDay, officer: Client) -> None:
    fill(officer, dish_url("serving", today), **CHECKED)
    check = ServingCheck.objects.get()
    assert (check.decision, check.portions) == ("serve", today.kitchen.portions)


def test_a_dish_that_fails_on_taste_can_only_be_stopped(today: KitchenDay, officer: Client) -> None:
    url = dish_url("serving", today)
    failed = CHECKED | {"sensory": "fail"}
    response = fill(officer, url, **failed, note="Chua")
    assert "Món không đạt cảm quan thì không được cho ăn. Cần: Dừng món." in text_of(response)
    fill(officer, url, **failed | {"decision": "stop"}, note="Đổ bỏ")
    page = text_of(officer.get(at("today", today)))
    assert f"Dừng trước khi ăn: {today.menu[0].name}" in page
    assert "Đã dừng" in page


def test_the_pupils_begin_to_eat(today: KitchenDay, officer: Client) -> None:
    fill(officer, at("eating", today, today.meal_id), started_at_0="now")
    assert EatingStart.objects.get().meal_id == today.meal_id
    assert "bắt đầu ăn " in text_of(officer.get(at("today", today)))
