"""A manager plans, reads, corrects, signs and prints."""

from io import BytesIO

import pypdf
import pytest
from playwright.sync_api import expect

from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.management.demo.menus import GOODS
from tests.journeys.backstage import Backstage
from tests.journeys.conftest import PhoneOf
from tests.journeys.days import day_before
from tests.journeys.walker import Walker

pytestmark = pytest.mark.journey

WEIGHT = "27,5"


def yesterday_of(cast: Cast) -> KitchenDay:
    """Greens went back, and the pork was entered ten times too heavy."""
    day = day_before(cast, cast.kitchens[1], days=1)
    day.menu = day.menu[1:3]
    day.plan()
    needs = day.needs()
    day.receive(but=("cai", "lon"))
    day.receive_line(
        GOODS["cai"],
        needs["cai"],
        at=day.at(6, 20),
        sensory="fail",
        decision="rejected",
        rejection_reason="Dập nát, trả lại tại chỗ",
    )
    day.receive_line(GOODS["lon"], 10 * needs["lon"], at=day.at(6, 30))
    day.cook_dish(day.menu[0], 0)
    day.check_dish(day.menu[0], 0)
    day.take_sample(day.menu[0], 0, amount="80")
    day.start_eating()
    day.read_fridges(6)
    return day


def test_a_manager_answers_for_a_kitchen(
    phone_of: PhoneOf, cast: Cast, backstage: Backstage
) -> None:
    day = backstage(yesterday_of, cast)
    kitchen = f"/bep/{day.kitchen.place.pk}"
    yesterday = f"{kitchen}/ngay/{day.day}/"
    manager = phone_of("manager")
    manager.sign_in(day.kitchen.people["manager"])
    manager.look("hall")
    manager.follow("Bếp ăn Trường PTDTBT Tiểu học Nà Tấu số 2")
    plans_tomorrow(manager)
    sees_the_flags(manager, yesterday)
    corrects_the_weight(manager, yesterday)
    signs(manager, yesterday)
    expect(manager.page.get_by_text("Hết hiệu lực")).to_have_count(0)
    cook = phone_of("late-cook")
    cook.sign_in(day.kitchen.cooks[0])
    writes_down_a_reading_of(cook, day, kitchen)
    manager.open(yesterday)
    manager.reads("Hết hiệu lực: có bản ghi mới sau khi ký")
    manager.look("signature-out-of-date")
    prints_the_form_of_goods(manager)


def plans_tomorrow(manager: Walker) -> None:
    manager.page.get_by_role("link", name="Ngày sau").click()
    manager.reads("Ngày này chưa có thực đơn")
    manager.follow("Lập thực đơn")
    manager.choose("Bữa ăn", "Bữa trưa")
    manager.write("Giờ ăn", "10:45")
    manager.write("Số suất dự kiến", "420")
    manager.page.get_by_label("Món 1", exact=True).fill("Cơm trắng")
    manager.page.get_by_label("Món 1: nguyên liệu chính").fill("gạo tám 100 g")
    manager.write("Món 2 (không bắt buộc)", "Canh rau ngót nấu thịt băm")
    manager.choose("Món 2: đặc hay lỏng", "Món lỏng (canh, nước dùng…)")
    manager.look("menu-filled")
    manager.press("Lưu thực đơn")
    manager.reads("Chọn món đặc hay món lỏng: lượng mẫu lưu tính theo đó.")
    assert (
        manager.page.get_by_label("Món 2 (không bắt buộc)")
        .input_value()
        .startswith("Canh rau ngót")
    )
    assert manager.chosen("Món 2: đặc hay lỏng") == ["Món lỏng (canh, nước dùng…)"]
    manager.look("menu-asked-again")
    manager.choose("Món 1: đặc hay lỏng", "Món đặc (rán, luộc, hấp…)")
    manager.press("Lưu thực đơn")
    manager.reads("Đã lưu thực đơn.", "giờ ăn 10:45")
    manager.look("menu-planned")
    assert manager.states("Canh rau ngót nấu thịt băm") == ["Chưa tới"] * 4


def sees_the_flags(manager: Walker, yesterday: str) -> None:
    manager.open(yesterday)
    manager.look("yesterday")
    flags = manager.page.locator(".alarm").all_inner_texts()
    assert [flag.strip() for flag in flags] == [
        "Trả lại hết: Rau cải ngọt của Hợp tác xã Rau an toàn Thanh Yên",
        "Thịt lợn kho trứng: Thiếu 20 g: mẫu 80 g, tối thiểu 100 g.",
    ]


def corrects_the_weight(manager: Walker, yesterday: str) -> None:
    manager.open(yesterday)
    manager.follow("Thịt lợn nạc vai")
    manager.look("record")
    manager.follow("Sửa")
    assert manager.page.get_by_label("Khối lượng nhận").input_value() == "270"
    manager.write("Khối lượng nhận", WEIGHT)
    manager.press("Lưu bản sửa")
    manager.reads("Có 1 chỗ cần sửa")
    assert manager.page.get_by_label("Khối lượng nhận").input_value() == WEIGHT
    manager.write("Vì sao sửa?", "Gõ nhầm dấu phẩy khi nhập cân")
    manager.look("correction")
    manager.press("Lưu bản sửa")
    manager.reads(
        "Đã lưu bản sửa.", "Có dấu: Sửa ", "sau khi ghi.", "Gõ nhầm dấu phẩy khi nhập cân"
    )
    manager.look("both-versions")
    versions = manager.page.locator(".version").all_inner_texts()
    assert [WEIGHT in text for text in versions] == [True, False]
    assert ["270" in text for text in versions] == [False, True]


def signs(manager: Walker, yesterday: str) -> None:
    manager.open(yesterday)
    manager.follow("Xem và ký")
    manager.look("before-signing")
    manager.press("Ký xác nhận")
    manager.reads("Có 1 chỗ cần sửa")
    manager.page.get_by_label("Tôi đã xem ngày này").check()
    manager.press("Ký xác nhận")
    manager.reads("Đã ký xác nhận ngày này.")
    manager.look("signed")


def writes_down_a_reading_of(cook: Walker, day: KitchenDay, kitchen: str) -> None:
    cook.page.locator(".fridge", has_text="Tủ lưu mẫu").get_by_role("link", name="Đọc").click()
    cook.write("Nhiệt độ hiển thị", "4,5")
    cook.choose("Giờ đọc", "Lúc khác…")
    cook.write("Ngày và giờ", f"{day.day}T15:10")
    cook.look("reading-of-yesterday")
    cook.press("Lưu nhiệt độ")
    cook.reads("Có dấu: ")
    cook.look("marked-as-late")


def prints_the_form_of_goods(manager: Walker) -> None:
    address = manager.page.get_by_role("link", name="Mẫu 1", exact=True).get_attribute("href")
    answer = manager.context.request.get(f"{manager.address}{address}")
    assert answer.headers["content-type"] == "application/pdf"
    pages = pypdf.PdfReader(BytesIO(answer.body())).pages
    text = "\n".join(page.extract_text() for page in pages)
    assert "Thịt lợn nạc vai" in text
    assert WEIGHT in text
