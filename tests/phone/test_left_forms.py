"""What was begun and not finished: a form left open, one open twice, a number half typed."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from nguon.food.kitchen.choices import FridgeKind
from nguon.food.kitchen.management.demo.cast import Kitchen
from tests.phone import bodies
from tests.phone.conftest import CookOf, Lunch
from tests.phone.fingers import Fingers

pytestmark = pytest.mark.journey

STILL = "Còn đúng không?"
SAVED = "nguon.items.value.map((item) => item.envelope.body.celsius).join()"


@pytest.fixture
def left_hand(cook_of: CookOf, kitchen: Kitchen) -> Fingers:
    """Yesterday somebody wrote «5» and was called away; today the same person opens the fridge."""
    hand = Fingers(cook_of("left", kitchen))
    fridge = str(kitchen.fridges[FridgeKind.SAMPLE].pk)
    hand.phone.airplane(True)
    hand.go(f"#/tu-lanh/{fridge}")
    hand.type_number("5")
    hand.phone.until("nguon.draft('fridge_reading', x).then((d) => d.body.celsius === '5')", fridge)
    hand.go("#/")
    hand.phone.pass_time(timedelta(hours=26))
    hand.phone.identify(str(kitchen.people["cook_1"].pk))
    hand.go(f"#/tu-lanh/{fridge}")
    return hand


def test_answers_of_yesterday_are_not_saved_as_of_now(left_hand: Fingers) -> None:
    hand = left_hand
    hand.asked(STILL)
    expect(hand.button("Lưu nhiệt độ")).to_have_count(0)
    hand.tap_exactly("Bỏ, ghi mới")
    hand.asked("đồng hồ chỉ bao nhiêu độ?")
    expect(hand.button("Tiếp")).to_have_count(0)
    hand.type_number("7")
    hand.tap_exactly("Tiếp")
    hand.answer("Xem lại rồi lưu", "Lưu nhiệt độ")
    hand.phone.until(f"{SAVED} === '7'")


def test_who_says_so_keeps_what_was_left(left_hand: Fingers) -> None:
    hand = left_hand
    hand.answer(STILL, "Còn đúng, dùng tiếp")
    hand.asked("Xem lại rồi lưu")
    hand.reads("5 °C", "Viết dở từ")
    hand.tap_exactly("Lưu nhiệt độ")
    hand.phone.until(f"{SAVED} === '5'")


def test_the_question_comes_before_all_others_and_before_what_was_written_since(
    cook_of: CookOf, lunch: Lunch
) -> None:
    again, dish = "Đã có bản ghi", lunch.dishes[0]
    hand = Fingers(cook_of("called away", lunch.kitchen))
    hand.go(f"#/nau/{dish}")
    hand.answer("Món này nấu từ lô nào?", "Không có lô nào trong danh sách")
    hand.asked("Nấu bao nhiêu suất?")
    hand.phone.pass_time(timedelta(hours=2))
    hand.phone.identify(str(lunch.kitchen.people["cook_1"].pk))
    hand.phone.save("dish_cooked", "elsewhere", bodies.cooked(dish))
    hand.go("#/")
    hand.go(f"#/nau/{dish}?b=4")
    hand.asked(STILL)
    hand.reads_not(again)
    hand.tap_exactly("Còn đúng, dùng tiếp")
    hand.asked("Nấu bao nhiêu suất?")
    hand.reads(again)


def test_a_half_typed_number_is_finished_before_it_counts(
    cook_of: CookOf, kitchen: Kitchen
) -> None:
    hand = Fingers(cook_of("half", kitchen))
    hand.go(f"#/tu-lanh/{kitchen.fridges[FridgeKind.SAMPLE].pk}")
    hand.type_number("4,")
    hand.reads("chưa gõ xong")
    expect(hand.button("Tiếp")).to_have_count(0)
    hand.go(hand.page.evaluate("location.hash").replace("b=0", "b=9"))
    expect(hand.button("Lưu nhiệt độ")).to_be_disabled()
    hand.page.go_back()
    hand.type_number("5")
    hand.reads_not("chưa gõ xong")
    hand.tap_exactly("Tiếp", "Lưu nhiệt độ")
    hand.phone.until(f"{SAVED} === '4.5'")


def test_back_after_saving_comes_to_the_first_question_of_an_empty_form(
    cook_of: CookOf, kitchen: Kitchen
) -> None:
    hand = Fingers(cook_of("back", kitchen))
    hand.go(f"#/tu-lanh/{kitchen.fridges[FridgeKind.COLD].pk}")
    hand.type_number("12")
    hand.tap_exactly("Tiếp")
    hand.answer("Ngoài mức. Đã làm gì?", "Bỏ qua")
    hand.answer("Xem lại rồi lưu", "Lưu nhiệt độ")
    hand.asked("Hôm nay,")
    hand.page.go_back()
    hand.asked("đồng hồ chỉ bao nhiêu độ?")
    expect(hand.button("Tiếp")).to_have_count(0)


def test_other_answers_in_a_second_tab_are_not_called_saved(
    cook_of: CookOf, kitchen: Kitchen
) -> None:
    phone = cook_of("two tabs", kitchen)
    here, there = Fingers(phone), Fingers(phone, tab=1)
    phone.airplane(True)
    place = f"#/tu-lanh/{kitchen.fridges[FridgeKind.SAMPLE].pk}"
    here.go(place)
    there.load(place)
    for hand, celsius in ((here, "3"), (there, "6")):
        hand.type_number(celsius)
    for hand in (here, there):
        hand.tap_exactly("Tiếp")
        hand.answer("Xem lại rồi lưu", "Lưu nhiệt độ")
    here.asked("Hôm nay,")
    there.reads("đã được lưu ở cửa sổ khác", "3 °C")
    there.phone.until(f"{SAVED} === '3'", tab=1)


def test_who_signs_in_in_another_tab_does_not_sign_what_was_begun_here(
    cook_of: CookOf, kitchen: Kitchen
) -> None:
    phone = cook_of("two hands", kitchen)
    here = Fingers(phone)
    place = f"#/tu-lanh/{kitchen.fridges[FridgeKind.SAMPLE].pk}"
    here.go(place)
    here.type_number("3")
    phone.open(tab=1)
    phone.identify(str(kitchen.people["health_officer"].pk), tab=1)
    here.reads("– °C")
    expect(here.button("Tiếp")).to_have_count(0)
