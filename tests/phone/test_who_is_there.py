"""Who stands at the phone: where they were going, how often they may guess, what they read."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from nguon.food.kitchen.choices import FridgeKind
from nguon.food.kitchen.management.demo.cast import Kitchen
from nguon.ground.people.models import Person
from nguon.ground.people.operations import set_pin
from tests.journeys.backstage import Backstage
from tests.phone.conftest import CookOf
from tests.phone.fingers import Fingers

pytestmark = pytest.mark.journey

PIN = "5093"


def give_pin(person: Person) -> None:
    set_pin(person, PIN, by=person)


def test_who_signs_in_arrives_where_they_were_going(cook_of: CookOf, kitchen: Kitchen) -> None:
    hand = Fingers(cook_of("on the way", kitchen))
    hand.phone.do("await nguon.leave()")
    hand.go(f"#/tu-lanh/{kitchen.fridges[FridgeKind.COLD].pk}")
    hand.asked("Ai đang ghi?")
    hand.signs_in(kitchen.people["cook_2"].full_name)
    hand.asked("Tủ mát thực phẩm: đồng hồ chỉ bao nhiêu độ?")
    hand.tap(kitchen.people["cook_2"].full_name)
    hand.asked("Ai đang ghi?")
    hand.signs_in(kitchen.people["cook_1"].full_name)
    hand.asked("Tủ mát thực phẩm: đồng hồ chỉ bao nhiêu độ?")


def test_wrong_pins_are_slowed_for_their_person_alone_and_a_reload_does_not_help(
    cook_of: CookOf, kitchen: Kitchen, backstage: Backstage
) -> None:
    backstage(give_pin, kitchen.people["cook_2"])
    hand = Fingers(cook_of("guessed", kitchen))
    hand.phone.airplane(True)
    guessed = kitchen.people["cook_2"].full_name
    for _try in range(3):
        hand.go("#/ai")
        hand.page.locator("main").get_by_role("button", name=guessed).first.click()
        hand.type_number("1111")
        hand.tap_exactly("Vào")
        hand.reads("Sai")
        hand.go("#/")
    for _look in range(2):
        hand.go("#/ai")
        hand.page.locator("main").get_by_role("button", name=guessed).first.click()
        hand.reads("Sai nhiều lần", "Người khác vẫn vào ghi được ngay.")
        hand.type_number(PIN)
        expect(hand.page.get_by_role("button", name="Vào", exact=True)).to_be_disabled()
        hand.phone.reload()
    hand.page.locator("main").get_by_role("button", name=guessed).first.click()
    hand.reads("Sai nhiều lần")
    hand.phone.pass_time(timedelta(seconds=6))
    hand.type_number(PIN)
    hand.tap_exactly("Vào")
    hand.reads(f"Chào {guessed}")


def test_the_language_outlives_the_battery(cook_of: CookOf, kitchen: Kitchen) -> None:
    phone = cook_of("bilingual", kitchen)
    hand = Fingers(phone)
    for language, heading in (("English", "This phone"), ("Tiếng Việt", "Máy này")):
        hand.go("#/may")
        hand.tap(language)
        hand.asked(heading)
        phone.kill()
        phone.switch_on()
        hand.load("#/may")
        hand.asked(heading)
