"""From 05:30 to 11:30 no network; afterwards everything is as if it had been entered online.

The server's clock is turned to that day (`hours.py`), the phone's clock is the page's and seven
minutes fast, as phones' clocks are.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

import pypdf
import pytest
from django.core.management import call_command
from pytest_django import DjangoDbBlocker

from nguon.base import clock
from nguon.base.paper.render_form import render_forms
from nguon.food.kitchen.management.demo.cast import Cast, gather_cast
from nguon.food.kitchen.models import RetainedSample
from nguon.food.kitchen.queries.day import acts_of_day, boxes_of_place, day_seal
from nguon.food.kitchen.queries.form_layouts import DEFAULT_SET, FORMS, form_sets
from nguon.food.kitchen.queries.paper import paper_day
from nguon.food.kitchen.rules.day import read_day
from nguon.food.kitchen.rules.destroying import earliest_destruction
from nguon.food.kitchen.rules.paper import day_forms
from nguon.food.trace.queries import trace
from nguon.food.trace.queries.trace_members import trace_members
from nguon.ground.journal.models import Record
from nguon.ground.people.models import Organisation, Place
from nguon.ground.people.operations.set_pin import set_pin
from nguon.ground.people.queries import principal_of
from nguon.ground.products.models import Product
from tests.journeys.backstage import Backstage, backstage_of
from tests.phone.conftest import CodeFor
from tests.phone.days import Act, DayToLive, day_to_live, live, live_online
from tests.phone.hours import ServerClock
from tests.phone.kitchens import new_kitchen
from tests.phone.phone import Phone, PhoneOf

pytestmark = pytest.mark.journey

PIN = "4729"
FAST = timedelta(minutes=7)
KEY = "xa mạng"
SENT_LATE = "△gửimuộndomấtmạng"
"""The one mark that the phone's forms may bear, and all of them must."""


@pytest.fixture
def twin(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Backstage]:
    """A second platform, on which the same kitchen has a network."""
    with backstage_of(django_db_blocker, name="twin") as backstage:
        backstage(call_command, "migrate", verbosity=0)
        yield backstage


def prepared(cast: Cast, day: date) -> DayToLive:
    kitchen = new_kitchen(cast, key=KEY)
    for person in kitchen.people.values():
        set_pin(person, PIN, by=kitchen.people["manager"])
    return day_to_live(cast, kitchen, day=day)


def prepared_twin(day: date, at: datetime) -> DayToLive:
    return prepared(gather_cast(at=at), day)


@dataclass(frozen=True)
class Told:
    """All that a day amounts to, in plain values."""

    forms: list[Any]
    pages: list[str]
    traces: list[Any]
    countdown: list[tuple[str, datetime]]
    board: list[Any]
    flags: list[str]


def told_of(day: DayToLive, *, at: datetime) -> Told:
    place = day.kitchen.place
    paper, layouts = paper_day(place, day.day), form_sets()[DEFAULT_SET]
    forms = day_forms(paper, layouts=layouts, day_hash="", printed_at=at, only=FORMS)
    view = read_day(
        acts_of_day(place, day.day),
        boxes_of_place(place, since=day.at(0, 0)),
        day_hash=day_seal(place, day.day),
        at=at,
    )
    boxes = [box.sample for box in view.boxes]
    return Told(
        forms=[(form.layout.id, form.rows) for form in forms],
        pages=[tables_of(render_forms([form])) for form in forms],
        traces=[trace_of(box, day) for box in boxes],
        countdown=[(box.box_code, earliest_destruction(box)) for box in boxes],
        board=[(dish.dish.name, dish.state) for meal in view.meals for dish in meal.dishes],
        flags=[flag.text for flag in view.flags],
    )


def tables_of(pdf: bytes) -> str:
    """What is printed, however the lines break, up to the list of origins with its receipts.

    The neutral mark of what was sent late for want of a network is taken out of the cells, and its
    legend put in front.
    """
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)
    tables = re.sub(r"[\s\u200b]+", "", text.partition("Nguồn gốc")[0])
    marked = f"{SENT_LATE}·"
    legend = SENT_LATE if marked in tables else ""
    return legend + tables.replace(marked, "").replace("△", "")


def trace_of(box: RetainedSample, day: DayToLive) -> Any:
    """With parties and products by their names: identifiers are the platform's own."""
    manager = principal_of(day.kitchen.people["manager"])
    text = json.dumps(trace_members(trace(box.box_uri, principal=manager)), default=str)
    for named in (*Place.objects.all(), *Organisation.objects.all(), *Product.objects.all()):
        text = text.replace(named.identifier, str(named))
    return without_receipts(json.loads(text))


def without_receipts(told: Any) -> Any:
    """When the server heard of it is what differs, and is judged apart from the rest."""
    if isinstance(told, list):
        return [without_receipts(one) for one in told]
    if not isinstance(told, dict):
        return told
    receipts = ("claimed_at", "received_at", "record_time")
    return {name: without_receipts(told[name]) for name in told if name not in receipts}


def live_on(phone: Phone, day: DayToLive) -> Mapping[str, str]:
    """Every act at its hour; returns the ids by what the acts are called."""
    ids: dict[str, str] = {}

    def save(act: Act, body: dict[str, Any]) -> str:
        phone.pass_until(act.at + FAST)
        phone.identify(str(act.by.pk), pin=PIN)
        ids[act.key] = phone.save(act.kind.value, act.key, body).id
        return ids[act.key]

    live(day, save)
    phone.pass_until(day.at(11, 30) + FAST)
    return ids


def records_of(day: DayToLive) -> list[Record]:
    return list(Record.objects.filter(place_id=day.kitchen.place.pk, channel="phone"))


def test_a_day_without_a_network_equals_the_same_day_online(
    phone_of: PhoneOf,
    code_for: CodeFor,
    cast: Cast,
    backstage: Backstage,
    twin: Backstage,
    server_clock: ServerClock,
) -> None:
    today = clock.today()
    day = backstage(prepared, cast, today)
    server_clock.turn_to(day.at(5, 10))
    phone = phone_of("fast", at=server_clock.now() + FAST)
    phone.enrol(code_for(day.kitchen))
    phone.airplane(True)
    phone.pass_until(day.at(5, 30) + FAST)
    ids = live_on(phone, day)

    server_clock.turn_to(day.at(11, 30))
    phone.airplane(False)
    phone.drain()
    phone.drained()
    evening = day.at(17, 0)
    told = backstage(told_of, day, at=evening)

    same = twin(prepared_twin, today, clock.now() - timedelta(days=60))
    twin(live_online, same, ids)
    online = twin(told_of, same, at=evening)

    assert told.forms == online.forms
    assert told.pages == [SENT_LATE + page for page in online.pages]
    assert told.traces == online.traces
    assert told.countdown == online.countdown
    assert told.board == online.board
    assert told.flags == online.flags
    times_are_honest(backstage(records_of, day), day, ids)


def times_are_honest(records: list[Record], day: DayToLive, ids: Mapping[str, str]) -> None:
    """Claimed by the fast clock, corrected to the true hour, received at half past eleven."""
    seconds = timedelta(seconds=10)
    by_id = {str(record.id): record for record in records}
    assert set(by_id) == set(ids.values())
    for act in day.acts:
        record = by_id[ids[act.key]]
        assert abs(record.claimed_at - (act.at + FAST)) < seconds
        assert abs(record.corrected_at - act.at) < seconds
        assert abs(record.received_at - day.at(11, 30)) < 6 * seconds
