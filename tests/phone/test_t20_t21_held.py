"""T20, T21: a hold beats a phone that has not heard of it; a recalled lot is refused at scan."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from nguon.base import clock
from nguon.food.kitchen.management.demo.cast import Cast, Kitchen
from nguon.food.kitchen.models import RetainedSample
from nguon.food.kitchen.operations.submit_record import submit_record
from nguon.food.kitchen.queries.day import acts_of_day, boxes_of_place
from nguon.food.kitchen.rules.day import read_day
from nguon.ground.journal.choices import Channel
from nguon.ground.journal.models import Record
from tests.journeys.backstage import Backstage
from tests.journeys.days import day_before, live
from tests.phone import bodies
from tests.phone.book import ids_of
from tests.phone.conftest import CookOf, Lunch
from tests.phone.fingers import Fingers

pytestmark = pytest.mark.journey


def old_sample(cast: Cast, kitchen: Kitchen) -> RetainedSample:
    """Four days old: its hours are over, and nothing holds it."""
    live(day_before(cast, kitchen, days=4), dishes=1)
    return RetainedSample.objects.select_related("dish").get(place=kitchen.place)


def hold(kitchen: Kitchen, **what: list[str]) -> Record:
    """By the manager, at her desk, a minute ago: the phone measures its clock over a network."""
    manager, at = kitchen.people["manager"], clock.now() - timedelta(minutes=1)
    body = {"held_at": at.isoformat(), "kind": "authority", "cause": "Thanh tra yêu cầu giữ"}
    envelope = {
        "id": str(uuid4()),
        "type": "hold",
        "schema_v": 1,
        "kitchen": str(kitchen.place.pk),
        "actor": str(manager.pk),
        "claimed_at": at.isoformat(),
        "body": body | what,
    }
    raw = json.dumps(envelope).encode()
    return submit_record(raw, by=manager, channel=Channel.WEB, received_at=at).record


def red_flags(kitchen: Kitchen) -> list[str]:
    at = clock.now()
    today = clock.today()
    boxes = boxes_of_place(kitchen.place, since=at.replace(hour=0, minute=0, second=0))
    view = read_day(acts_of_day(kitchen.place, today), boxes, day_hash="", at=at)
    return [flag.code for flag in view.flags if flag.tone == "red"]


def test_t20_a_sample_destroyed_offline_under_a_hold_is_a_red_exception_on_both_sides(
    cook_of: CookOf, cast: Cast, kitchen: Kitchen, backstage: Backstage
) -> None:
    sample = backstage(old_sample, cast, kitchen)
    phone = cook_of("deaf", kitchen)
    hand = Fingers(phone)
    phone.airplane(True)
    backstage(hold, kitchen, sample_ids=[str(sample.root_id)])

    hand.go(f"#/tu-mau/{sample.root_id}")
    hand.tap_exactly("Hủy mẫu này")
    hand.answer("Mẫu lúc mở ra thế nào?", "Còn nguyên niêm phong, màu mùi bình thường")
    hand.tap_exactly("Lưu việc hủy mẫu")
    hand.asked("Tủ mẫu lưu")
    hand.reads_not("Đã hủy khi đang bị giữ")
    (item,) = phone.do("return nguon.items.value.map((item) => item.envelope.id)")

    phone.airplane(False)
    phone.drain()
    phone.drained()
    assert backstage(ids_of, kitchen.place) == [item]
    assert "destroyed_under_hold" in backstage(red_flags, kitchen)
    phone.do("await nguon.loadKit()")
    hand.reads(f"Đã hủy khi đang bị giữ: {sample.dish.name}", "Ngoại lệ đỏ")


def test_t21_a_recalled_lot_is_refused_at_the_scan_with_reason_and_age_of_the_list(
    cook_of: CookOf, lunch: Lunch, backstage: Backstage
) -> None:
    """Recalled before the last contact; its code is typed after two hours without a network."""
    kitchen, dish = lunch.kitchen, lunch.dishes[0]
    phone = cook_of("warned", kitchen)
    hand = Fingers(phone)
    phone.save("delivery_line", "greens", bodies.delivery("Rau cải ngọt"))
    phone.drain()
    phone.drained()
    phone.do("await nguon.loadKit()")
    line = phone.do("return nguon.kit.value.lines[0]")
    backstage(hold, kitchen, lot_uris=[line["lot_uri"]])
    phone.do("await nguon.loadKit()")
    phone.airplane(True)
    phone.pass_time(timedelta(hours=2))
    phone.identify(str(kitchen.people["cook_1"].pk))
    code = line["lot_uri"].rpartition("/")[2]

    hand.go(f"#/nau/{dish}")
    hand.tap_exactly("Quét mã lô")
    hand.type_code(code)
    hand.reads(
        "Rau cải ngọt đang bị giữ", ": Thanh tra yêu cầu giữ. Danh sách cập nhật 2 giờ trước."
    )
    assert "Thanh tra yêu cầu giữ" in phone.do("return nguon.stopOf(x).reason", code)
    hand.go("#/quet")
    hand.type_code(code)
    hand.reads("Thanh tra yêu cầu giữ", "Danh sách cập nhật 2 giờ trước.")


def test_who_fears_a_poisoning_is_told_whom_to_call(cook_of: CookOf, cast: Cast) -> None:
    """The health officer first, then the manager, as the register knows their numbers."""
    hand = Fingers(cook_of("alarm", cast.pilot))
    hand.phone.airplane(True)
    hand.go("#/su-co")
    officer, manager = (cast.pilot.people[role] for role in ("health_officer", "manager"))
    calls = hand.page.locator("a[href^='tel:']")
    expect(calls).to_have_text(
        [
            f"{officer.full_name} (cán bộ y tế){officer.phone}",
            f"{manager.full_name} (người quản lý){manager.phone}",
        ]
    )
    expect(calls.first).to_have_attribute("href", f"tel:{officer.phone.replace(' ', '')}")
    number = calls.last.bounding_box()
    meals = hand.page.get_by_text("Không có bữa nào trong 48 giờ qua").bounding_box()
    assert number is not None
    assert meals is not None
    assert number["y"] + number["height"] <= meals["y"]
