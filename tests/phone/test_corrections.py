"""A correction stands beside what it corrects, a withdrawal too; both show before they are sent."""

import pytest
from playwright.sync_api import expect

from nguon.food.kitchen.choices import FridgeKind
from nguon.food.kitchen.management.demo.cast import Kitchen
from tests.journeys.backstage import Backstage
from tests.phone import bodies
from tests.phone.book import entries_of
from tests.phone.conftest import CookOf
from tests.phone.fingers import Fingers

pytestmark = pytest.mark.journey


def reads_the_fridge(hand: Fingers, fridge: str, celsius: str) -> None:
    hand.go(f"#/tu-lanh/{fridge}")
    hand.type_number(celsius)
    hand.tap_exactly("Tiếp")
    hand.answer("Xem lại rồi lưu", "Lưu nhiệt độ")
    hand.asked("Hôm nay,")


def opens_the_correction(hand: Fingers) -> None:
    hand.go("#/hop-gui")
    hand.tap("4 °C")
    hand.tap("Sửa bản ghi này")


def test_what_still_waits_on_the_phone_is_corrected_there_and_both_arrive_in_order(
    cook_of: CookOf, kitchen: Kitchen, backstage: Backstage
) -> None:
    hand = Fingers(cook_of("offline", kitchen))
    fridge = str(kitchen.fridges[FridgeKind.SAMPLE].pk)
    hand.phone.airplane(True)
    reads_the_fridge(hand, fridge, "4")
    opens_the_correction(hand)
    hand.asked("đồng hồ chỉ bao nhiêu độ?")
    hand.tap_exactly("Xóa số cuối")
    hand.type_number("5")
    hand.tap_exactly("Tiếp")
    hand.asked("Vì sao sửa?")
    hand.write("Vì sao sửa?", "Đọc nhầm")
    hand.tap_exactly("Tiếp")
    hand.answer("Xem lại rồi lưu", "Lưu nhiệt độ")
    hand.asked("Hôm nay,")
    hand.reads("5 °C · 0 phút trước")
    assert hand.phone.do("return nguon.unsent.value.count") == 2
    hand.go("#/hop-gui")
    hand.tap("4 °C")
    hand.asked("4 °C")
    expect(hand.button("Sửa bản ghi này")).to_have_count(0)  # the newer one is to be corrected now
    hand.phone.airplane(False)
    hand.phone.drain()
    hand.phone.drained()
    first, second = backstage(entries_of, kitchen.place)
    assert (first.body["celsius"], second.body["celsius"]) == ("4", "5")
    assert (second.words["supersedes"], second.words["reason"]) == (first.id, "Đọc nhầm")


def test_what_the_kit_tells_is_withdrawn_from_the_board_before_the_server_hears_of_it(
    cook_of: CookOf, kitchen: Kitchen
) -> None:
    hand = Fingers(cook_of("regret", kitchen))
    reads_the_fridge(hand, str(kitchen.fridges[FridgeKind.SAMPLE].pk), "4")
    hand.phone.drain()
    hand.phone.do("await nguon.loadKit()")
    hand.phone.until("nguon.kit.value.fridges.some((one) => one.last?.celsius === '4')")
    hand.phone.airplane(True)
    hand.go("#/hop-gui")
    hand.tap("4 °C")
    hand.tap("Rút bản ghi này")
    hand.write("Vì sao rút lại?", "Đọc nhầm tủ")
    hand.tap_exactly("Rút bản ghi")
    hand.asked("Hộp gửi")
    hand.go("#/tu-lanh")
    expect(hand.page.get_by_text("Chưa có số đọc trên máy này")).to_have_count(3)


def test_what_the_server_did_not_take_is_written_anew_and_not_withdrawn(
    cook_of: CookOf, kitchen: Kitchen
) -> None:
    """Nothing of it is in the book, so a withdrawal would wait there for ever."""
    hand = Fingers(cook_of("turned away", kitchen))
    fridge = kitchen.fridges[FridgeKind.SAMPLE].pk
    hand.phone.save("fridge_reading", str(fridge), bodies.reading(fridge, "999"))
    hand.phone.drain()
    hand.go("#/hop-gui")
    hand.tap("999 °C")
    expect(hand.button("Sửa và ghi lại")).to_be_visible()
    expect(hand.button("Rút bản ghi này")).to_have_count(0)


def test_a_correction_that_was_refused_is_written_anew_as_a_correction(
    cook_of: CookOf, kitchen: Kitchen, backstage: Backstage
) -> None:
    hand = Fingers(cook_of("again", kitchen))
    fridge = kitchen.fridges[FridgeKind.SAMPLE].pk
    reads_the_fridge(hand, str(fridge), "4")
    hand.phone.drain()
    (first,) = backstage(entries_of, kitchen.place)
    odd = bodies.reading(fridge, "999")
    hand.phone.save("fridge_reading", "odd", odd, instead_of=first.id, reason="Đọc nhầm")
    hand.phone.drain()
    hand.go("#/hop-gui")
    hand.tap("999 °C")
    hand.tap("Sửa và ghi lại")
    hand.asked("đồng hồ chỉ bao nhiêu độ?")
    hand.tap_exactly("Xóa số cuối", "Xóa số cuối", "Xóa số cuối")
    hand.type_number("5")
    hand.tap_exactly("Tiếp")
    hand.asked("Vì sao sửa?")
    hand.write("Vì sao sửa?", "Đọc nhầm")
    hand.tap_exactly("Tiếp")
    hand.answer("Xem lại rồi lưu", "Lưu nhiệt độ")
    hand.phone.drain()
    hand.phone.drained()
    _, second = backstage(entries_of, kitchen.place)
    assert (second.body["celsius"], second.words["supersedes"]) == ("5", first.id)


def test_a_correction_given_up_leaves_the_next_form_empty(
    cook_of: CookOf, kitchen: Kitchen, backstage: Backstage
) -> None:
    hand = Fingers(cook_of("doubt", kitchen))
    fridge = str(kitchen.fridges[FridgeKind.SAMPLE].pk)
    reads_the_fridge(hand, fridge, "4")
    hand.phone.drain()
    first = backstage(entries_of, kitchen.place)
    opens_the_correction(hand)
    hand.asked("đồng hồ chỉ bao nhiêu độ?")
    hand.tap_exactly("Tiếp")
    hand.asked("Vì sao sửa?")
    hand.write("Vì sao sửa?", "Đọc nhầm")
    hand.go(f"#/tu-lanh/{fridge}")
    hand.asked("đồng hồ chỉ bao nhiêu độ?")
    expect(hand.button("Tiếp")).to_have_count(0)  # nothing of the old reading is left
    hand.phone.drain()
    assert backstage(entries_of, kitchen.place) == first
