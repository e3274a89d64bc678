"""T13: a new build waits until nobody is writing and nothing is on its way."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from nguon.base import clock
from nguon.food.kitchen.choices import FridgeKind
from nguon.food.kitchen.management.demo.cast import Kitchen
from tests.journeys.backstage import Backstage
from tests.phone.book import entries_of
from tests.phone.builds import Served, later_build, this_build
from tests.phone.conftest import CookOf
from tests.phone.fingers import Fingers
from tests.phone.phone import PATIENCE_MS, Phone

pytestmark = pytest.mark.journey

WORDS = {"src/words/vi.json": ('"today.shelf": "Tủ mẫu"', '"today.shelf": "Tủ mẫu, bản mới"')}
A_LOOK = timedelta(seconds=6)
"""How often the app looks whether it may change over."""


@pytest.fixture(scope="module")
def later(served_app: Served, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The next build; afterwards ours is served again."""
    built = this_build()
    assert built is not None
    yield later_build(tmp_path_factory.mktemp("later") / "build", changes=WORDS)
    served_app.publish(built)


def has_come(phone: Phone) -> None:
    """The phone has fetched the new build, which waits."""
    ask = "() => navigator.serviceWorker.getRegistration()"
    phone.page.evaluate(f"{ask}.then((one) => one.update())")
    phone.page.wait_for_function(f"{ask}.then((one) => one.waiting !== null)")


def test_t13_a_new_build_waits_for_the_open_form_and_comes_when_nobody_is_busy(
    cook_of: CookOf, kitchen: Kitchen, backstage: Backstage, served_app: Served, later: Path
) -> None:
    phone = cook_of("half-way", kitchen)
    hand = Fingers(phone)
    fridge = kitchen.fridges[FridgeKind.SAMPLE].pk
    phone.airplane(True)
    hand.go(f"#/tu-lanh/{fridge}")
    hand.type_number("4")
    served_app.publish(later)
    phone.reload()
    hand.reads("4 °C")

    phone.airplane(False)
    has_come(phone)
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
    (entry,) = backstage(entries_of, kitchen.place)
    assert entry.body["celsius"] == "4"


def test_who_was_busy_all_day_can_call_the_new_build_by_hand(
    cook_of: CookOf, kitchen: Kitchen, served_app: Served, later: Path
) -> None:
    """A form touched every few minutes keeps it waiting; it is kept, and still there afterwards."""
    served_app.publish(this_build() or later)
    phone = cook_of("busy", kitchen)
    hand = Fingers(phone)
    a_day, today = timedelta(hours=25), clock.now()
    touched = [
        (FridgeKind.SAMPLE, today + a_day, "4"),  # as if it were touched when the day is over
        (FridgeKind.COLD, today, "3"),
    ]
    for kind, at, celsius in touched:
        phone.set_clock(at)
        phone.identify(str(kitchen.people["cook_1"].pk))
        place = f"tu-lanh/{kitchen.fridges[kind].pk}"
        hand.go(f"#/{place}")
        hand.type_number(celsius)
        kept = "nguon.draft('fridge_reading', x[0]).then((d) => d.body.celsius === x[1])"
        phone.until(kept, [str(kitchen.fridges[kind].pk), celsius])
    served_app.publish(later)
    has_come(phone)
    phone.pass_time(A_LOOK)
    phone.until("nguon.update.value === 'waiting'")
    phone.pass_time(a_day)
    phone.until("nguon.update.value === 'overdue'")
    phone.identify(str(kitchen.people["cook_1"].pk))
    hand.go("#/")
    hand.tap("Chuyển sang bản mới ngay")
    expect(hand.button("Tủ mẫu, bản mới")).to_be_visible(timeout=PATIENCE_MS)
    hand.go(f"#/{place}")
    hand.answer("Còn đúng không?", "Còn đúng, dùng tiếp")
    hand.reads("3 °C")
