"""The demo kitchen seen through a browser: who is signed in, and what a form is filled with."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from html.parser import HTMLParser
from random import Random
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from nguon.base import clock
from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.ground.people.models import Person
from tests.remembered import remembered

Browser = Callable[[Person], Client]


class Inputs(HTMLParser):
    """Every input of a page, and the forms they would be sent with."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[dict[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "input":
            self.found.append({name: value or "" for name, value in attrs})

    @property
    def hidden(self) -> dict[str, str]:
        return {
            one["name"]: one.get("value", "") for one in self.found if one.get("type") == "hidden"
        }

    @property
    def checked(self) -> list[str]:
        return [f"{one['name']}={one.get('value', '')}" for one in self.found if "checked" in one]

    @property
    def values(self) -> dict[str, str]:
        """What stands in the fields somebody types into."""
        silent = ("hidden", "radio", "checkbox", "file")
        return {
            one["name"]: one.get("value", "")
            for one in self.found
            if "name" in one and one.get("type") not in silent
        }


def full_day(cast: Cast, ago: int, *, dishes: int | None = None) -> KitchenDay:
    """A whole day that went well, so many days ago."""
    day = KitchenDay(cast, cast.pilot, 0, clock.today() - timedelta(days=ago), Random(7))  # noqa: S311
    day.menu = day.menu[:dishes]
    day.plan()
    day.receive()
    for place, dish in enumerate(day.menu):
        day.cook_dish(dish, place)
        day.check_dish(dish, place)
        day.take_sample(dish, place)
    day.start_eating()
    day.read_fridges(6)
    day.read_fridges(15)
    return day


@pytest.fixture
def today(cast: Cast) -> KitchenDay:
    """Today's menu of the pilot kitchen is known; nothing has happened yet."""
    date = clock.today()

    def planned() -> KitchenDay:
        day = KitchenDay(cast, cast.pilot, 0, date, Random(7))  # noqa: S311
        day.plan()
        return day

    return remembered(("today", date), planned)


@pytest.fixture
def yesterday(cast: Cast) -> KitchenDay:
    return remembered(("yesterday", clock.today()), lambda: full_day(cast, 1))


@pytest.fixture
def sign_in() -> Browser:
    def open_browser(person: Person) -> Client:
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return open_browser


@pytest.fixture
def manager(cast: Cast, sign_in: Browser) -> Client:
    return sign_in(cast.pilot.people["manager"])


@pytest.fixture
def officer(cast: Cast, sign_in: Browser) -> Client:
    return sign_in(cast.pilot.people["health_officer"])


@pytest.fixture
def cook(cast: Cast, sign_in: Browser) -> Client:
    return sign_in(cast.pilot.cooks[0])


def text_of(response: HttpResponse) -> str:
    return response.content.decode()


def at(name: str, day: KitchenDay, *args: object) -> str:
    """The address of a page of that day's kitchen."""
    return reverse(f"kitchen:{name}", args=[day.kitchen.place.pk, *args])


def typed_into(opened: HttpResponse, typed: Mapping[str, Any]) -> dict[str, Any]:
    """What a browser sends: the hidden fields, what stands in the others, what was typed."""
    inputs = Inputs(text_of(opened))
    sent = {**inputs.hidden, **inputs.values, **typed}
    return {name: value for name, value in sent.items() if value not in (None, "")}


def fill(client: Client, url: str, **typed: Any) -> HttpResponse:
    opened = client.get(url)
    assert opened.status_code == 200, text_of(opened)
    return client.post(url, typed_into(opened, typed))
