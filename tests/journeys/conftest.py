"""A real server, a real browser, headless; the tests are skipped where there is no browser."""

import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from playwright.sync_api import Browser, sync_playwright
from pytest_django import DjangoDbBlocker

from nguon.base import clock
from nguon.food.kitchen.management.demo.cast import DEMO_PASSWORD, Cast, gather_cast
from nguon.ground.people.models import Person
from tests.journeys.backstage import Backstage, backstage_of
from tests.journeys.days import wait_if_the_day_is_ending
from tests.journeys.server import served
from tests.journeys.walker import Walker

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session")
def backstage(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Backstage]:
    with backstage_of(django_db_blocker) as backstage:
        yield backstage


@pytest.fixture(scope="session")
def address(backstage: Backstage, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the platform is served, from a database that was empty a moment ago."""
    with served(backstage.database_url, tmp_path_factory.mktemp("server")) as address:
        yield address


@pytest.fixture(scope="session")
def cast(address: str, backstage: Backstage) -> Cast:
    """Everybody is registered, and nothing has happened; each journey takes kitchens of its own."""
    return backstage(everybody)


def everybody() -> Cast:
    cast = gather_cast(at=clock.now() - timedelta(days=60))
    # The tests' own hasher is quick and wrong, and the server rightly does not know it.
    Person.objects.update(password=PBKDF2PasswordHasher().encode(DEMO_PASSWORD, "journeys"))
    return cast


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Closed after each module: while it runs, an event loop runs, and Django's models refuse."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.skip("no Chromium here: run «make test» as root, or install it")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(autouse=True)
def one_day() -> None:
    wait_if_the_day_is_ending()


PhoneOf = Callable[..., Walker]


@pytest.fixture
def phone_of(browser: Browser, address: str) -> Iterator[PhoneOf]:
    """Hands out phones; at the end no page may have complained."""
    walkers: list[Walker] = []

    def phone(name: str, *, script: bool = True) -> Walker:
        walkers.append(Walker.with_phone(name, browser, address=address, script=script))
        return walkers[-1]

    yield phone
    complaints = {walker.name: walker.complaints for walker in walkers if walker.complaints}
    for walker in walkers:
        walker.context.close()
    assert complaints == {}
