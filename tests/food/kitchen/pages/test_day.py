"""The day board: what stands on it, for whom, and at what price."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nguon.base import clock
from nguon.food.kitchen.choices import RecordKind
from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.management.demo.menus import GOODS
from tests.food.kitchen.pages.conftest import Browser, at, fill, full_day, text_of


def queries_of(client: Client, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_somebody_with_one_kitchen_lands_on_its_day(today: KitchenDay, cook: Client) -> None:
    response = cook.get(reverse("kitchen:kitchens"))
    assert (response.status_code, response["Location"]) == (302, at("today", today))


def test_somebody_with_several_kitchens_chooses(cast: Cast, sign_in: Browser) -> None:
    page = text_of(sign_in(cast.people["inspector"]).get(reverse("kitchen:kitchens")))
    assert [kitchen.place.name in page for kitchen in cast.kitchens] == [True] * 4


def test_somebody_without_a_kitchen_is_told_what_to_do(cast: Cast, sign_in: Browser) -> None:
    page = text_of(sign_in(cast.people["outsider"]).get(reverse("kitchen:kitchens")))
    assert "Chưa có bếp nào mở cho bạn" in page


def test_today_is_the_day_of_the_clock(today: KitchenDay, cook: Client) -> None:
    page = text_of(cook.get(at("today", today)))
    assert "Hôm nay" in page
    assert f"{clock.today():%d/%m/%Y}" in page


def test_the_board_has_a_cell_for_each_step_of_each_dish(
    yesterday: KitchenDay, cook: Client
) -> None:
    page = text_of(cook.get(at("day", yesterday, yesterday.day)))
    for dish in yesterday.menu:
        assert dish.name in page
    assert page.count('class="cell cell-done ') == 4 * len(yesterday.menu)
    assert "cell-missing" not in page


def test_a_cell_that_is_done_leads_to_its_record(yesterday: KitchenDay, cook: Client) -> None:
    page = text_of(cook.get(at("day", yesterday, yesterday.day)))
    dish = yesterday.menu[0]
    for key in (f"cooked:{dish.name}", f"checked:{dish.name}", f"sample:{dish.name}"):
        assert at("record", yesterday, yesterday.said[key]) in page


def test_a_cell_that_is_not_done_leads_to_its_form(today: KitchenDay, cook: Client) -> None:
    page = text_of(cook.get(at("today", today)))
    dish_id = today.dish_id(today.menu[0])
    for name in ("cooking", "serving", "sampling"):
        assert at(name, today, dish_id) in page


def test_the_same_cells_lead_nowhere_for_who_only_looks_on(
    cast: Cast, today: KitchenDay, sign_in: Browser
) -> None:
    page = text_of(sign_in(cast.people["inspector"]).get(at("today", today)))
    dish_id = today.dish_id(today.menu[0])
    for name in ("cooking", "serving", "sampling"):
        assert at(name, today, dish_id) not in page
    assert at("receiving", today) not in page


def test_a_day_without_a_meal_says_so(today: KitchenDay, cook: Client) -> None:
    tomorrow = today.day + timedelta(days=1)
    page = text_of(cook.get(at("day", today, tomorrow)))
    assert "Ngày này chưa có thực đơn" in page


def test_a_day_that_is_no_day_is_not_found(today: KitchenDay, cook: Client) -> None:
    assert cook.get(at("today", today) + "ngay/2026-02-30/").status_code == 404


@pytest.mark.parametrize("dishes", [1, 3])
def test_the_day_costs_the_same_for_one_dish_and_for_three(
    cast: Cast, manager: Client, dishes: int
) -> None:
    day = full_day(cast, 1, dishes=dishes)
    manager.get(at("day", day, day.day))
    assert queries_of(manager, at("day", day, day.day)) == 27


BAD = {
    "a line rejected": (
        RecordKind.DELIVERY_LINE,
        {"decision": "rejected", "rejection_reason": "Có mùi", "sensory": "fail"},
        "Trả lại hết: ",
    ),
    "a source nobody registered": (
        RecordKind.DELIVERY_LINE,
        {"source": {"name": "Bà Pâng", "phone": "0912 345 678"}},
        "Nguồn chưa đăng ký: ",
    ),
}


@pytest.mark.parametrize(("kind", "changes", "said"), BAD.values(), ids=BAD)
def test_what_went_wrong_stands_on_top(
    yesterday: KitchenDay, cook: Client, kind: RecordKind, changes: dict[str, str], said: str
) -> None:
    goods = next(iter(yesterday.needs()))
    body = yesterday.delivery(GOODS[goods], yesterday.needs()[goods], at=yesterday.at(6, 0))
    yesterday.say(
        kind,
        body | changes,
        key="bad",
        by=yesterday.kitchen.people["health_officer"],
        at=yesterday.at(6, 1),
    )
    page = text_of(cook.get(at("day", yesterday, yesterday.day)))
    assert said in page
    assert "1 việc cần để ý" in page


def test_a_late_entry_and_a_stopped_dish_stand_on_top(yesterday: KitchenDay, cook: Client) -> None:
    yesterday.say(
        RecordKind.DISH_CHECKED,
        {
            "dish_id": str(yesterday.dish_id(yesterday.menu[0])),
            "portions": 0,
            "portioned_at": yesterday.at(10, 20).isoformat(),
            "utensils": "pass",
            "sensory": "fail",
            "decision": "stop",
            "note": "Đổ bỏ",
        },
        key="stopped",
        by=yesterday.kitchen.people["health_officer"],
        at=yesterday.at(15, 0),
    )
    page = text_of(cook.get(at("day", yesterday, yesterday.day)))
    assert f"Dừng trước khi ăn: {yesterday.menu[0].name}" in page
    assert "Ghi muộn" in page
    assert "hai lần kiểm tra khác nhau" in page
    assert "3 việc cần để ý" in page


def test_a_signature_is_out_of_date_once_something_about_the_day_comes_in(
    yesterday: KitchenDay, manager: Client
) -> None:
    url = at("day", yesterday, yesterday.day)
    fill(manager, at("countersign", yesterday, yesterday.day), seen="on")
    stale = "Hết hiệu lực: có bản ghi mới sau khi ký"
    assert stale not in text_of(manager.get(url))
    record = at("correction", yesterday, yesterday.said["eating"])
    fill(manager, record, reason="Nhầm phút", started_at_0="other")
    assert stale in text_of(manager.get(url))


def test_signing_does_not_break_its_own_seal(today: KitchenDay, manager: Client) -> None:
    fill(manager, at("countersign", today, today.day), seen="on")
    page = text_of(manager.get(at("today", today)))
    assert today.kitchen.people["manager"].full_name in page
    assert "Hết hiệu lực" not in page
