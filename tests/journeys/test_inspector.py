"""An inspector looks everywhere, traces a sample, and holds what must not disappear."""

from decimal import Decimal

import pytest
from playwright.sync_api import expect

from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.management.demo.menus import GOODS
from nguon.food.kitchen.management.demo.suppliers import Wanted, send_supplier_events
from tests.journeys.backstage import Backstage
from tests.journeys.conftest import PhoneOf
from tests.journeys.days import day_before, live
from tests.journeys.walker import Walker

pytestmark = pytest.mark.journey

SOUP = "Canh bí xanh nấu thịt băm"


def four_days_ago(cast: Cast) -> KitchenDay:
    """Two kitchens cooked with the same lots; their boxes are old enough to go by now."""
    days = [day_before(cast, kitchen, days=4) for kitchen in cast.kitchens[2:]]
    amounts = {kitchen.key: Decimal(60) for kitchen in cast.kitchens}
    wanted = [Wanted(GOODS[key], amounts) for key in ("cai", "bi", "lon")]
    send_supplier_events(cast, wanted, day=days[0].day)
    for day in days:
        live(day, dishes=2)
    return days[0]


def test_an_inspector_looks_into_a_case(
    phone_of: PhoneOf, cast: Cast, backstage: Backstage
) -> None:
    day = backstage(four_days_ago, cast)
    kitchen = f"/bep/{day.kitchen.place.pk}"
    inspector, cook = phone_of("inspector"), phone_of("cook-under-hold")
    inspector.sign_in(cast.people["inspector"])
    sees_every_kitchen_and_records_nowhere(inspector, cast, day)
    opens_a_record(inspector, f"{kitchen}/ngay/{day.day}/")
    traces_a_sample(inspector, f"{kitchen}/ngay/{day.day}/")
    cook.sign_in(day.kitchen.cooks[0])
    holds_the_meal(inspector, kitchen, day)
    may_not_destroy(cook, kitchen)
    releases(inspector, kitchen)
    destroys(cook, kitchen)


def sees_every_kitchen_and_records_nowhere(inspector: Walker, cast: Cast, day: KitchenDay) -> None:
    inspector.look("hall")
    for kitchen in cast.kitchens:
        inspector.open("/")
        inspector.follow(kitchen.place.name)
        inspector.reads("Nhiệt độ tủ", "Ký xác nhận")
        assert inspector.open(f"/bep/{kitchen.place.pk}/ngay/{day.day}/") == 200
        work = inspector.page.locator("main form, .sticky a, .sticky button")
        assert work.count() == 0
        assert inspector.open(f"/bep/{kitchen.place.pk}/nhan-hang/") == 403
    inspector.reads("cấp dưỡng")
    inspector.look("not-the-inspectors")


def opens_a_record(inspector: Walker, day_url: str) -> None:
    inspector.open(day_url)
    inspector.look("day")
    inspector.follow("Thịt lợn nạc vai")
    inspector.reads("Việc lúc", "Máy chủ nhận", "ghi sau 1 phút")
    inspector.unfold("Nguyên văn đã gửi")
    inspector.reads("Ghi lúc", "Máy chủ nhận lúc", "SHA-256")
    inspector.look("record")
    expect(inspector.page.get_by_role("link", name="Sửa")).to_have_count(0)


def traces_a_sample(inspector: Walker, day_url: str) -> None:
    inspector.open(day_url)
    inspector.cell(SOUP, "Mẫu lưu").click()
    inspector.look("sample-record")
    inspector.follow("Hộp mẫu lưu")
    inspector.look("sample")
    inspector.follow("Truy xuất mẫu này")
    inspector.reads(
        "Thịt lợn nạc vai",
        "Công ty TNHH Thịt sạch Mường Thanh",
        "Hợp tác xã Rau an toàn Thanh Yên",
        "Bếp ăn Trường PTDTBT THCS Pú Nhung",
    )
    inspector.look("trace")


def holds_the_meal(inspector: Walker, kitchen: str, day: KitchenDay) -> None:
    inspector.open(f"{kitchen}/")
    inspector.follow("Giữ mẫu, lô hàng, bữa ăn")
    inspector.choose("Lý do", "Nghi ngộ độc")
    inspector.write("Sự việc", "3 học sinh đau bụng sau bữa trưa")
    inspector.choose("Tạm giữ từ", "Vừa xong")
    inspector.press("Tạm giữ ngay")
    inspector.reads("Chọn ít nhất một bữa, một hộp mẫu hoặc một lô để tạm giữ.")
    inspector.look("hold-nothing")
    inspector.choose_noted("Bữa ăn, cùng mọi mẫu lưu", f"Bữa trưa {day.day:%d/%m/%Y}")
    inspector.press("Tạm giữ ngay")
    inspector.reads("Đã tạm giữ. Hãy để nguyên mọi thứ.", "3 học sinh đau bụng sau bữa trưa")
    inspector.look("held")


def may_not_destroy(cook: Walker, kitchen: str) -> None:
    cook.open(f"{kitchen}/mau-luu/")
    cook.look("shelf-held")
    cook.follow(SOUP)
    cook.follow("Hủy mẫu")
    cook.reads("Chưa được hủy hộp này", "Không được hủy: mẫu bị giữ vì nghi ngộ độc từ")
    cook.look("destroying-refused")
    expect(cook.page.get_by_role("button", name="Đã hủy")).to_have_count(0)


def releases(inspector: Walker, kitchen: str) -> None:
    inspector.open(f"{kitchen}/")
    inspector.page.get_by_role("link", name="Bỏ tạm giữ").click()
    inspector.write("Kết luận", "Trạm y tế: do cúm, không do thức ăn")
    inspector.choose("Bỏ tạm giữ lúc", "Vừa xong")
    inspector.look("release")
    inspector.press("Bỏ tạm giữ")
    inspector.reads("Đã bỏ tạm giữ.", "Không tạm giữ gì.")


def destroys(cook: Walker, kitchen: str) -> None:
    cook.open(f"{kitchen}/mau-luu/")
    cook.follow(SOUP)
    cook.reads("Được hủy hộp này")
    cook.follow("Hủy mẫu")
    cook.write("Chất lượng mẫu", "Còn nguyên niêm phong, không mùi lạ")
    cook.choose("Giờ hủy", "Vừa xong")
    cook.look("destroy")
    cook.press("Đã hủy")
    cook.reads(f"Đã hủy mẫu món {SOUP}.", "Đã hủy trong 7 ngày qua")
    cook.look("destroyed")
