"""A correction stands beside what it corrects; one that was given up leaves nothing behind."""

import pytest
from playwright.sync_api import expect

from nguon.food.kitchen.choices import FridgeKind
from nguon.food.kitchen.management.demo.cast import Kitchen
from tests.journeys.backstage import Backstage
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
