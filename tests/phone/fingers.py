"""What a cook's fingers do on the screens, and what her eyes read there."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.phone.phone import APP, Phone


@dataclass(frozen=True)
class Fingers:
    phone: Phone
    tab: int = 0

    @property
    def page(self) -> Page:
        return self.phone.pages[self.tab]

    def go(self, place: str) -> None:
        """Straight to a place of the app, as its links do, without loading it anew."""
        self.page.evaluate("(place) => { location.hash = place }", place)

    def load(self, place: str = "") -> None:
        self.phone.open(place, tab=self.tab)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name)

    def tap(self, *names: str) -> None:
        for name in names:
            self.button(name).first.click()

    def tap_exactly(self, *names: str) -> None:
        for name in names:
            self.page.get_by_role("button", name=name, exact=True).first.click()

    def asked(self, question: str) -> None:
        """This is the question of the screen now."""
        expect(self.page.get_by_role("heading", name=question).first).to_be_visible()

    def answer(self, question: str, *taps: str) -> None:
        self.asked(question)
        self.tap_exactly(*taps)

    def write(self, label: str, text: str) -> None:
        self.page.get_by_label(label).fill(text)

    def type_number(self, text: str) -> None:
        """On the app's own pad, key by key."""
        for sign in text:
            self.tap_exactly("Dấu phẩy" if sign == "," else sign)

    def take_large_photo(self) -> None:
        """With so much grain that it stays large."""
        made = BytesIO()
        Image.effect_noise((640, 480), 120).convert("RGB").save(made, "PNG")
        self._into_the_camera(made.getvalue())

    def take_photo(self, colour: str = "olive") -> None:
        made = BytesIO()
        Image.new("RGB", (640, 480), colour).save(made, "PNG")
        self._into_the_camera(made.getvalue())
        self.reads("Đã giữ")

    def _into_the_camera(self, photo: bytes) -> None:
        shot = {"name": "anh.png", "mimeType": "image/png", "buffer": photo}
        self.page.locator("input[type=file]").set_input_files(shot)

    def type_code(self, code: str) -> None:
        """Where the camera cannot help: the code as it stands on the label."""
        closed = self.button("Gõ mã")
        field = self.page.get_by_label("Mã in trên tem")
        expect(closed.or_(field).first).to_be_visible()
        if closed.is_visible():
            closed.click()
        field.fill(code)
        self.tap_exactly("Tìm mã này")

    def reads(self, *texts: str) -> None:
        self.phone.reads(*texts, tab=self.tab)

    def reads_not(self, text: str) -> None:
        expect(self.page.get_by_text(text)).to_have_count(0)

    def signs_in(self, name: str, *, pin: str = "") -> None:
        self.page.locator("main").get_by_role("button", name=name).first.click()
        if pin:
            self.type_number(pin)
        self.tap_exactly("Vào")
        self.reads(f"Chào {name}")


def home(phone: Phone) -> str:
    return f"{phone.network.address}{APP}"


# One deed each, as the screens ask for it


def receives_at_the_gate(hand: Fingers, goods: str, *, amount: str, photo: bool = False) -> None:
    hand.go("#/nhan-hang/moi")
    hand.asked("Người bán tên gì?")
    hand.write("Tên người bán", "Bà Lò Thị Pánh")
    hand.tap_exactly("Tiếp")
    hand.answer("Số điện thoại người bán?", "Bỏ qua")
    hand.asked("Chụp giấy tờ")
    if photo:
        hand.take_photo()
    hand.tap_exactly("Tiếp" if photo else "Bỏ qua")
    hand.asked("Hàng gì?")
    hand.write("Tên thực phẩm", goods)
    hand.tap_exactly("Tiếp")
    hand.answer("Loại thực phẩm nào?", "Tươi sống, đông lạnh")
    hand.answer("Tính bằng gì?", "kg")
    hand.asked("cân được bao nhiêu?")
    hand.type_number(amount)
    hand.tap_exactly("Tiếp")
    hand.answer("Nhìn, ngửi, sờ: có đạt không?", "Đạt")
    hand.answer("Xét nghiệm nhanh?", "Không làm")
    hand.answer("Nhận hay trả?", "Nhận")
    hand.asked("Nhận hàng")


def cooks(hand: Fingers, dish: str, *, lots: tuple[str, ...] = (), photo: bool = False) -> None:
    hand.go(f"#/nau/{dish}")
    hand.asked("Món này nấu từ lô nào?")
    hand.tap(*lots, f"Xong, {len(lots)} lô" if lots else "Không có lô nào trong danh sách")
    hand.answer("Nấu bao nhiêu suất?", "150", "Tiếp")
    hand.asked("Sơ chế xong lúc nào?")
    hand.tap("Bây giờ")
    hand.asked("Nấu xong lúc nào?")
    hand.tap("Bây giờ")
    hand.answer("Người chế biến có đạt không?", "Đạt")
    hand.answer("Dụng cụ có đạt không?", "Đạt")
    hand.answer("Khu bếp có đạt không?", "Đạt")
    hand.answer("Nhìn, ngửi, nếm món này: có đạt không?", "Đạt")
    hand.answer("Nhiệt độ tâm món?", "Bỏ qua")
    if photo:
        adds_a_photo(hand, "Chụp ảnh")
    hand.tap_exactly("Lưu bước 2")
    hand.asked("Hôm nay,")


def checks(hand: Fingers, dish: str, *, passes: bool = True, photo: bool = False) -> None:
    hand.go(f"#/truoc-khi-an/{dish}")
    hand.answer("Dụng cụ chia món có đạt không?", "Đạt")
    hand.answer("Nhìn, ngửi, nếm món này: có đạt không?", "Đạt" if passes else "Không đạt")
    if passes:
        hand.asked("Cho ăn hay dừng?")
        if photo:
            adds_a_photo(hand, "Chụp ảnh")
        hand.tap("Cho ăn · 150 suất")
    else:
        hand.asked("Đã xử lý thế nào?")
        hand.write("Ghi chú, biện pháp xử lý", "Có mùi lạ, đã bỏ cả nồi")
        hand.tap_exactly("Tiếp")
        hand.tap_exactly("Dừng món này")
    hand.asked("Hôm nay,")


def keeps_a_sample(hand: Fingers, dish: str) -> None:
    hand.go(f"#/luu-mau/{dish}")
    hand.answer("Quét mã trên hộp mẫu", "Hộp không có mã", "Hộp inox có nắp")
    hand.answer("Lấy bao nhiêu?", "100 g")
    hand.answer("Hộp đã niêm phong chưa?", "Đã niêm phong")
    hand.answer("Cất vào tủ nào?", "Tủ lưu mẫu")
    hand.asked("Xem lại rồi lưu")
    hand.tap_exactly("Lưu mẫu")
    hand.asked("Hôm nay,")


def adds_a_photo(hand: Fingers, question: str) -> None:
    """From the summary, where everything that is not asked in turn is one tap away."""
    hand.tap("Ảnh")
    hand.asked(question)
    hand.take_photo("teal")
    hand.tap_exactly("Tiếp")
