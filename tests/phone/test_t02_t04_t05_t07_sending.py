"""T2, T4, T5, T7: what is saved is sent once, whatever happens on the way."""

import threading

import pytest

from nguon.food.kitchen.management.demo.cast import Kitchen
from tests.journeys.backstage import Backstage
from tests.phone import bodies, faults
from tests.phone.book import Entry, entries_of
from tests.phone.conftest import CookOf
from tests.phone.phone import Phone, Saved

pytestmark = pytest.mark.journey


def readings(phone: Phone, kitchen: Kitchen, *, many: int) -> list[Saved]:
    fridge = next(iter(kitchen.fridges.values())).pk
    body = bodies.reading
    return [
        phone.save("fridge_reading", str(fridge), body(fridge, f"{3 + n / 10}"))
        for n in range(many)
    ]


def outbox(phone: Phone) -> list[str]:
    """Ids that have not arrived, oldest first."""
    ids: list[str] = phone.do("""
        return nguon.items.value.filter((item) => item.state !== "sent")
            .map((item) => item.envelope).sort((a, b) => a.seq - b.seq).map((one) => one.id);
    """)
    return ids


def texts(entries: list[Entry]) -> list[str]:
    return [entry.raw for entry in entries]


def test_t2_killed_right_after_saved_the_same_items_are_in_the_outbox(
    cook_of: CookOf, kitchen: Kitchen, backstage: Backstage
) -> None:
    phone = cook_of("killed", kitchen)
    phone.network.spoil(lambda _seen: True, faults.refuse)
    saved = readings(phone, kitchen, many=3)
    phone.kill()
    phone.switch_on()
    phone.open()
    assert outbox(phone) == [one.id for one in saved]
    assert backstage(entries_of, kitchen.place) == []
    phone.network.heal()
    phone.drain()
    phone.drained()
    assert texts(backstage(entries_of, kitchen.place)) == [one.text for one in saved]


def test_t4_a_lost_reply_makes_a_duplicate_and_one_row(
    cook_of: CookOf, kitchen: Kitchen, backstage: Backstage
) -> None:
    phone = cook_of("unheard", kitchen)
    deaf = phone.network.spoil(faults.SYNC, faults.drop_reply)
    (saved,) = readings(phone, kitchen, many=1)
    phone.drain()
    assert outbox(phone) == [saved.id]
    assert texts(backstage(entries_of, kitchen.place)) == [saved.text]
    phone.network.heal(deaf)
    phone.drain()
    phone.drained()
    sent = [one for one in phone.network.seen(faults.SYNC) if saved.id in one.ids]
    first, *again = [one.results for one in sent]
    assert first == ["stored"]
    assert [*again] == [["duplicate"]] * len(again) != []
    assert texts(backstage(entries_of, kitchen.place)) == [saved.text]


def test_t5_an_error_at_the_second_of_three_doubles_none_and_keeps_the_rest(
    cook_of: CookOf, kitchen: Kitchen, backstage: Backstage
) -> None:
    """Requests of one record each, because the network takes no more; the second falls over."""
    phone = cook_of("stumbling", kitchen)
    phone.airplane(True)
    saved = readings(phone, kitchen, many=3)
    ids = [one.id for one in saved]
    network = phone.network
    network.spoil(lambda seen: faults.SYNC(seen) and len(seen.ids) > 1, faults.answer(413))
    stumbles = network.spoil(
        lambda seen: faults.SYNC(seen) and seen.ids == [ids[1]], faults.answer(500)
    )
    phone.airplane(False)
    phone.drain()
    assert texts(backstage(entries_of, kitchen.place)) == [saved[0].text]
    assert outbox(phone) == ids[1:]
    network.heal(stumbles)
    phone.drain()
    phone.drained()
    assert texts(backstage(entries_of, kitchen.place)) == [one.text for one in saved]


def test_t7_two_tabs_that_drain_together_send_one_request(
    cook_of: CookOf, kitchen: Kitchen, backstage: Backstage
) -> None:
    phone = cook_of("two tabs", kitchen)
    phone.open(tab=1)
    phone.airplane(True)
    saved = readings(phone, kitchen, many=3)
    gate = threading.Event()
    phone.network.spoil(faults.SYNC, faults.wait_for(gate))
    before = len(phone.network.seen(faults.SYNC))
    phone.airplane(False)
    for tab in (0, 1):
        phone.do("window.drained = nguon.drain()", tab=tab)
    phone.network.wait_until(
        lambda net: len([s for s in net.log if faults.SYNC(s)]) > before, "a request"
    )
    gate.set()
    for tab in (0, 1):
        phone.page.wait_for_load_state()
        phone.pages[tab].evaluate("() => window.drained")
    sent = phone.network.seen(faults.SYNC)[before:]
    assert [one.ids for one in sent if one.ids] == [[one.id for one in saved]]
    assert texts(backstage(entries_of, kitchen.place)) == [one.text for one in saved]
