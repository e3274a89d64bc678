"""Codes read by the app's own reader from a real picture: Chromium here has no detector of its own.

The camera is Chromium's make-believe device showing a film of the label; nothing of the app is
replaced.
"""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.phone import bodies
from tests.phone.conftest import CookOf, Lunch
from tests.phone.film import film, symbol
from tests.phone.phone import Phone

pytestmark = pytest.mark.journey

LABEL = f"https://{settings.NGUON_IDENTIFIER_HOST}/obj/01234567890"
LOT = "(01)08938501234568(10)RM-0511"
REMEMBER = """
    const devices = navigator.mediaDevices;
    const open = devices.getUserMedia.bind(devices);
    window.streams = [];
    devices.getUserMedia = async (asked) => {
        const stream = await open(asked);
        window.streams.push(stream);
        return stream;
    };
"""
"""Only looks on: which cameras were opened, so that a test can ask whether they were closed."""


def receive(phone: Phone, **more: str) -> str:
    """A lot of greens, known to this phone alone; answers with the id of its line."""
    return phone.save("delivery_line", "1", bodies.delivery("Rau muống", **more)).id


def scan_lots(phone: Phone, lunch: Lunch) -> None:
    phone.open(f"#/nau/{lunch.dishes[0]}")
    phone.page.get_by_role("button", name="Quét mã lô").click()


def keep_reader(phone: Phone) -> None:
    """What the app does by itself when it has settled on a good network."""
    kept = phone.do("""
        const { active } = await navigator.serviceWorker.ready;
        active.postMessage({type: "keep-scanner"});
        const cache = await caches.open("nguon-scanner");
        const kept = async () => (await cache.keys()).length;
        for (let n = 0; n < 200 && (await kept()) < 2; n++)
            await new Promise((done) => setTimeout(done, 50));
        return kept();
    """)
    assert kept == 2


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        pytest.param("QRCode", LABEL.upper(), id="our label in capitals"),
        pytest.param("DataMatrix", f"{LOT}(17)261130", id="GS1 DataMatrix of a supplier"),
        pytest.param("Code128", "01234567890", id="the code alone in a bar code"),
    ],
)
def test_a_lot_is_found_by_the_picture_of_its_code(
    cook_of: CookOf, lunch: Lunch, tmp_path: Path, kind: str, text: str
) -> None:
    phone = cook_of(
        "scanner", lunch.kitchen, film=film(tmp_path / "label.mjpeg", symbol(text, kind))
    )
    line = receive(phone, label=LABEL, lot_code=LOT)
    phone.do(REMEMBER)
    scan_lots(phone, lunch)
    phone.reads("Xong, 1 lô")
    assert phone.do(
        """
        const draft = await nguon.draft("dish_cooked", x);
        return draft.body.lots.map((lot) => lot.line_id);
    """,
        lunch.dishes[0],
    ) == [line]
    ended = "() => window.streams.length > 0 && window.streams.every((one) => !one.active)"
    phone.page.wait_for_function(ended)


def test_a_product_code_alone_says_no_lot(cook_of: CookOf, lunch: Lunch, tmp_path: Path) -> None:
    seen = film(tmp_path / "label.mjpeg", symbol("8938501234568", "EAN13"))
    phone = cook_of("shop code", lunch.kitchen, film=seen)
    receive(phone, lot_code=LOT)
    scan_lots(phone, lunch)
    phone.reads("Mã này chỉ nói sản phẩm Rau muống.")


def test_a_held_lot_is_refused_with_its_reason_and_the_age_of_the_list(
    cook_of: CookOf, lunch: Lunch, tmp_path: Path
) -> None:
    seen = film(tmp_path / "label.mjpeg", symbol(LABEL.upper(), "QRCode"))
    phone = cook_of("held", lunch.kitchen, film=seen)
    line = receive(phone, label=LABEL)
    phone.drained()
    keep_reader(phone)
    phone.airplane(True)
    lot = phone.do("return nguon.kit.value.lines.find((one) => one.id === x).lot_uri", line)
    phone.save("hold", "1", bodies.hold(lots=[lot], cause="Trạm y tế nghi có thuốc sâu"))
    scan_lots(phone, lunch)
    phone.reads("Rau muống đang bị giữ: Trạm y tế nghi có thuốc sâu. Danh sách cập nhật")
    assert phone.page.get_by_role("button", name="Rau muống").is_disabled()


def test_the_reader_is_kept_and_works_without_a_network(
    cook_of: CookOf, lunch: Lunch, tmp_path: Path
) -> None:
    seen = film(tmp_path / "label.mjpeg", symbol(LABEL.upper(), "QRCode"))
    phone = cook_of("far away", lunch.kitchen, film=seen)
    receive(phone, label=LABEL)
    keep_reader(phone)
    phone.airplane(True)
    phone.reload()
    scan_lots(phone, lunch)
    phone.reads("Xong, 1 lô")


def test_without_a_camera_a_photo_or_the_typed_code_does(
    cook_of: CookOf, lunch: Lunch, tmp_path: Path
) -> None:
    phone = cook_of("no camera", lunch.kitchen)
    receive(phone, label=LABEL)
    scan_lots(phone, lunch)
    page = phone.page
    phone.reads("Không mở được máy ảnh")
    page.get_by_role("button", name="Gõ mã").click()
    page.get_by_label("Mã in trên tem").fill("0123-4567-89i")
    page.get_by_role("button", name="Tìm mã này").click()
    phone.reads("Mã sai một ký tự")
    page.get_by_label("Mã in trên tem").fill("oi23 4567 890")
    page.get_by_role("button", name="Tìm mã này").click()
    phone.reads("Xong, 1 lô")

    page.get_by_role("button", name="Rau muống").click()
    expect(page.get_by_text("Xong, 1 lô")).to_have_count(0)
    page.get_by_role("button", name="Quét mã lô").click()
    photo = tmp_path / "photo.png"
    symbol(f"{LOT}(17)261130", "DataMatrix").resize((900, 900)).save(photo)
    page.locator("label.photo input").set_input_files(photo)
    phone.reads("Mã đúng, nhưng máy này chưa biết mã đó là gì.")
    symbol(LABEL.upper(), "QRCode").save(photo)
    page.locator("label.photo input").set_input_files(photo)
    phone.reads("Xong, 1 lô")


def taps(phone: Phone, *names: Any) -> int:
    """Touches the buttons of these names one after another; each is one tap."""
    for name in names:
        phone.page.get_by_role("button", name=name, exact=True).click()
    return len(names)


def test_a_sample_takes_four_taps_beside_the_scan(
    cook_of: CookOf, lunch: Lunch, tmp_path: Path
) -> None:
    seen = film(tmp_path / "label.mjpeg", symbol(LABEL.upper(), "QRCode"))
    phone = cook_of("sampler", lunch.kitchen, film=seen)
    phone.open(f"#/luu-mau/{lunch.dishes[0]}")
    assert taps(phone, "100 g", "Đã niêm phong", "Tủ lưu mẫu", "Lưu mẫu") == 4
    phone.until("nguon.items.value.length === 1")
    body = phone.do("return nguon.items.value[0].envelope.body")
    assert body | {"taken_at": ""} == {
        "dish_id": lunch.dishes[0],
        "amount": "100",
        "uom": "GRM",
        "box": LABEL,
        "container": "Hộp lưu mẫu 0123-4567-890",
        "sealed": True,
        "fridge_id": lunch.fridge,
        "taken_at": "",
    }
    phone.drained()
    phone.open(f"#/luu-mau/{lunch.dishes[1]}")
    phone.reads("Hộp này đang giữ mẫu")


def test_a_dish_that_passes_takes_three_taps(cook_of: CookOf, lunch: Lunch) -> None:
    phone = cook_of("server", lunch.kitchen)
    phone.open(f"#/truoc-khi-an/{lunch.dishes[0]}")
    portions = phone.do("return nguon.kit.value.meals[0].portions")
    assert taps(phone, "Đạt", "Đạt", f"Cho ăn · {portions} suất") == 3
    phone.until("nguon.items.value.length === 1")
    body = phone.do("return nguon.items.value[0].envelope.body")
    assert body | {"portioned_at": ""} == {
        "dish_id": lunch.dishes[0],
        "portions": portions,
        "portioned_at": "",
        "utensils": "pass",
        "sensory": "pass",
        "decision": "serve",
    }


def test_two_taps_from_today_freeze_a_meal_without_a_network(cook_of: CookOf, lunch: Lunch) -> None:
    phone = cook_of("alarm", lunch.kitchen)
    line = receive(phone)
    phone.save("dish_cooked", "1", bodies.cooked(lunch.dishes[0], lines=[line]))
    sample = phone.save("sample_taken", "1", bodies.sample(lunch.dishes[0], lunch.fridge)).id
    phone.drained()
    phone.airplane(True)
    phone.open()
    page = phone.page
    page.get_by_role("button", name="Nghi ngộ độc").click()
    page.get_by_role("button", name="Giữ ngay").click()
    phone.until("nguon.items.value.length === 4")
    lot = phone.do("return nguon.kit.value.lines.find((one) => one.id === x).lot_uri", line)
    body = phone.do("return nguon.items.value[0].envelope.body")
    assert {name: body[name] for name in ("kind", "meal_ids", "sample_ids", "lot_uris")} == {
        "kind": "suspicion",
        "meal_ids": [lunch.meal],
        "sample_ids": [sample],
        "lot_uris": [lot],
    }
    phone.open(f"#/tu-mau/{sample}")
    phone.reads("Đang bị giữ", "Không được hủy cho đến khi có người bỏ tạm giữ.")
