"""T12: a full disk costs a photo, and not a fact."""

import pytest

from tests.journeys.backstage import Backstage
from tests.phone import bodies
from tests.phone.book import entries_of, photos_of
from tests.phone.conftest import CookOf, Lunch
from tests.phone.fingers import Fingers, checks

pytestmark = pytest.mark.journey


def test_t12_a_full_disk_costs_the_photo_and_not_the_record(
    cook_of: CookOf, lunch: Lunch, backstage: Backstage
) -> None:
    """The photo is refused in words; the dish is let go without it; later it is taken after all."""
    phone = cook_of("full", lunch.kitchen, private=True, disk=24_000_000)
    hand = Fingers(phone)
    dish, other = lunch.dishes[:2]
    phone.save("fridge_reading", lunch.fridge, bodies.reading(lunch.fridge))
    phone.drained()
    phone.airplane(True)
    phone.fill_disk(but=50_000)
    hand.go(f"#/truoc-khi-an/{dish}")
    hand.answer("Dụng cụ chia món có đạt không?", "Đạt")
    hand.answer("Nhìn, ngửi, nếm món này: có đạt không?", "Đạt")
    hand.tap("Ảnh")
    hand.take_large_photo()
    hand.reads("Không cất được ảnh. Vẫn lưu được bản ghi, ảnh chụp lại sau.")
    hand.tap_exactly("Bỏ qua")
    hand.go(f"#/truoc-khi-an/{dish}")
    hand.tap("Cho ăn · 150 suất")
    hand.asked("Hôm nay,")
    assert phone.do("return nguon.unsent.value.count") == 1

    phone.empty_disk()
    checks(hand, other, photo=True)
    phone.airplane(False)
    phone.drain()
    phone.drained()
    sent = backstage(entries_of, lunch.kitchen.place)
    entries = {entry.body.get("dish_id"): entry for entry in sent}
    assert entries[dish].words["photos"] == []
    (photo,) = entries[other].words["photos"]
    assert backstage(photos_of, lunch.kitchen.place) == {photo["sha256"]}
