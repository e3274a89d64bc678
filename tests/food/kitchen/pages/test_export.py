"""A kitchen day for programs, and where the label's own code leads."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from nguon.core.epcis import parse_document, validate
from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.models import RetainedSample
from tests.food.kitchen.pages.conftest import Browser


def url(day: KitchenDay) -> str:
    return reverse("kitchen:epcis", args=[day.kitchen.place.pk, day.day])


def test_the_export_is_a_valid_document(yesterday: KitchenDay, manager: Client) -> None:
    answer = manager.get(url(yesterday))
    assert answer["Content-Type"] == "application/ld+json"
    assert validate(parse_document(answer.content)) == []
    assert len(json.loads(answer.content)["epcisBody"]["eventList"]) > 20


def test_the_day_page_leads_to_it(yesterday: KitchenDay, manager: Client) -> None:
    day = reverse("kitchen:day", args=[yesterday.kitchen.place.pk, yesterday.day])
    assert f'href="{url(yesterday)}"' in manager.get(day).content.decode()


@pytest.mark.parametrize(
    ("who", "status"), [("inspector", 200), ("parent", 403), ("outsider", 404), ("supplier", 404)]
)
def test_who_may_take_the_day_away(
    cast: Cast, yesterday: KitchenDay, sign_in: Browser, who: str, status: int
) -> None:
    assert sign_in(cast.people[who]).get(url(yesterday)).status_code == status


def printed_path(uri: str) -> str:
    return "/" + uri.split("/", 3)[3].upper()


def test_the_code_on_a_label_leads_to_the_trace(yesterday: KitchenDay, manager: Client) -> None:
    box = RetainedSample.objects.earliest("sequence")
    answer = manager.get(printed_path(box.box_uri), follow=True)
    assert (answer.status_code, box.dish.name in answer.content.decode()) == (200, True)


def test_a_misread_code_says_that_it_was_misread(manager: Client) -> None:
    answer = manager.get("/obj/0123456789A")
    assert (answer.status_code, "0123456789A" in answer.content.decode()) == (404, True)


def test_a_label_tells_nothing_to_somebody_signed_out(yesterday: KitchenDay) -> None:
    box = RetainedSample.objects.earliest("sequence")
    answer = Client().get(printed_path(box.box_uri))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/tai-khoan/dang-nhap/")
