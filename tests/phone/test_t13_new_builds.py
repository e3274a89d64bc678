"""T13: a new build waits until nobody is writing and nothing is on its way."""

from datetime import timedelta
from pathlib import Path

import pytest

from nguon.food.kitchen.choices import FridgeKind
from nguon.food.kitchen.management.demo.cast import Kitchen
from tests.journeys.backstage import Backstage
from tests.phone.book import entries_of
from tests.phone.builds import Served, later_build, this_build
from tests.phone.conftest import CookOf
from tests.phone.fingers import Fingers

pytestmark = pytest.mark.journey

WORDS = {"src/words/vi.json": ('"today.shelf": "Tủ mẫu"', '"today.shelf": "Tủ mẫu, bản mới"')}
A_LOOK = timedelta(seconds=6)
"""How often the app looks whether it may change over."""


def test_t13_a_new_build_waits_for_the_open_form_and_comes_when_nobody_is_busy(
    cook_of: CookOf, kitchen: Kitchen, backstage: Backstage, served_app: Served, tmp_path: Path
) -> None:
    phone = cook_of("half-way", kitchen)
    hand = Fingers(phone)
    fridge = kitchen.fridges[FridgeKind.SAMPLE].pk
    phone.airplane(True)
    hand.go(f"#/tu-lanh/{fridge}")
    hand.type_number("4")
    built = this_build()
    assert built is not None
    try:
        served_app.publish(later_build(tmp_path / "later", changes=WORDS))
        phone.reload()
        hand.reads("4 °C")

        phone.airplane(False)
        phone.page.evaluate(
            "() => navigator.serviceWorker.getRegistration().then((one) => one.update())"
        )
        phone.page.wait_for_function(
            "() => navigator.serviceWorker.getRegistration().then((one) => one.waiting !== null)"
        )
        for _look in range(3):
            phone.pass_time(A_LOOK)
        phone.until("nguon.update.value === 'waiting'")
        hand.reads("4 °C")
        hand.tap_exactly("Tiếp", "Lưu nhiệt độ")
        phone.until("nguon.items.value.some((item) => item.state === 'sent')")
        # Nobody is busy any more; each look of the app may be the one that changes over.
        for _look in range(20):
            if hand.page.get_by_text("Tủ mẫu, bản mới").is_visible():
                break
            phone.pass_time(A_LOOK)
            phone.page.wait_for_load_state()
        hand.reads("Tủ mẫu, bản mới")
    finally:
        served_app.publish(built)
    (entry,) = backstage(entries_of, kitchen.place)
    assert entry.body["celsius"] == "4"
