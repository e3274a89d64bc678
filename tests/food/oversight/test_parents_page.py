"""The page behind the QR code at the gate: what it tells, what it never tells, what it weighs."""

import gzip
import re
from datetime import timedelta
from random import Random
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from nguon.base import clock
from nguon.food.kitchen.choices import Result, ServingDecision
from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.oversight.pages.parents import STYLE, STYLE_HASH
from nguon.ground.people.models import Person, Place
from tests.food.kitchen.incidents import lived


def page_of(place: Place, *, ago: int = 0, query: str = "") -> HttpResponse:
    """A month of days has its page; the newest needs no date in its address."""
    day = f"{clock.today() - timedelta(days=ago)}/" if ago else ""
    return Client().get(f"/bua-an/{place.pk}/{day}{query}")  # type: ignore[return-value]


def text_of(response: HttpResponse) -> str:
    body = response.content.decode().partition("</style>")[2]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body)).replace(" (", " (")


def planned(cast: Cast, *, kitchen: int = 0, ago: int = 1) -> KitchenDay:
    on = clock.today() - timedelta(days=ago)
    day = KitchenDay(cast, cast.kitchens[kitchen], 0, on, Random(7))  # noqa: S311
    day.plan()
    return day


def test_a_day_of_which_nothing_came_in_has_no_green_tick(cast: Cast) -> None:
    day = planned(cast)
    shown = text_of(page_of(day.kitchen.place, ago=1))
    assert "✓" not in shown
    assert "Bếp chưa gửi số liệu nào về ngày này" in shown
    for deed in ("khi nhập", "khi nấu", "trước khi ăn"):
        said = shown.count(f"Đã kiểm tra {deed} : chưa có dữ liệu")
        said += shown.count(f"Đã kiểm tra {deed}: chưa có dữ liệu")
        assert said == len(day.menu)


def test_a_whole_day_shows_each_check_with_its_hour(cast: Cast) -> None:
    day = lived(cast, 1)
    shown = text_of(page_of(day.kitchen.place, ago=1))
    hours = r"(?: \( ?muộn ?\))? (\d\d):\d\d"
    for deed, between in (
        ("Đã kiểm tra khi nhập", ("04", "05", "06", "07")),
        ("Đã kiểm tra khi nấu", ("08", "09", "10")),
        ("Đã kiểm tra trước khi ăn", ("10", "11")),
        ("Đã lưu mẫu", ("10", "11")),
    ):
        found = re.findall(f"✓ {deed}{hours}", shown)
        assert len(found) == len(day.menu), (deed, shown)
        assert set(found) <= set(between)
    assert "°C" in shown


def test_a_dish_that_was_stopped_says_so(cast: Cast) -> None:
    day = lived(cast, 1, dishes=1, eaten=False)
    stopped = planned(cast, kitchen=1)
    stopped.receive()
    stopped.cook_dish(stopped.menu[0], 0)
    stopped.check_dish(
        stopped.menu[0],
        0,
        sensory=Result.FAIL,
        decision=ServingDecision.STOP,
        note="Có mùi lạ, bỏ cả nồi",
    )
    assert "Không cho ăn" not in text_of(page_of(day.kitchen.place, ago=1))
    shown = text_of(page_of(stopped.kitchen.place, ago=1))
    assert shown.count("Không cho ăn: món này đã bị dừng.") == 1
    assert shown.count("✗") == 1


def test_no_person_is_named(cast: Cast) -> None:
    day = lived(cast, 1)
    body = page_of(day.kitchen.place, ago=1).content.decode()
    assert [one.full_name for one in Person.objects.all() if one.full_name in body] == []


def test_suppliers_are_named_by_the_name_on_their_papers(cast: Cast) -> None:
    day = lived(cast, 1)
    shown = text_of(page_of(day.kitchen.place, ago=1))
    named = [name for name in cast_names(cast) if name in shown]
    assert named != []


def cast_names(cast: Cast) -> list[str]:
    return [one.legal_name for actor in cast.suppliers.values() for one in actor.names]


def test_the_page_is_one_small_answer_that_runs_nothing(cast: Cast) -> None:
    day = lived(cast, 1)
    response = page_of(day.kitchen.place, ago=1)
    body = response.content.decode()
    assert re.findall(r"<(?:script|img|link|iframe|form)\b", body) == []
    assert len(gzip.compress(response.content)) < 4_096
    assert "script-src" not in response["Content-Security-Policy"]
    assert f"style-src 'sha256-{STYLE_HASH}'" in response["Content-Security-Policy"]
    assert f"<style>{STYLE}</style>" in body
    assert response["Cache-Control"] == "public, max-age=60"
    assert "Set-Cookie" not in response


def test_a_phone_fetches_it_compressed_within_the_budget_of_a_2g_network(cast: Cast) -> None:
    """4 KB are 0.4 s at 80 kbit/s, a slow 2G; all of it is in this one answer."""
    day = lived(cast, 1)
    url = f"/bua-an/{day.kitchen.place.pk}/{day.day}/"
    fetched = Client().get(url, headers={"accept-encoding": "gzip"})
    assert fetched["Content-Encoding"] == "gzip"
    assert len(fetched.content) < 4_096
    assert "Accept-Encoding" in fetched["Vary"]
    assert gzip.decompress(fetched.content).startswith(b"\n<!DOCTYPE html>")


def test_it_can_be_read_in_english(cast: Cast) -> None:
    place = cast.pilot.place
    shown = page_of(place, query="?hl=en")
    assert "Today’s meals" in shown.content.decode()
    assert shown["Content-Language"] == "en"
    assert page_of(place, query="?hl=fr")["Content-Language"] == "vi"


@pytest.mark.parametrize(("days", "status"), [(-32, 404), (-31, 200), (0, 200), (7, 200), (8, 404)])
def test_only_the_last_month_and_the_next_week_are_for_everybody(
    cast: Cast, days: int, status: int
) -> None:
    day = clock.today() + timedelta(days=days)
    assert Client().get(f"/bua-an/{cast.pilot.place.pk}/{day}/").status_code == status


def test_another_address_leads_nowhere(cast: Cast) -> None:
    other = Place.objects.exclude(kind="kitchen").first()
    assert other is not None
    assert page_of(other).status_code == 404
    assert Client().get(f"/bua-an/{uuid4()}/").status_code == 404
    assert Client().get(f"/bua-an/{cast.pilot.place.pk}/2026-02-30/").status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_dishes(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    whole, one = lived(cast, 1), lived(cast, 1, kitchen=1, dishes=1)
    with django_assert_num_queries(17):
        page_of(whole.kitchen.place, ago=1)
    with django_assert_num_queries(17):
        page_of(one.kitchen.place, ago=1)
