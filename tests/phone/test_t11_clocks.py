"""T11: whatever the phone's clock shows, the order is right and no sample goes early."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from nguon.base import clock
from nguon.food.kitchen.management.demo.cast import Kitchen
from nguon.food.kitchen.queries.clocks import clocks_of
from nguon.food.kitchen.rules.clock_doubts import clock_doubts_of_day
from nguon.ground.journal.models import Record
from tests.journeys.backstage import Backstage
from tests.phone import bodies
from tests.phone.conftest import CookOf, Lunch
from tests.phone.fingers import Fingers
from tests.phone.phone import Phone

pytestmark = pytest.mark.journey

DAYS = timedelta(days=3)
SECONDS = timedelta(seconds=20)


def in_order(kitchen: Kitchen) -> list[Record]:
    sent = Record.objects.filter(place_id=kitchen.place.pk, channel="phone")
    return list(sent.order_by("corrected_at"))


def doubts_about(records: Sequence[Record]) -> set[str]:
    clocks = clocks_of([record.pk for record in records]).values()
    return {flag.code for flag in clock_doubts_of_day(clocks)} - {"tile_without_pin"}


CLOCKS: dict[str, Callable[[datetime], datetime]] = {
    "slow": lambda now: now - DAYS,
    "fast": lambda now: now + DAYS,
    "1970": lambda _now: datetime(1970, 1, 1, tzinfo=UTC),
}


@pytest.mark.parametrize("shows", CLOCKS)
def test_t11_a_wrong_clock_is_seen_through(
    shows: str, cook_of: CookOf, lunch: Lunch, backstage: Backstage
) -> None:
    """Wrong from the start; the phone has met the server once and knows its error."""
    wrong = CLOCKS[shows](clock.now())
    phone = cook_of("wrong", lunch.kitchen, at=wrong)
    phone.airplane(True)
    began = clock.now()
    for n in range(2):
        phone.save("fridge_reading", f"reading {n}", bodies.reading(lunch.fridge, f"4.{n}"))
    box = phone.save("sample_taken", lunch.dishes[0], bodies.sample(lunch.dishes[0], lunch.fridge))
    not_yet(phone, box.id)
    phone.airplane(False)
    phone.drain()
    phone.drained()
    records = backstage(in_order, lunch.kitchen)
    assert [record.seq for record in records] == [1, 2, 3]
    for record in records:
        assert abs(record.corrected_at - began) < SECONDS
        assert abs(record.claimed_at - wrong) < 3 * SECONDS
    assert backstage(doubts_about, records) == {"clock_fast" if shows == "fast" else "clock_slow"}
    phone.until("nguon.kit.value.samples.length === 1")
    not_yet(phone, box.id)


@pytest.mark.parametrize("turned_by", [-DAYS, timedelta(hours=-2), DAYS])
def test_t11_a_clock_moved_in_the_shift_frees_no_sample(
    turned_by: timedelta, cook_of: CookOf, lunch: Lunch, backstage: Backstage
) -> None:
    phone = cook_of("moved", lunch.kitchen)
    phone.airplane(True)
    began = clock.now()
    dish = lunch.dishes[0]
    box = phone.save("sample_taken", dish, bodies.sample(dish, lunch.fridge))
    phone.save("eating_started", lunch.meal, {"meal_id": lunch.meal, "started_at": "@now"})
    phone.set_clock(clock.now() + turned_by)
    phone.save("fridge_reading", lunch.fridge, bodies.reading(lunch.fridge))
    not_yet(phone, box.id)
    hand = Fingers(phone)
    hand.go(f"#/tu-mau/{box.id}")
    hand.reads("Đã lỡ hủy mẫu này")
    hand.reads_not("Hủy mẫu này")
    phone.airplane(False)
    phone.drain()
    phone.drained()
    not_yet(phone, box.id)
    records = backstage(in_order, lunch.kitchen)
    assert sorted(record.seq or 0 for record in records) == [1, 2, 3]
    if turned_by < timedelta():
        assert [record.seq for record in records] == [1, 2, 3]
        assert max(abs(record.corrected_at - began) for record in records) < SECONDS
        assert "clock_backwards" in backstage(doubts_about, records)
    else:
        # The steady clock may have slept, so only the server can say that three days are too much.
        assert all(record.corrected_at <= record.received_at for record in records)


def not_yet(phone: Phone, sample: str) -> None:
    """Whatever the clock says, not even the default of 72 hours can be over."""
    words = "return nguon.mayDestroy(nguon.kit.value.samples.find((one) => one.id === x)).ok"
    assert phone.do(words, sample) is False
