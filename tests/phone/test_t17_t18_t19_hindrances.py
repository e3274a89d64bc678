"""T17, T18, T19: a portal, a record that cannot be one, and a lost photo hold nothing up."""

import shutil

import pytest

from nguon.food.kitchen.choices import FridgeKind
from nguon.food.kitchen.management.demo.cast import Kitchen
from tests.journeys.backstage import Backstage
from tests.phone import bodies, faults
from tests.phone.book import entries_of, ids_of, photos_of
from tests.phone.conftest import CookOf

pytestmark = pytest.mark.journey


def test_t17_a_captive_portal_is_no_network_at_all(
    cook_of: CookOf, kitchen: Kitchen, backstage: Backstage
) -> None:
    phone = cook_of("in the café", kitchen)
    known = phone.do("return nguon.kit.value.version")
    phone.network.spoil(lambda _seen: True, faults.portal)
    fridge = kitchen.fridges[FridgeKind.SAMPLE].pk
    saved = phone.save("fridge_reading", str(fridge), bodies.reading(fridge), photos=1)
    phone.drain()
    phone.until("nguon.online.value === 'portal'")
    phone.reload()
    # Between two tries; while one is on its way the record says so.
    phone.until("nguon.items.value.every((item) => item.state === 'queued')")
    assert phone.do("return nguon.items.value.map((item) => item.envelope.id)") == [saved.id]
    assert phone.do("return nguon.kit.value.version") == known
    assert phone.do("return nguon.deviceState.value") == "active"
    assert backstage(ids_of, kitchen.place) == []
    phone.network.heal()
    phone.drain()
    phone.drained()
    assert backstage(ids_of, kitchen.place) == [saved.id]
    assert backstage(photos_of, kitchen.place) == set(saved.photos)


def test_t18_a_record_that_cannot_be_one_lets_the_others_pass(
    cook_of: CookOf, kitchen: Kitchen, backstage: Backstage
) -> None:
    phone = cook_of("first in the queue", kitchen)
    phone.airplane(True)
    fridge = kitchen.fridges[FridgeKind.SAMPLE].pk
    body = bodies.reading(fridge)
    bad = phone.save("fridge_reading", "bad", bodies.without(body, "celsius"))
    good = [phone.save("fridge_reading", f"good {n}", body) for n in range(2)]
    phone.airplane(False)
    phone.drain()
    assert backstage(ids_of, kitchen.place) == [one.id for one in good]
    (item,) = phone.do("""
        return nguon.items.value.filter((item) => item.state !== "sent")
            .map((item) => ({id: item.envelope.id, state: item.state, error: item.error}));
    """)
    assert (item["id"], item["state"]) == (bad.id, "quarantined")
    assert item["error"]["field"] == "body.celsius"
    phone.open("#/hop-gui")
    phone.reads("Cần người xem", item["error"]["text"])
    assert "thiếu" in item["error"]["text"].lower()


def test_t19_a_photo_that_cannot_be_read_any_more_does_not_hold_its_record(
    cook_of: CookOf, kitchen: Kitchen, backstage: Backstage
) -> None:
    """Chromium keeps large values in files beside its database; sometimes one is gone."""
    phone = cook_of("worn out", kitchen)
    phone.airplane(True)
    saved = phone.save("delivery_line", "line", bodies.delivery("Rau"), photos=2, heavy=True)
    phone.switch_off()
    stores = list(phone.profile.glob("Default/IndexedDB/*.blob"))
    assert len([file for store in stores for file in store.rglob("*") if file.is_file()]) >= 2
    for store in stores:
        shutil.rmtree(store)
    phone.switch_on()
    phone.open()
    phone.drain()
    phone.until("nguon.unsent.value.count === 0 && nguon.unsent.value.photos === 0")
    assert [entry.raw for entry in backstage(entries_of, kitchen.place)] == [saved.text]
    assert backstage(photos_of, kitchen.place) == set()
    lost = phone.do("return nguon.items.value[0].photos.map((photo) => photo.state)")
    assert lost == ["lost", "lost"]
