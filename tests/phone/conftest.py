"""Phones, a bad network and a real server; skipped where there is no browser."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from playwright.sync_api import Playwright, sync_playwright
from pytest_django import DjangoDbBlocker

from nguon.base import clock
from nguon.food.kitchen.choices import FridgeKind
from nguon.food.kitchen.management.demo.cast import Cast, Kitchen
from nguon.ground.people.operations import issue_enrolment_code
from tests.journeys.backstage import Backstage, backstage_of
from tests.journeys.conftest import everybody
from tests.journeys.days import menu_of_today, wait_if_the_day_is_ending
from tests.journeys.server import served
from tests.phone.builds import ROOT, Served, this_build
from tests.phone.faults import network_to
from tests.phone.hours import ServerClock
from tests.phone.kitchens import new_kitchen
from tests.phone.phone import Phone, PhoneOf, chromium


@pytest.fixture(scope="session")
def backstage(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Backstage]:
    with backstage_of(django_db_blocker, name="phones") as backstage:
        yield backstage


@pytest.fixture(scope="session")
def clock_of_the_server(tmp_path_factory: pytest.TempPathFactory) -> ServerClock:
    return ServerClock(tmp_path_factory.mktemp("clock") / "ahead")


@pytest.fixture
def server_clock(clock_of_the_server: ServerClock) -> Iterator[ServerClock]:
    """To be turned; afterwards it shows the true time again."""
    yield clock_of_the_server
    clock_of_the_server.turn_by(timedelta())


@pytest.fixture(scope="session")
def served_app(tmp_path_factory: pytest.TempPathFactory) -> Served:
    build = this_build()
    if build is None:
        pytest.skip("no phone app was built, so no browser can open it: run «make setup»")
    served_app = Served(tmp_path_factory.mktemp("served") / "phone")
    served_app.publish(build)
    return served_app


@pytest.fixture(scope="session")
def upstream(
    backstage: Backstage,
    clock_of_the_server: ServerClock,
    served_app: Served,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[int]:
    """The port of the real server, on a database that was empty a moment ago."""
    environment = {
        "DJANGO_SETTINGS_MODULE": "tests.phone.server_settings",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}",
        "TEST_CLOCK": str(clock_of_the_server.file),
        "TEST_PHONE_DIR": str(served_app.link),
        "SECRET_KEY": settings.SECRET_KEY,  # pairing codes issued here are read there
    }
    folder = tmp_path_factory.mktemp("server")
    with served(backstage.database_url, folder, **environment) as address:
        port = urlsplit(address).port
        assert port is not None
        yield port


@pytest.fixture(scope="session")
def cast(upstream: int, backstage: Backstage) -> Cast:
    return backstage(everybody)


@pytest.fixture(autouse=True)
def one_day() -> None:
    wait_if_the_day_is_ending()


@pytest.fixture
def kitchen(cast: Cast, backstage: Backstage) -> Kitchen:
    return backstage(new_kitchen, cast)


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """Ended after each module: while it runs, an event loop runs, and Django's models refuse."""
    if chromium() is None:
        pytest.skip("no Chromium here: run «make test» as root, or install it")
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture
def phone_of(playwright: Playwright, upstream: int, tmp_path: Path) -> Iterator[PhoneOf]:
    """Hands out phones, switched on, each on a network of its own."""
    phones: list[Phone] = []
    with ExitStack() as networks:

        def phone(name: str, *, at: datetime | None = None, **more: Any) -> Phone:
            network = networks.enter_context(network_to(upstream))
            folder = tmp_path / name
            phones.append(Phone(name, playwright, network, folder, starts_at=at, **more))
            phones[-1].switch_on()
            return phones[-1]

        yield phone
        for one in phones:
            one.switch_off()
    assert {one.name: one.complaints for one in phones if one.complaints} == {}


CodeFor = Callable[[Kitchen], str]


@pytest.fixture
def code_for(backstage: Backstage) -> CodeFor:
    """The code by which a manager lets a phone in."""
    return partial(backstage, enrolment_code)


def enrolment_code(kitchen: Kitchen) -> str:
    _, code = issue_enrolment_code(kitchen.place, by=kitchen.people["manager"], at=clock.now())
    return code


@dataclass(frozen=True)
class Lunch:
    """Today's menu of a kitchen of its own; nothing of it is done."""

    kitchen: Kitchen
    meal: str
    dishes: Sequence[str]
    fridge: str
    """Where samples are kept."""


@pytest.fixture
def lunch(cast: Cast, kitchen: Kitchen, backstage: Backstage) -> Lunch:
    day = backstage(menu_of_today, cast, kitchen)
    dishes = [str(day.dish_id(dish)) for dish in day.menu]
    fridge = kitchen.fridges[FridgeKind.SAMPLE]
    return Lunch(kitchen, str(day.meal_id), dishes, str(fridge.pk))


CookOf = Callable[..., Phone]


@pytest.fixture
def cook_of(phone_of: PhoneOf, code_for: CodeFor) -> CookOf:
    """A phone that belongs to a kitchen, holds the app and its kit, and is in a cook's hand."""

    def cook(
        name: str, kitchen: Kitchen, *, who: str = "cook_1", disk: int | None = None, **more: Any
    ) -> Phone:
        phone = phone_of(name, **more)
        if disk is not None:
            phone.limit_disk(disk)
        phone.enrol(code_for(kitchen))
        phone.kept_offline()
        phone.identify(str(kitchen.people[who].pk))
        return phone

    return cook
