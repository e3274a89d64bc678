"""What stands first on the page of an incident: since when, what to do next, whom to call."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from nguon.base import clock
from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.models import Hold
from nguon.ground.people.models import Person
from tests.food.oversight.suspected import lived, suspected


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page(incident: UUID) -> str:
    return reverse("oversight:incident", args=[incident])


@pytest.fixture
def day(cast: Cast) -> KitchenDay:
    return lived(cast, 1, dishes=1)


@pytest.fixture
def incident(day: KitchenDay) -> UUID:
    return suspected(day)


def test_in_its_first_minute_it_was_opened_just_now(incident: UUID, day: KitchenDay) -> None:
    manager = browser(day.kitchen.people["manager"])
    urls = [page(incident), reverse("oversight:incidents")]
    for lasts, words in ((5, "Vừa mở"), (125, "Đã mở 2 phút")):
        Hold.objects.update(happened_at=clock.now() - timedelta(seconds=lasts))
        told = [" ".join(manager.get(url).content.decode().split()) for url in urls]
        assert [words in one for one in told] == [True, True]
        assert [one.count("Đã mở") + one.count("Vừa mở") for one in told] == [1, 1]


def test_doors_come_first_then_numbers_and_who_has_none_is_folded(
    cast: Cast, incident: UUID
) -> None:
    inspector = cast.people["inspector"]
    for phone in ("0912 000 909", ""):
        inspector.phone = phone
        inspector.save(update_fields=["phone"])
        shown = browser(inspector).get(page(incident)).content.decode()
        doors = [
            reverse("oversight:four_answers"),
            reverse("oversight:new_recall"),
            reverse("oversight:dossier_pdf", args=[incident]),
        ]
        order = [shown.index(f'href="{url}') for url in doors]
        order += [shown.index("Điều đã biết"), shown.index('href="tel:115"')]
        assert order == sorted(order)
        rows = shown[order[-1] :]
        open_rows, folded = rows.split("<details", 1)
        folded = folded.split("</details>")[0]
        assert ("tel:" in folded, "chưa có số" in open_rows) == (False, False)
        assert (inspector.full_name in open_rows, inspector.full_name in folded) == (
            phone != "",
            phone == "",
        )
