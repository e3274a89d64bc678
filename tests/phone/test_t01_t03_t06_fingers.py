"""T1, T3, T6: what fingers write on the screens is not lost, and not doubled."""

from collections import Counter

import pytest

from nguon.food.kitchen.choices import FridgeKind
from nguon.food.kitchen.management.demo.cast import Kitchen
from tests.journeys.backstage import Backstage
from tests.phone import faults
from tests.phone.book import entries_of, ids_of, kinds_of, photos_of
from tests.phone.conftest import CodeFor, CookOf, Lunch
from tests.phone.fingers import (
    Fingers,
    checks,
    cooks,
    keeps_a_sample,
    receives_at_the_gate,
)
from tests.phone.phone import APP, PhoneOf

pytestmark = pytest.mark.journey

ITEMS = """
    const state = (item) => item.state === "sending" ? "queued" : item.state;
    return nguon.items.value.map((item) => [item.envelope.type, state(item)]).sort();
"""
GATE = "/nhan-hang/moi"


def test_t1_a_day_s_three_steps_in_airplane_mode_outlive_reload_and_restart(
    phone_of: PhoneOf, code_for: CodeFor, lunch: Lunch, backstage: Backstage
) -> None:
    """Paired on the real page by the code of the manager's QR; then no network until the end."""
    phone = phone_of("kitchen")
    hand = Fingers(phone)
    phone.page.goto(f"{phone.network.address}{APP}#ghep={code_for(lunch.kitchen)}")
    hand.write("Tên máy", "Máy bếp chính")
    hand.tap_exactly("Ghép máy")
    hand.reads("Ai đang ghi?")
    phone.kept_offline()
    hand.signs_in("Lò Thị Hặc")
    phone.airplane(True)
    phone.reload()

    receives_at_the_gate(hand, "Rau cải ngọt", amount="12,5", photo=True)
    cooks(hand, lunch.dishes[0], lots=("Rau cải ngọt",), photo=True)
    checks(hand, lunch.dishes[0], photo=True)
    keeps_a_sample(hand, lunch.dishes[0])

    kinds = ("delivery_line", "dish_checked", "dish_cooked", "sample_taken")
    kept = [[kind, "queued"] for kind in kinds]
    assert phone.do(ITEMS) == kept
    phone.reload()
    assert phone.do(ITEMS) == kept
    phone.switch_off()
    phone.network.spoil(lambda _seen: True, faults.refuse)  # a new browser knows no airplane mode
    phone.switch_on()
    hand.load()
    assert phone.do(ITEMS) == kept
    hand.go("#/hop-gui")
    hand.reads("4 bản ghi chưa gửi, 2 ảnh chưa gửi", "Đã lưu trên máy")
    assert backstage(ids_of, lunch.kitchen.place) == []

    phone.network.heal()
    hand.tap_exactly("Gửi ngay")
    phone.drained()
    hand.reads("Đã gửi hết", "Đã tới máy chủ")
    place = lunch.kitchen.place
    assert backstage(kinds_of, place) == Counter(kinds)
    entries = {entry.kind: entry for entry in backstage(entries_of, place)}
    line = entries["delivery_line"]
    assert line.body["amount"] == "12.5"
    assert line.body["source"]["name"] == "Bà Lò Thị Pánh"
    assert [lot["line_id"] for lot in entries["dish_cooked"].body["lots"]] == [line.id]
    named = {one["sha256"] for entry in entries.values() for one in entry.words["photos"]}
    assert (len(named), backstage(photos_of, place)) == (
        2,
        named,
    )  # the pot was taken twice: one picture


def test_t3_killed_between_two_keys_the_form_is_as_it_was_and_keeps_its_id(
    cook_of: CookOf, kitchen: Kitchen, backstage: Backstage
) -> None:
    phone = cook_of("killed", kitchen)
    phone.airplane(True)
    hand = Fingers(phone)
    fridge = kitchen.fridges[FridgeKind.SAMPLE].pk
    hand.go(f"#/tu-lanh/{fridge}")
    hand.asked("đồng hồ chỉ bao nhiêu độ?")
    hand.type_number("4,")
    draft = "nguon.draft('fridge_reading', x).then((d) => d.body.celsius === '4.' && d.id)"
    begun = phone.until(draft, str(fridge))
    phone.kill()
    phone.switch_on()
    phone.airplane(True)
    hand.load(f"#/tu-lanh/{fridge}")
    hand.asked("đồng hồ chỉ bao nhiêu độ?")  # half a number is no answer yet
    hand.reads("4, °C")
    hand.type_number("6")
    hand.tap_exactly("Tiếp")
    hand.tap_exactly("Lưu nhiệt độ")
    phone.until("nguon.unsent.value.count === 1")
    phone.airplane(False)
    phone.drain()
    phone.drained()
    (entry,) = backstage(entries_of, kitchen.place)
    assert (entry.id, entry.body["celsius"]) == (begun, "4.6")


@pytest.mark.parametrize("how", ["double tap", "Enter and tap"])
def test_t6_a_hasty_hand_makes_one_record(
    how: str, cook_of: CookOf, kitchen: Kitchen, backstage: Backstage
) -> None:
    phone = cook_of("hasty", kitchen)
    hand = Fingers(phone)
    fridge = kitchen.fridges[FridgeKind.SAMPLE].pk
    hand.go(f"#/tu-lanh/{fridge}")
    hand.type_number("4")
    hand.tap_exactly("Tiếp")
    save = hand.page.get_by_role("button", name="Lưu nhiệt độ", exact=True)
    box = save.bounding_box()
    assert box is not None
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    if how == "double tap":
        hand.page.mouse.dblclick(*middle)
    else:
        save.focus()
        hand.page.keyboard.press("Enter")
        hand.page.mouse.click(*middle)
    # The second tap may fall on what the next screen shows there: it opens, and records nothing.
    phone.until("nguon.items.value.length > 0")
    phone.drain()
    phone.drained()
    assert phone.do(ITEMS) == [["fridge_reading", "sent"]]
    (entry,) = backstage(entries_of, kitchen.place)
    assert entry.body["celsius"] == "4"
