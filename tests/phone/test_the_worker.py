"""The service worker: what it does when nobody looks, and what it must never do."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import CDPSession

from nguon.food.kitchen.management.demo.cast import Kitchen
from tests.journeys.backstage import Backstage
from tests.phone import bodies, faults
from tests.phone.book import entries_of
from tests.phone.conftest import CookOf
from tests.phone.phone import PATIENCE_MS, Phone, Saved

pytestmark = pytest.mark.journey


def reading(phone: Phone, kitchen: Kitchen) -> Saved:
    fridge = next(iter(kitchen.fridges.values())).pk
    return phone.save("fridge_reading", str(fridge), bodies.reading(fridge, "4.5"))


def wake(phone: Phone) -> None:
    """The browser noticed a network and rings the worker, as it would in its own time."""
    assert phone.context is not None
    browser: CDPSession = phone.context.new_cdp_session(phone.page)
    registrations: list[dict[str, Any]] = []
    browser.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda news: registrations.extend(news["registrations"]),
    )
    browser.send("ServiceWorker.enable")
    until(lambda: bool(registrations), "the browser knows no worker", phone)
    for registration in registrations:
        browser.send(
            "ServiceWorker.dispatchSyncEvent",
            {
                "origin": phone.network.address,
                "registrationId": registration["registrationId"],
                "tag": "nguon-drain",
                "lastChance": False,
            },
        )


def until(holds: Callable[[], bool], otherwise: str, phone: Phone) -> None:
    deadline = time.monotonic() + PATIENCE_MS / 1000
    while not holds():
        assert time.monotonic() < deadline, otherwise
        phone.page.evaluate("() => 0")  # lets what the browser says be heard


def test_what_was_saved_is_sent_although_the_app_was_closed(
    cook_of: CookOf, kitchen: Kitchen, backstage: Backstage
) -> None:
    phone = cook_of("pocketed", kitchen)
    phone.network.spoil(lambda _seen: True, faults.refuse)
    saved = reading(phone, kitchen)
    phone.page.goto("about:blank")
    phone.network.heal()
    assert backstage(entries_of, kitchen.place) == []
    wake(phone)
    until(lambda: bool(backstage(entries_of, kitchen.place)), "nothing was sent", phone)
    assert [one.raw for one in backstage(entries_of, kitchen.place)] == [saved.text]
    phone.open()
    phone.drained()


def test_an_open_app_is_told_to_send_and_sends_once(
    cook_of: CookOf, kitchen: Kitchen, backstage: Backstage
) -> None:
    phone = cook_of("in the hand", kitchen)
    phone.network.spoil(faults.SYNC, faults.answer(503))
    saved = reading(phone, kitchen)
    phone.until("nguon.online.value !== 'unknown'")
    phone.network.heal()
    wake(phone)
    phone.drained()
    sent = [one for one in phone.network.seen(faults.SYNC) if one.reached_server]
    assert [one.ids for one in sent if saved.id in one.ids] == [[saved.id]]
    assert [one.raw for one in backstage(entries_of, kitchen.place)] == [saved.text]
