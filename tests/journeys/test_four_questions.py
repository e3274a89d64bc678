"""The page that asks where to begin looks alike from card to card, on a phone and on a desk."""

import pytest

from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from tests.journeys.backstage import Backstage
from tests.journeys.conftest import PhoneOf
from tests.journeys.days import day_before, live

pytestmark = pytest.mark.journey

CARDS = """[...document.querySelectorAll(".four-ask")].map(card => {
    const heading = card.querySelector("h2").getBoundingClientRect();
    const label = card.querySelector("label").getBoundingClientRect();
    const {x, width} = card.getBoundingClientRect();
    return [x, width, label.top - heading.bottom];
})"""
MEAL = "[name=row_meal]"
WHOLE = "box => box.clientWidth - parseFloat(getComputedStyle(box).paddingLeft)"


def yesterday(cast: Cast) -> KitchenDay:
    return live(day_before(cast, cast.kitchens[0], days=1), dishes=2)


def test_the_three_cards_are_alike(phone_of: PhoneOf, cast: Cast, backstage: Backstage) -> None:
    day = backstage(yesterday, cast)
    manager = phone_of("manager-asking")
    manager.sign_in(day.kitchen.people["manager"])
    assert manager.open(f"/bon-cau-hoi/?kitchen={day.kitchen.place.pk}&day={day.day}") == 200
    for width, height in ((360, 640), (1280, 800)):
        manager.page.set_viewport_size({"width": width, "height": height})
        manager.look(f"four-questions-{width}")
        cards = manager.page.evaluate(CARDS)
        assert len(cards) == 3
        assert cards == [cards[0]] * 3
        assert cards[0][2] >= 12
        assert manager.page.locator(MEAL).first.evaluate(WHOLE) >= 200
