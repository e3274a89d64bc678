"""T10, T16: two phones on one dish, and one phone in many hands."""

from collections import Counter

import pytest

from nguon.base import clock
from nguon.food.kitchen.choices import FridgeKind
from nguon.food.kitchen.management.demo.cast import Kitchen
from nguon.food.kitchen.queries.day import acts_of_day, boxes_of_place
from nguon.food.kitchen.rules.day import DayView, read_day
from tests.journeys.backstage import Backstage
from tests.phone import bodies
from tests.phone.book import entries_of
from tests.phone.conftest import CookOf, Lunch
from tests.phone.fingers import Fingers, checks

pytestmark = pytest.mark.journey


def board_of(kitchen: Kitchen) -> DayView:
    at = clock.now()
    acts = acts_of_day(kitchen.place, clock.local_day(at))
    return read_day(acts, boxes_of_place(kitchen.place, since=at), day_hash="", at=at)


def test_t10_two_phones_that_disagree_about_a_dish_are_both_kept_and_it_is_not_served(
    cook_of: CookOf, lunch: Lunch, backstage: Backstage
) -> None:
    dish, kitchen = lunch.dishes[0], lunch.kitchen
    one = Fingers(cook_of("one", kitchen))
    other = Fingers(cook_of("other", kitchen, who="cook_2"))
    for hand in (one, other):
        hand.phone.airplane(True)
    checks(one, dish)
    checks(other, dish, passes=False)
    for hand in (one, other):
        hand.phone.airplane(False)
        hand.phone.drain()
        hand.phone.drained()
    said = {str(e.actor): e.body["decision"] for e in backstage(entries_of, kitchen.place)}
    assert said == {
        str(kitchen.people["cook_1"].pk): "serve",
        str(kitchen.people["cook_2"].pk): "stop",
    }
    view = backstage(board_of, kitchen)
    (shown,) = [one for one in view.meals[0].dishes if str(one.dish.id) == dish]
    assert (shown.stopped, len(shown.acts.servings)) == (True, 2)
    assert "checks_disagree" in [flag.code for flag in view.flags if flag.tone == "red"]
    words = """nguon.kit.value.meals[0].dishes.find((one) => one.id === x)
        .checked.map((act) => act.decision).sort().join() === "serve,stop" """
    for hand in (one, other):
        hand.phone.do("await nguon.loadKit()")
        hand.phone.until(words, dish)
        hand.go(f"#/truoc-khi-an/{dish}")
        hand.reads("Đã dừng món")


def test_t16_who_changes_hands_with_twelve_unsent_loses_none_and_signs_none_for_another(
    cook_of: CookOf, kitchen: Kitchen, backstage: Backstage
) -> None:
    phone = cook_of("passed on", kitchen)
    phone.airplane(True)
    hand = Fingers(phone)
    fridge = kitchen.fridges[FridgeKind.SAMPLE].pk
    for who in ("cook_1", "cook_2"):
        hand.go("#/ai")
        hand.signs_in(kitchen.people[who].full_name)
        for _n in range(6):
            phone.save("fridge_reading", str(fridge), bodies.reading(fridge))
    hand.go("#/ai")
    hand.tap("Rời máy")
    hand.reads("Ai đang ghi?")
    hand.go("#/hop-gui")
    hand.reads("12 bản ghi chưa gửi", "Lò Thị Hặc", "Nguyễn Thị Nhàn")
    phone.airplane(False)
    phone.drain()
    phone.drained()
    authors = Counter(entry.actor for entry in backstage(entries_of, kitchen.place))
    assert authors == {kitchen.people["cook_1"].pk: 6, kitchen.people["cook_2"].pk: 6}
