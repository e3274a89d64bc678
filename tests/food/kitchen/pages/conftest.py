"""The demo kitchen seen through a browser: who is signed in, and what a form is filled with."""

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
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

Browser = Callable[[Person], Client]
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


@pytest.fixture
def today(cast: Cast) -> KitchenDay:
    """Today's menu of the pilot kitchen is known; nothing has happened yet."""
    day = KitchenDay(cast, cast.pilot, 0, clock.today(), Random(7))  # noqa: S311
    day.plan()
    return day


@pytest.fixture
def yesterday(cast: Cast) -> KitchenDay:
    """A whole day that went well."""
    day = KitchenDay(cast, cast.pilot, 0, clock.today() - timedelta(days=1), Random(7))  # noqa: S311
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
def browser() -> Browser:
    def sign_in(person: Person) -> Client:
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.fixture
def manager(cast: Cast, browser: Browser) -> Client:
    return browser(cast.pilot.people["manager"])


@pytest.fixture
def officer(cast: Cast, browser: Browser) -> Client:
    return browser(cast.pilot.people["health_officer"])


@pytest.fixture
def cook(cast: Cast, browser: Browser) -> Client:
    return browser(cast.pilot.cooks[0])


def text_of(response: HttpResponse) -> str:
    return response.content.decode()


def hidden(response: HttpResponse) -> dict[str, str]:
    """The hidden fields of a page: what a browser sends back without anybody typing."""
    return dict(HIDDEN.findall(text_of(response)))


def fill(client: Client, url: str, **typed: Any) -> HttpResponse:
    """Open the form and send it with what somebody typed."""
    opened = client.get(url)
    assert opened.status_code == 200, text_of(opened)
    return client.post(url, posted(opened, typed))


def posted(opened: HttpResponse, typed: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value for name, value in {**hidden(opened), **typed}.items() if value is not None
    }


def at(name: str, cast_or_day: Any, *args: object) -> str:
    kitchen = getattr(cast_or_day, "kitchen", None) or cast_or_day.pilot
    return reverse(f"kitchen:{name}", args=[kitchen.place.pk, *args])
