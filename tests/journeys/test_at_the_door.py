"""An inspector without an account stands at the door; the manager lets the camera in."""

from io import BytesIO
from urllib.parse import urlsplit

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect

from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from tests.journeys.backstage import Backstage
from tests.journeys.conftest import PhoneOf
from tests.journeys.days import day_before, live
from tests.journeys.walker import Walker

pytestmark = pytest.mark.journey


def yesterday(cast: Cast) -> KitchenDay:
    return live(day_before(cast, cast.kitchens[2], days=1), dishes=2)


def test_a_pass_from_screen_to_screen(phone_of: PhoneOf, cast: Cast, backstage: Backstage) -> None:
    day = backstage(yesterday, cast)
    manager, inspector = phone_of("manager-at-the-door"), phone_of("inspector-at-the-door")
    assert inspector.open(f"/kiem-tra/{day.kitchen.place.pk}/") == 200
    inspector.reads("Mã này treo trên tường cho mọi người thấy", "Tôi chưa có tài khoản")
    inspector.look("door")
    manager.sign_in(day.kitchen.people["manager"])
    seen = scanned(gives_a_pass(manager, day))
    assert inspector.open(seen) == 200
    inspector.reads("30 ngày qua", "Niêm phong ngày")
    inspector.look("thirty-seconds")
    assert inspector.page.locator("a").count() == 0
    names = [person.full_name for person in day.kitchen.people.values()]
    shown = inspector.page.locator("body").inner_text()
    assert [name for name in names if name in shown] == []
    manager.press("Kết thúc ngay")
    manager.reads("Mã xem đã kết thúc.", "đã mở 1 lần")
    manager.look("ended")
    assert inspector.open(seen) == 403
    inspector.reads("Mã xem này đã hết hiệu lực.")


def gives_a_pass(manager: Walker, day: KitchenDay) -> bytes:
    """A picture of what the inspector's camera sees."""
    manager.open(f"/bep/{day.kitchen.place.pk}/cai-dat/")
    manager.follow("Cho xem bếp")
    manager.look("show-the-kitchen")
    manager.press("Cấp mã xem 30 phút")
    code = manager.page.locator(".pass-code svg")
    expect(code).to_be_visible()
    manager.look("pass")
    return code.screenshot()


def scanned(picture: bytes) -> str:
    (found,) = zxingcpp.read_barcodes(Image.open(BytesIO(picture)))
    return urlsplit(found.text).path
