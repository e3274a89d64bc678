"""A cook lives a day on a phone."""

from io import BytesIO

import pypdf
import pytest
from PIL import Image
from playwright.sync_api import expect

from nguon.food.kitchen.management.demo.cast import Cast
from tests.journeys.backstage import Backstage
from tests.journeys.conftest import PhoneOf
from tests.journeys.days import menu_of_today
from tests.journeys.walker import Walker

pytestmark = pytest.mark.journey

PORK, GREENS, SOUP, RICE = (
    "Thịt lợn kho trứng",
    "Rau cải ngọt xào tỏi",
    "Canh bí xanh nấu thịt băm",
    "Cơm trắng",
)


def test_a_cook_lives_a_day(phone_of: PhoneOf, cast: Cast, backstage: Backstage) -> None:
    day = backstage(menu_of_today, cast, cast.pilot)
    cook = phone_of("cook")
    today = f"/bep/{day.kitchen.place.pk}/ngay/{day.day}/"
    arrives(cook, cast)
    receives_from_the_trader_by_his_second_name(cook)
    sends_bad_greens_back(cook)
    buys_at_the_gate(cook)
    cooks_the_pork(cook, today)
    checks_before_eating(cook, today)
    stops_the_soup(cook, today)
    keeps_a_sample(cook, today)
    keeps_too_little_rice_and_says_so(cook, today)
    reads_a_fridge(cook, today)
    sees_the_day_as_it_was(cook, today)


def arrives(cook: Walker, cast: Cast) -> None:
    cook.open("/")
    cook.look("welcome")
    cook.follow("Đăng nhập")
    cook.look("sign-in")
    cook.sign_in(cast.pilot.cooks[0])
    cook.reads("Bếp ăn Trường Tiểu học Hoa Ban", "Lò Thị Hoa")
    assert cook.open_steps(PORK) == 4
    cook.look("day")


def receives_from_the_trader_by_his_second_name(cook: Walker) -> None:
    cook.follow("Nhận hàng")
    cook.look("who-delivers")
    cook.page.get_by_role("searchbox").fill("minh phat")
    cook.press("Tìm")
    cook.reads("Một chủ có 2 tên pháp lý")
    cook.look("two-names")
    cook.follow("Công ty TNHH Thực phẩm Minh Phát")
    cook.reads("Cùng một chủ với Hộ kinh doanh Nguyễn Thị Minh")
    assert cook.page.locator("input:checked").count() == 0
    cook.write("Tên thực phẩm", "Trứng gà")
    cook.choose("Loại thực phẩm", "Thực phẩm tươi sống, đông lạnh")
    cook.write("Khối lượng nhận", "27,5")
    cook.choose("Đơn vị", "kg")
    cook.choose("Xét nghiệm nhanh", "Không làm")
    cook.choose("Quyết định", "Nhận")
    cook.choose("Giờ hàng đến", "Vừa xong")
    cook.page.locator("input[type=file]").set_input_files(
        {"name": "phieu.png", "mimeType": "image/png", "buffer": a_photo()}
    )
    cook.look("eggs-filled")
    cook.press("Lưu mặt hàng này")
    the_error_keeps_what_was_written(cook)
    cook.choose("Cảm quan", "Đạt")
    cook.page.get_by_role("button", name="Lưu mặt hàng này").dblclick()
    cook.reads("Đã ghi Trứng gà. Mã lô:", "1 dòng đã ghi hôm nay")
    cook.look("eggs-recorded")


def the_error_keeps_what_was_written(cook: Walker) -> None:
    cook.reads("Có 1 chỗ cần sửa", "Đã giữ 1 ảnh cho phiếu này.")
    assert cook.page.get_by_label("Tên thực phẩm").input_value() == "Trứng gà"
    assert cook.page.get_by_label("Khối lượng nhận").input_value() == "27,5"
    assert [cook.chosen(one) for one in ("Đơn vị", "Xét nghiệm", "Quyết định", "Giờ hàng đến")] == [
        ["kg"],
        ["Không làm"],
        ["Nhận"],
        ["Vừa xong"],
    ]
    assert cook.chosen("Cảm quan") == []
    cook.look("one-thing-missing")


def sends_bad_greens_back(cook: Walker) -> None:
    cook.page.get_by_role("searchbox").fill("9900000016")
    cook.press("Tìm")
    cook.follow("Hợp tác xã Rau an toàn Thanh Yên")
    cook.write("Tên thực phẩm", "Rau cải ngọt")
    cook.choose("Loại thực phẩm", "Thực phẩm tươi sống, đông lạnh")
    cook.write("Khối lượng nhận", "30")
    cook.choose("Đơn vị", "kg")
    cook.choose("Cảm quan", "Không đạt")
    cook.choose("Xét nghiệm nhanh", "Không đạt")
    cook.choose("Giờ hàng đến", "Vừa xong")
    expect(cook.page.get_by_label("Lý do trả lại")).to_be_hidden()
    cook.choose("Quyết định", "Trả lại hết")
    cook.press("Lưu mặt hàng này")
    cook.reads("Có 1 chỗ cần sửa")
    cook.look("reject-without-reason")
    cook.write("Lý do trả lại", "Rau dập nát, có mùi thuốc; trả lại cả 30 kg")
    cook.press("Lưu mặt hàng này")
    cook.reads("Đã ghi Rau cải ngọt.", "2 dòng đã ghi hôm nay")


def buys_at_the_gate(cook: Walker) -> None:
    cook.follow("Nguồn chưa đăng ký")
    cook.reads("Người bán này chưa đăng ký")
    cook.write("Tên người bán", "Bà Lò Thị Pánh, bán ở cổng chợ")
    cook.write("Điện thoại người bán", "0987 000 404")
    cook.write("Tên thực phẩm", "Hành lá")
    cook.choose("Loại thực phẩm", "Thực phẩm tươi sống, đông lạnh")
    cook.write("Khối lượng nhận", "1.5")
    cook.choose("Đơn vị", "kg")
    cook.choose("Cảm quan", "Đạt")
    cook.choose("Xét nghiệm nhanh", "Không làm")
    cook.choose("Quyết định", "Nhận")
    cook.choose("Giờ hàng đến", "Vừa xong")
    cook.look("unregistered")
    cook.press("Lưu mặt hàng này")
    cook.reads("Đã ghi Hành lá.", "3 dòng đã ghi hôm nay")
    cook.look("three-lines")


def cooks_the_pork(cook: Walker, today: str) -> None:
    cook.open(today)
    cook.look("day-after-receiving")
    cook.cell(PORK, "Bước 2").click()
    cook.reads("Không được dùng", "Đã trả lại khi nhận: Rau dập nát")
    eggs = cook.page.locator(".lot", has_text="Trứng gà")
    eggs.locator("label").first.click()
    eggs.get_by_role("textbox").fill("27,5")
    cook.choose("Sơ chế xong lúc", "Vừa xong")
    cook.choose("Chế biến xong lúc", "Vừa xong")
    for question in ("Người chế biến", "Trang thiết bị", "Khu vực chế biến", "Cảm quan món ăn"):
        cook.choose(question, "Đạt")
    cook.write("Nhiệt độ tâm", "88,5")
    cook.look("step-2")
    cook.press("Lưu bước 2")
    cook.reads(f"Đã ghi bước 2 của món {PORK}.")


def checks_before_eating(cook: Walker, today: str) -> None:
    cook.open(today)
    cook.cell(PORK, "Bước 3").click()
    cook.choose("Chia món xong lúc", "Vừa xong")
    cook.choose("Dụng cụ chia", "Đạt")
    cook.choose("Cảm quan món ăn", "Đạt")
    cook.choose("Quyết định", "Cho ăn")
    cook.look("step-3")
    cook.press("Lưu bước 3")
    cook.reads(f"Đã ghi bước 3 của món {PORK}.")


def stops_the_soup(cook: Walker, today: str) -> None:
    cook.open(today)
    cook.cell(SOUP, "Bước 3").click()
    cook.choose("Chia món xong lúc", "Vừa xong")
    cook.choose("Dụng cụ chia", "Đạt")
    cook.choose("Cảm quan món ăn", "Không đạt")
    cook.choose("Quyết định", "Cho ăn")
    cook.press("Lưu bước 3")
    cook.reads("Món không đạt cảm quan thì không được cho ăn. Cần: Dừng món.")
    cook.look("may-not-be-served")
    cook.choose("Quyết định", "Dừng món")
    cook.write("Ghi chú", "Canh có mùi lạ: dừng, không chia; thay bằng nước rau luộc")
    cook.press("Lưu bước 3")
    cook.reads(f"Dừng trước khi ăn: {SOUP}", "đã dừng")


def keeps_a_sample(cook: Walker, today: str) -> None:
    cook.open(today)
    cook.cell(PORK, "Mẫu lưu").click()
    cook.write("Lượng mẫu trong hộp", "120")
    fills_the_box(cook)
    cook.look("sample")
    cook.press("Lưu mẫu")
    cook.reads("Đã ghi mẫu lưu. Viết mã lên hộp:")
    cook.look("sample-kept")
    address = cook.page.get_by_role("link", name="In nhãn").get_attribute("href")
    label = cook.context.request.get(f"{cook.address}{address}")
    assert label.headers["content-type"] == "application/pdf"
    page = pypdf.PdfReader(BytesIO(label.body())).pages[0]
    millimetres = [round(float(side) * 25.4 / 72) for side in page.mediabox[2:]]
    assert millimetres == [50, 30]
    assert "Lò Thị Hoa" in page.extract_text()


def keeps_too_little_rice_and_says_so(cook: Walker, today: str) -> None:
    cook.open(today)
    cook.cell(RICE, "Mẫu lưu").click()
    cook.write("Lượng mẫu trong hộp", "80")
    fills_the_box(cook)
    cook.press("Lưu mẫu")
    cook.reads("Lấy thêm mẫu, hoặc đánh dấu bên dưới để ghi đúng như vậy.")
    cook.look("too-little")
    cook.page.get_by_label("Ghi đúng lượng đã cân").check()
    cook.press("Lưu mẫu")
    cook.reads("Đã ghi mẫu lưu.")


def fills_the_box(cook: Walker) -> None:
    cook.write("Dụng cụ chứa mẫu", "Hộp inox có nắp")
    cook.choose("Niêm phong", "Đã niêm phong")
    cook.choose("Tủ", "Tủ lưu mẫu")
    cook.choose("Giờ lấy mẫu", "Vừa xong")


def reads_a_fridge(cook: Walker, today: str) -> None:
    cook.open(today)
    fridge = cook.page.locator(".fridge", has_text="Tủ đông")
    fridge.get_by_role("link", name="Đọc").click()
    cook.write("Nhiệt độ hiển thị", "-5")
    cook.choose("Giờ đọc", "Vừa xong")
    cook.look("fridge")
    cook.press("Lưu nhiệt độ")
    cook.reads("Đã ghi nhiệt độ của Tủ đông.", "-5,0 °C")


def sees_the_day_as_it_was(cook: Walker, today: str) -> None:
    cook.open(today)
    cook.look("day-after-all")
    cook.unfold("Xem thêm")
    cook.reads(
        "Trả lại hết: Rau cải ngọt của Hợp tác xã Rau an toàn Thanh Yên",
        "Nguồn chưa đăng ký: Hành lá của Bà Lò Thị Pánh, bán ở cổng chợ",
        f"Dừng trước khi ăn: {SOUP}",
        f"{RICE}: Thiếu 20 g: mẫu 80 g, tối thiểu 100 g.",
    )
    assert [cook.open_steps(dish) for dish in (PORK, GREENS, SOUP, RICE)] == [0, 4, 0, 3]
    assert cook.states(PORK)[3] == "Đã lưu"
    assert cook.states(SOUP)[2] == "Đã dừng"
    assert cook.states(RICE)[3] == "Thiếu mẫu"


def a_photo() -> bytes:
    made = BytesIO()
    Image.new("RGB", (60, 40), "olive").save(made, "PNG")
    return made.getvalue()
