"""T15: a phone revoked while it had no network works on, and a person judges what it brings."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from playwright.sync_api import Playwright

from nguon.food.kitchen.choices import FridgeKind
from nguon.food.kitchen.management.demo.cast import DEMO_PASSWORD, Kitchen
from nguon.food.kitchen.models import ParkedDecision, ParkedRecord
from nguon.ground.people.models import Person
from tests.journeys.backstage import Backstage
from tests.journeys.walker import Walker
from tests.phone import bodies
from tests.phone.book import ids_of
from tests.phone.conftest import CookOf
from tests.phone.phone import chromium

pytestmark = pytest.mark.journey


@pytest.fixture
def manager(
    playwright: Playwright, upstream: int, kitchen: Kitchen, backstage: Backstage
) -> Iterator[Walker]:
    """At her own phone, on the web pages of the kitchen."""
    person = kitchen.people["manager"]
    backstage(with_password, person)
    browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
    address = f"http://127.0.0.1:{upstream}"
    walker = Walker.with_phone("manager", browser, address=address, script=True)
    walker.sign_in(person)
    walker.page.wait_for_url(lambda url: "dang-nhap" not in url)
    yield walker
    browser.close()
    assert walker.complaints == []


def with_password(person: Person) -> None:
    """By a hasher that the server knows; the tests' own is quick and wrong."""
    encoded = PBKDF2PasswordHasher().encode(DEMO_PASSWORD, "phones")
    Person.objects.filter(pk=person.pk).update(password=encoded)


def decisions(kitchen: Kitchen) -> list[tuple[str, str]]:
    rows = ParkedDecision.objects.filter(parked__place=kitchen.place).select_related("parked")
    return [(str(row.parked.record_id), row.outcome) for row in rows]


def test_t15_what_a_revoked_phone_brings_is_judged_and_it_is_paired_anew(
    cook_of: CookOf, kitchen: Kitchen, manager: Walker, backstage: Backstage
) -> None:
    base = f"/bep/{kitchen.place.pk}"
    phone = cook_of("lost and found", kitchen)
    fridge = kitchen.fridges[FridgeKind.SAMPLE].pk
    phone.airplane(True)
    kept, joke = (
        phone.save("fridge_reading", str(fridge), bodies.reading(fridge)).id for _n in range(2)
    )
    manager.open(f"{base}/dien-thoai/")
    manager.follow("Mất máy hoặc thôi dùng: thu hồi")
    manager.look(at="revoke")
    manager.press("Thu hồi")
    manager.reads("Đã thu hồi điện thoại")

    phone.airplane(False)
    phone.drain()
    phone.until("nguon.deviceState.value === 'revoked'")
    phone.open("#/")
    phone.reads("Quản lý đã ngừng máy này.")
    assert backstage(ids_of, kitchen.place) == []
    after = phone.save("fridge_reading", str(fridge), bodies.reading(fridge)).id
    phone.drain()

    manager.open(f"{base}/")
    manager.follow("3 bản ghi từ điện thoại chờ bạn xem")
    manager.look(at="inbox")
    for record_id in (kept, after):
        manager.open(_page_of(backstage, kitchen, record_id))
        manager.look(at="parked")
        manager.press("Nhận vào sổ")
        manager.reads("Bản ghi đã vào sổ.")
    manager.open(_page_of(backstage, kitchen, joke))
    manager.follow("Từ chối")
    manager.write("Lý do", "Bấm nhầm")
    manager.press("Từ chối")
    manager.reads("Không có gì chờ bạn xem")
    assert set(backstage(ids_of, kitchen.place)) == {kept, after}

    manager.open(f"{base}/dien-thoai/")
    manager.press("Ghép điện thoại")
    code = manager.page.locator(".qr-code").inner_text()
    phone.enrol(code)
    phone.until("nguon.deviceState.value === 'active'")
    phone.drain()
    phone.until("nguon.items.value.filter((one) => one.state === 'parked').length === 0")
    states = "return nguon.items.value.map((one) => [one.envelope.id, one.state])"
    told = dict(phone.do(states))
    assert {told[kept], told[after]} == {"sent"}
    assert told[joke] == "quarantined"
    assert sorted(backstage(decisions, kitchen)) == sorted(
        [(kept, "admitted"), (after, "admitted"), (joke, "refused")]
    )


def _page_of(backstage: Backstage, kitchen: Kitchen, record_id: str) -> str:
    pk = backstage(_parked_pk, record_id)
    return f"/bep/{kitchen.place.pk}/cho-duyet/{pk}/"


def _parked_pk(record_id: str) -> int:
    return ParkedRecord.objects.get(record_id=record_id).pk
