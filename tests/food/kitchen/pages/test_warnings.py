"""«Bếp bạn vừa trả hàng»: seen on the day, and above the form before the next crate is opened."""

from datetime import timedelta

from django.test import Client

from nguon.base import clock
from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.models import ReceivedLine
from tests.food.kitchen.incidents import lived, send_back, withdraw
from tests.food.kitchen.pages.conftest import Browser, at, fill, text_of
from tests.food.kitchen.pages.test_receiving import GOOD, from_

HEADING = "Bếp bạn vừa trả hàng"
REJECTED = GOOD | {
    "sensory": "fail",
    "decision": "rejected",
    "rejection_reason": "Có mùi lạ",
}


def a_sister_sent_back(cast: Cast, key: str = "lon", **changes: object) -> KitchenDay:
    day = lived(cast, 0, kitchen=1, dishes=1)
    send_back(day, key, **changes)
    return day


def test_it_stands_on_the_day_with_who_what_why_where_and_when(
    cast: Cast, today: KitchenDay, officer: Client
) -> None:
    sister = a_sister_sent_back(cast)
    page = text_of(officer.get(at("today", today)))
    commune = sister.kitchen.place.commune
    assert commune is not None
    for words in (
        HEADING,
        "Thịt lợn nạc vai",
        "Công ty TNHH Thịt sạch Mường Thanh",
        "cảm quan không đạt",
        f"{sister.kitchen.place.name}, {commune.name}",
        "06:10",
    ):
        assert words in page


def test_it_stands_above_the_receiving_form(cast: Cast, today: KitchenDay, officer: Client) -> None:
    a_sister_sent_back(cast)
    choose = text_of(officer.get(at("receiving", today)))
    assert choose.index(HEADING) < choose.index('name="tim"')
    meant, other = (cast.suppliers[key].names[0].pk for key in ("thit", "htx"))
    form = text_of(officer.get(from_(today, meant)))
    assert form.index(HEADING) < form.index('name="product_name"')
    assert HEADING not in text_of(officer.get(from_(today, other)))


def test_the_other_names_of_the_trader_are_told(
    cast: Cast, today: KitchenDay, officer: Client
) -> None:
    a_sister_sent_back(cast, "dau_phu")
    page = text_of(officer.get(at("receiving", today)))
    assert "còn gọi là Hộ kinh doanh Nguyễn Thị Minh" in page


def test_who_may_only_be_the_same_is_not_accused(
    cast: Cast, today: KitchenDay, officer: Client
) -> None:
    phone = cast.suppliers["thit"].names[0].phone
    a_sister_sent_back(cast, source={"name": "Anh Long", "phone": phone})
    page = text_of(officer.get(from_(today, "moi")))
    assert "Anh Long (có thể cùng một nguồn)" in page


def test_a_past_day_and_a_withdrawn_rejection_show_nothing(
    cast: Cast, today: KitchenDay, officer: Client
) -> None:
    sister = a_sister_sent_back(cast)
    past = clock.today() - timedelta(days=1)
    assert HEADING not in text_of(officer.get(at("day", today, past)))
    withdraw(sister, "back:lon")
    assert HEADING not in text_of(officer.get(at("today", today)))


def test_parents_see_the_day_without_other_kitchens(
    cast: Cast, today: KitchenDay, sign_in: Browser
) -> None:
    a_sister_sent_back(cast)
    assert HEADING not in text_of(sign_in(cast.people["parent"]).get(at("today", today)))


def test_more_than_three_are_one_tap_away(cast: Cast, today: KitchenDay, officer: Client) -> None:
    for key in ("lon", "ga", "cai", "bi", "dau_phu"):
        a_sister_sent_back_again(cast, key)
    assert "Xem thêm 2 cảnh báo" in text_of(officer.get(at("receiving", today)))
    assert "Xem thêm 4 cảnh báo" in text_of(officer.get(at("today", today)))


def a_sister_sent_back_again(cast: Cast, key: str) -> None:
    send_back(lived(cast, 0, kitchen=1, dishes=1), key)


def test_a_return_can_be_kept_from_the_others(
    cast: Cast, today: KitchenDay, officer: Client
) -> None:
    name = cast.suppliers["thit"].names[0].pk
    fill(officer, from_(today, name), **REJECTED, unshared="on")
    fill(officer, from_(today, name), **REJECTED | {"product_name": "Cá trắm"})
    assert dict(ReceivedLine.objects.values_list("product_name", "share")) == {
        "Rau muống": False,
        "Cá trắm": True,
    }


def test_nothing_is_kept_from_others_unless_it_went_back(
    cast: Cast, today: KitchenDay, officer: Client
) -> None:
    name = cast.suppliers["thit"].names[0].pk
    fill(officer, from_(today, name), **GOOD, unshared="on")
    assert ReceivedLine.objects.get().share
