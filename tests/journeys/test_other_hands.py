"""The same pages without script, without a pointer, and in English."""

import re

import pytest
from playwright.sync_api import expect

from nguon.food.kitchen.management.demo.cast import Cast
from tests.journeys.backstage import Backstage
from tests.journeys.conftest import PhoneOf
from tests.journeys.days import menu_of_today
from tests.journeys.walker import Walker

pytestmark = pytest.mark.journey


def test_goods_are_received_without_any_script(phone_of: PhoneOf, cast: Cast) -> None:
    kitchen = cast.kitchens[2]
    cook = phone_of("no-script", script=False)
    cook.sign_in(kitchen.cooks[0])
    cook.open(f"/bep/{kitchen.place.pk}/nhan-hang/")
    cook.page.get_by_role("searchbox").fill("thanh yen")
    cook.press("Tìm")
    cook.follow("Hợp tác xã Rau an toàn Thanh Yên")
    cook.write("Tên thực phẩm", "Bắp cải")
    cook.choose("Loại thực phẩm", "Thực phẩm tươi sống, đông lạnh")
    cook.write("Khối lượng nhận", "12")
    cook.choose("Đơn vị", "kg")
    cook.choose("Cảm quan", "Đạt")
    cook.choose("Xét nghiệm nhanh", "Đạt")
    cook.choose("Giờ hàng đến", "Vừa xong")
    camera, file = (cook.page.locator(one).bounding_box() for one in (".photo", ".photo input"))
    assert camera is not None
    assert file is not None
    assert camera["x"] <= file["x"]
    cook.press("Lưu mặt hàng này")
    cook.reads("Có 1 chỗ cần sửa")
    cook.look("one-thing-missing")
    assert cook.page.get_by_label("Khối lượng nhận").input_value() == "12"
    cook.choose("Quyết định", "Nhận")
    cook.page.get_by_role("button", name="Lưu mặt hàng này").dblclick()
    cook.reads("1 dòng đã ghi hôm nay")
    cook.look("saved")


def test_a_fridge_is_read_by_keyboard_alone(phone_of: PhoneOf, cast: Cast) -> None:
    kitchen = cast.kitchens[2]
    cook = phone_of("keyboard")
    cook.open("/tai-khoan/dang-nhap/")
    types(cook, "Tên đăng nhập", kitchen.cooks[1].username)
    types(cook, "Mật khẩu", "Hoa-ban-trang-2026")
    cook.page.keyboard.press("Enter")
    cook.reads(kitchen.place.name)
    tabs_to(cook, "Đọc")
    cook.look("focus-on-read")
    cook.page.keyboard.press("Enter")
    cook.reads("Nhiệt độ: Tủ lưu mẫu")
    types(cook, "Nhiệt độ hiển thị", "4,4")
    cook.page.keyboard.press("Tab")
    cook.page.keyboard.press("Space")
    assert cook.chosen("Giờ đọc") == ["Vừa xong"]
    cook.look("chosen-by-space")
    tabs_to(cook, "Lưu nhiệt độ")
    cook.page.keyboard.press("Enter")
    cook.reads("Đã ghi nhiệt độ của Tủ lưu mẫu.", "4,4 °C")


FOCUS = """() => {
    const at = document.activeElement, label = at.labels && at.labels[0];
    const look = getComputedStyle(at);
    return [(label || at).innerText.trim(), look.outlineStyle, at.tagName];
}"""


def tabs_to(who: Walker, name: str) -> None:
    """On, never back, and every stop can be seen."""
    for _ in range(60):
        who.page.keyboard.press("Tab")
        at, outline, tag = who.page.evaluate(FOCUS)
        assert outline != "none", (at, tag)
        if at.startswith(name):
            return
    raise AssertionError(f"no way by Tab to «{name}»")


def types(who: Walker, label: str, text: str) -> None:
    if who.page.evaluate(FOCUS)[0] != label:
        tabs_to(who, label)
    who.page.keyboard.type(text)


def test_the_day_is_read_in_english(phone_of: PhoneOf, cast: Cast, backstage: Backstage) -> None:
    day = backstage(menu_of_today, cast, cast.kitchens[3])
    guest = phone_of("english")
    guest.open("/")
    guest.page.locator(".menu summary").click()
    guest.press("English")
    expect(guest.page.locator("html")).to_have_attribute("lang", "en")
    guest.reads("From the field to the lunch tray, with proof")
    guest.look("welcome")
    guest.open("/tai-khoan/dang-nhap/")
    guest.page.get_by_label("User name").fill(day.kitchen.cooks[0].username)
    guest.page.get_by_label("Password").fill("Hoa-ban-trang-2026")
    guest.page.get_by_role("button", name="Sign in", exact=True).click()
    guest.reads("Lunch", "Goods of the day", "Sample shelf")
    guest.look("day")
    guest.follow("Receive goods")
    guest.follow("A seller who is not registered")
    guest.look("delivery")
    text = guest.page.locator("main").inner_text()
    assert [word for word in re.findall(r"\w+", text) if not word.isascii()] == []
