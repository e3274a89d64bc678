"""Fridges read, things held and released, menus made and changed, days signed, forms printed."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client

from nguon.food.kitchen.choices import FridgeKind
from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.models import (
    Countersignature,
    FridgeReading,
    Hold,
    HoldRelease,
    Meal,
    ReceivedLine,
    RetainedSample,
)
from nguon.ground.journal.models import Record
from tests.food.kitchen.pages.conftest import Browser, Inputs, at, fill, full_day, text_of

HELD = {"why": "suspicion", "cause": "3 học sinh đau bụng", "held_at_0": "now"}


def test_a_freezer_is_read_below_zero(today: KitchenDay, cook: Client) -> None:
    fridge = today.kitchen.fridges[FridgeKind.FREEZER]
    fill(cook, at("reading", today, fridge.pk), celsius="-18,5", read_at_0="now")
    assert FridgeReading.objects.get().celsius == Decimal("-18.5")


def test_a_warm_fridge_is_recorded_and_flagged(today: KitchenDay, cook: Client) -> None:
    fridge = today.kitchen.fridges[FridgeKind.SAMPLE]
    fill(cook, at("reading", today, fridge.pk), celsius="12", read_at_0="now")
    page = text_of(cook.get(at("today", today)))
    assert f"{fridge.name}: " in page
    assert "1 việc cần để ý" in page


def test_both_readings_of_a_day_are_asked_for(yesterday: KitchenDay, cook: Client) -> None:
    page = text_of(cook.get(at("day", yesterday, yesterday.day)))
    fridges = len(yesterday.kitchen.fridges)
    assert (page.count("đầu ca"), page.count("cuối ca")) == (fridges, fridges)
    assert "tone-bad" not in page


def test_nothing_of_tomorrow_is_due_today(today: KitchenDay, manager: Client) -> None:
    tomorrow = KitchenDay(today.cast, today.kitchen, 1, today.day + timedelta(days=1), today.random)
    tomorrow.plan()
    page = text_of(manager.get(at("day", tomorrow, tomorrow.day)))
    assert at("eating", tomorrow, tomorrow.meal_id) not in page
    assert "Cần làm" not in page
    assert "chip tone-due" not in page


def test_a_meal_is_held_with_its_samples_and_released(
    yesterday: KitchenDay, manager: Client, cook: Client
) -> None:
    fill(cook, at("hold", yesterday), **HELD, meal_ids=str(yesterday.meal_id))
    hold = Hold.objects.get()
    assert (hold.meal_ids, hold.kind) == ([str(yesterday.meal_id)], "suspicion")
    assert text_of(cook.get(at("shelf", yesterday))).count("tone-hold") == len(yesterday.menu)
    release = at("release", yesterday, hold.record_id)
    assert cook.get(release).status_code == 403
    fill(manager, release, finding="Mẫu âm tính", released_at_0="now")
    assert HoldRelease.objects.get().hold_root_id == hold.root_id
    assert "tone-hold" not in text_of(cook.get(at("shelf", yesterday)))


def test_single_boxes_and_lots_are_held(yesterday: KitchenDay, cook: Client) -> None:
    box = RetainedSample.objects.all()[0]
    line = ReceivedLine.objects.all()[0]
    fill(cook, at("hold", yesterday), **HELD, sample_ids=str(box.root_id), lot_uris=line.lot_uri)
    hold = Hold.objects.get()
    assert (hold.sample_ids, hold.lot_uris) == ([str(box.root_id)], [line.lot_uri])


def test_a_hold_must_name_something(yesterday: KitchenDay, cook: Client) -> None:
    response = fill(cook, at("hold", yesterday), **HELD)
    assert "Chọn ít nhất một bữa" in text_of(response)


def test_an_inspector_may_hold(cast: Cast, yesterday: KitchenDay, sign_in: Browser) -> None:
    client = sign_in(cast.people["inspector"])
    held = HELD | {"why": "authority"}
    fill(client, at("hold", yesterday), **held, meal_ids=str(yesterday.meal_id))
    assert Hold.objects.get().actor == cast.people["inspector"]


def test_a_meal_is_planned_with_solid_and_liquid_dishes(today: KitchenDay, manager: Client) -> None:
    tomorrow = today.day + timedelta(days=1)
    response = fill(
        manager,
        f"{at('new_meal', today)}?ngay={tomorrow}",
        meal="dinner",
        eating_time="17:30",
        portions="120",
        dish_0_name="Cơm trắng",
        dish_0_matter="solid",
        dish_1_name="Canh bí",
        dish_1_matter="liquid",
        dish_1_ingredients="Bí xanh, thịt băm",
    )
    meal = Meal.objects.get(kind="dinner")
    assert response["Location"] == at("day", today, tomorrow)
    assert (meal.date, meal.portions) == (tomorrow, 120)
    assert meal.eating_at == today.at(17, 30) + timedelta(days=1)
    assert [(dish.name, dish.matter) for dish in meal.dishes.all()] == [
        ("Cơm trắng", "solid"),
        ("Canh bí", "liquid"),
    ]


def test_a_dish_must_be_solid_or_liquid(today: KitchenDay, manager: Client) -> None:
    typed = {"meal": "dinner", "eating_time": "17:30", "portions": "120", "dish_0_name": "Cháo"}
    response = fill(manager, at("new_meal", today), **typed)
    assert "Chọn món đặc hay món lỏng" in text_of(response)


def test_a_menu_is_changed_with_a_reason_and_keeps_its_dishes(
    today: KitchenDay, manager: Client
) -> None:
    before = {dish.name: dish.pk for dish in Meal.objects.get().dishes.all()}
    opened = manager.get(at("meal", today, today.meal_id), follow=True)
    url = opened.redirect_chain[-1][0]
    inputs = Inputs(text_of(opened))
    ticked = dict(one.split("=", 1) for one in inputs.checked)
    typed = ticked | {"dish_0_name": "Xôi gấc", "reason": "Hết gạo tẻ"}
    assert fill(manager, url, **typed).status_code == 302
    after = {dish.name: dish.pk for dish in Meal.objects.get().dishes.filter(dropped=False)}
    first = today.menu[0].name
    assert after == {("Xôi gấc" if name == first else name): pk for name, pk in before.items()}


def test_the_manager_reads_what_is_signed(yesterday: KitchenDay, manager: Client) -> None:
    url = at("countersign", yesterday, yesterday.day)
    fill(manager, at("correction", yesterday, yesterday.said["eating"]), reason="Nhầm phút")
    page = " ".join(text_of(manager.get(url)).split())
    told = Record.objects.filter(place_id=yesterday.kitchen.place.pk).count()
    assert f"<dt>Bản ghi nhận được</dt> <dd>{told - 1}</dd>" in page  # the menu came before
    assert "<dt>Bản sửa</dt> <dd>1</dd>" in page
    assert "Nhầm phút" in page
    response = fill(manager, url, note="Đã nhắc bếp")
    assert response.status_code == 422
    fill(manager, url, seen="on", note="Đã nhắc bếp")
    signed = Countersignature.objects.get()
    assert (signed.date, signed.note, len(signed.day_hash)) == (yesterday.day, "Đã nhắc bếp", 64)


def test_a_day_still_to_come_cannot_be_signed(today: KitchenDay, manager: Client) -> None:
    tomorrow = today.day + timedelta(days=1)
    assert manager.get(at("countersign", today, tomorrow)).status_code == 404


PRINTED = ["1", "1-i", "1-ii", "2", "3", "5", "tat-ca"]


def test_every_form_of_a_day_is_a_pdf(yesterday: KitchenDay, manager: Client) -> None:
    for number in PRINTED:
        response = manager.get(f"{at('form', yesterday, number)}?ngay={yesterday.day}")
        assert (number, response.status_code, response.content[:5]) == (number, 200, b"%PDF-")


@pytest.mark.parametrize(
    ("query", "status"),
    [("trong=1", 200), ("ngay=hom-qua", 400), ("bo=khong-co", 404)],
)
def test_a_form_may_be_empty_but_not_wrong(
    yesterday: KitchenDay, manager: Client, query: str, status: int
) -> None:
    assert manager.get(f"{at('form', yesterday, '2')}?{query}").status_code == status


def test_a_form_that_is_none_is_not_found(yesterday: KitchenDay, manager: Client) -> None:
    assert manager.get(at("form", yesterday, "9")).status_code == 404


def test_a_past_day_says_that_a_hold_of_another_day_stands(
    cast: Cast, yesterday: KitchenDay, manager: Client
) -> None:
    """The shelf beside it shows what is held now, so the card may not say «nothing»."""
    earlier = full_day(cast, 3)
    fill(manager, at("hold", yesterday), **HELD, meal_ids=str(yesterday.meal_id))
    past = text_of(manager.get(at("day", earlier, earlier.day)))
    assert "Không tạm giữ gì của ngày này." in past
    assert "Hiện có 1 lệnh tạm giữ của ngày khác:" in past
    assert "3 học sinh đau bụng" in past
    own = text_of(manager.get(at("day", yesterday, yesterday.day)))
    assert "của ngày khác" not in own
