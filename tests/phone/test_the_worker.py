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
from tests.phone.conftest import CookOf, PhoneOf
from tests.phone.phone import PATIENCE_MS, Phone, Saved

pytestmark = pytest.mark.journey


IS_REGISTERED = "async () => (await navigator.serviceWorker.getRegistration()) !== undefined"


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


@pytest.mark.parametrize("place", ["", "#/tu-lanh", "nhan-hang/moi", "index.html"])
def test_every_place_in_the_app_opens_without_a_network(
    cook_of: CookOf, kitchen: Kitchen, place: str
) -> None:
    phone = cook_of("in the valley", kitchen)
    phone.network.spoil(lambda _seen: True, faults.refuse)
    phone.airplane(True)
    phone.page.goto("about:blank")
    phone.open(place)
    assert phone.do("return nguon.kit.value.kitchen.id") == str(kitchen.place.pk)


def test_the_browser_finds_nothing_that_the_apps_policy_forbids(
    cook_of: CookOf, kitchen: Kitchen
) -> None:
    phone = cook_of("watched", kitchen)
    phone.page.evaluate("""() => {
        window.forbidden = [];
        addEventListener("securitypolicyviolation",
            (event) => forbidden.push(`${event.violatedDirective} ${event.blockedURI}`));
    }""")
    for place in ("#/", "#/tu-lanh", "#/nhan-hang", "#/quet", "#/hop-gui", "#/may", "#/ai"):
        phone.page.evaluate("(place) => { location.hash = place; }", place)
        phone.page.locator("main").first.wait_for()
        phone.page.evaluate("() => new Promise((then) => requestAnimationFrame(() => then(0)))")
    # What it would have heard, last: an inline style is the smallest thing that is forbidden.
    phone.page.evaluate("() => document.body.setAttribute('style', 'color: red')")
    phone.page.wait_for_function("() => forbidden.length > 0")
    assert phone.page.evaluate("() => forbidden") == ["style-src-attr inline"]


def test_what_a_login_page_sends_in_place_of_the_app_is_not_kept(phone_of: PhoneOf) -> None:
    """Half way through the download the wifi wants a login: it answers 200 to everything."""
    phone = phone_of("in the café")

    def only_the_worker_asks(seen: faults.Seen) -> bool:
        return seen.path.endswith("/index.html")

    phone.network.spoil(only_the_worker_asks, faults.portal)
    phone.open()
    until(lambda: bool(phone.network.seen(only_the_worker_asks)), "nothing was fetched", phone)
    until(lambda: not phone.page.evaluate(IS_REGISTERED), "the login page was kept", phone)
    phone.network.heal()
    phone.reload()
    phone.kept_offline()
    phone.airplane(True)
    phone.page.goto("about:blank")
    phone.open()


KEPT_LATER = """async () => {
    const cache = await caches.open("nguon-scanner");
    return (await cache.keys()).map((request) => request.url).sort();
}"""


def test_the_reader_of_codes_is_kept_for_a_time_without_a_network(
    cook_of: CookOf, kitchen: Kitchen
) -> None:
    phone = cook_of("without a reader", kitchen)
    phone.page.evaluate(
        "() => navigator.serviceWorker.controller.postMessage({type: 'keep-scanner'})"
    )
    until(lambda: len(phone.page.evaluate(KEPT_LATER)) == 2, "the reader was not kept", phone)
    phone.network.spoil(lambda _seen: True, faults.refuse)
    kinds = phone.page.evaluate(
        """(urls) => Promise.all(urls.map(async (url) => {
            const answer = await fetch(url);
            return [answer.headers.get("Content-Type"), (await answer.blob()).size > 10_000];
        }))""",
        phone.page.evaluate(KEPT_LATER),
    )
    assert kinds == [["text/javascript; charset=utf-8", True], ["application/wasm", True]]
