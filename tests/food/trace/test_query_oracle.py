"""Our SQL against a brute-force reading of the JSON: random events, random parameters.

The suite plays one seed; `python -m tests.food.trace.query_oracle` plays any.
"""

import json
import os
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from random import Random
from typing import Any

import pytest

from nguon.core.epcis import EPCIS_CONTEXT, parse_document, validate
from nguon.core.epcis.query import SimpleEventQuery, query_of_json, query_of_url
from nguon.food.trace.models import Event
from nguon.food.trace.operations import capture_events
from nguon.food.trace.queries.events import events_after, page_of_events
from nguon.ground.people.queries import Principal
from tests.food.trace.conftest import Actor, Cast
from tests.food.trace.query_oracle import brute_force as brute
from tests.food.trace.query_oracle.asking import PREFIXES
from tests.food.trace.query_oracle.brute_force import Predicate, Told, instant
from tests.food.trace.query_oracle.random_events import EventMaker
from tests.food.trace.query_oracle.random_queries import Asker

FIRST, BEYOND = map(int, os.environ.get("ORACLE_SEEDS", "5:6").split(":"))
QUERIES = int(os.environ.get("ORACLE_QUERIES", "80"))
EVENTS = 90
RECEIVED = datetime(2026, 11, 1, tzinfo=UTC)


def captured(random: Random, cast: Cast) -> list[Told]:
    """Valid events of two organisations, in documents of a few, as the store has them."""
    maker = EventMaker(random)
    told: list[Told] = []
    while len(told) < EVENTS:
        prefixes = maker.start_document()
        events = [maker.event() for _ in range(random.randint(1, 8))]
        actor = random.choice((cast.cooperative, cast.kitchen))
        for event in events:
            if random.random() < 0.1 and event["type"] in brute.STANDARD:
                event["bizLocation"] = {"id": cast.kitchen.place.identifier}
        sound = [event for event in events if is_valid([event], prefixes)]
        if sound and is_valid(sound, prefixes):
            told += stored(sound, prefixes, actor)
    return told


def document(events: list[Any], prefixes: dict[str, str]) -> bytes:
    return json.dumps(
        {
            "@context": [EPCIS_CONTEXT, prefixes],
            "type": "EPCISDocument",
            "schemaVersion": "2.0",
            "creationDate": "2026-11-01T00:00:00Z",
            "epcisBody": {"eventList": events},
        }
    ).encode()


def is_valid(events: list[Any], prefixes: dict[str, str]) -> bool:
    return not validate(parse_document(document(events, prefixes)))


def stored(events: list[Any], prefixes: dict[str, str], actor: Actor) -> list[Told]:
    read = parse_document(document(events, prefixes)).events
    last = Event.objects.order_by("-id").values_list("id", flat=True).first() or 0
    capture_events(read, tenant_id=actor.organisation.pk, received_at=RECEIVED)
    rows = Event.objects.filter(id__gt=last).order_by("id")
    assert len(rows) == len(events)
    return [
        Told(event, prefixes, row.pk, row.event_id, row.record_time, row.tenant_id)
        for event, row in zip(events, rows, strict=True)
    ]


def seen_by(actor: Actor) -> Predicate:
    """ADR 7, in words of its own: captured by us, at our places, or sent to us."""
    uris = {actor.organisation.identifier, actor.place.identifier}

    def sees(told: Told) -> bool:
        if told.tenant == actor.organisation.pk:
            return True
        if told["type"] not in brute.STANDARD:
            return False
        places = [(told[name] or {}).get("id", "") for name in ("readPoint", "bizLocation")]
        places += [one["destination"] for one in told["destinationList"] or []]
        return any(told.same(place) in uris for place in places)

    return sees


def random_query(random: Random) -> tuple[SimpleEventQuery, list[Predicate], Any]:
    """A query of one to three parameters, from a URL or from JSON, and how to read it by hand."""
    count = random.choice((1, 1, 2, 3))
    parameters = {one.name: one for one in (Asker(random).parameter() for _ in range(count))}
    if random.random() < 0.5:
        asked: dict[str, Any] = {name: [one.text] for name, one in parameters.items()}
        # A text with a | in it cannot be said in a URL; in JSON it can.
        query = query_of_url(asked, namespaces=PREFIXES)
        return query, [one.url_holds for one in parameters.values()], asked
    members = {"@context": PREFIXES} | {name: one.value for name, one in parameters.items()}
    return query_of_json(members), [one.holds for one in parameters.values()], members


def all_pages(query: SimpleEventQuery, principal: Principal, limit: int) -> list[int]:
    numbers: list[int] = []
    cursor = None
    while True:
        page = page_of_events(query, principal=principal, cursor=cursor, limit=limit)
        assert len(page.events) <= limit
        numbers += [event.pk for event in page.events]
        cursor = page.next_cursor
        if cursor is None:
            return numbers
        assert len(page.events) == limit


@pytest.mark.parametrize("seed", range(FIRST, BEYOND))
def test_sql_finds_what_a_reading_of_the_json_finds(cast: Cast, seed: int) -> None:
    random = Random(seed)  # noqa: S311 events, not secrets
    told = captured(random, cast)
    hits = 0
    for _ in range(QUERIES):
        query, predicates, asked = random_query(random)
        principal, sees = random.choice(
            (
                (cast.province, lambda _: True),
                (cast.kitchen.principal, seen_by(cast.kitchen)),
            )
        )
        wanted = [
            one.number for one in told if sees(one) and all(holds(one) for holds in predicates)
        ]
        hits += bool(wanted)
        assert all_pages(query, principal, random.choice((2, 7, 200))) == wanted, asked
        written = query_of_json(json.loads(json.dumps(query.to_json(), default=float)))
        assert written.conditions == query.conditions
        after = random.choice(told).number
        since = events_after(query, principal=principal, after=after, limit=500)
        assert [event.pk for event in since] == [one for one in wanted if one > after], asked
    assert hits > QUERIES // 4


ORDERED = ("", "ILMD_", "INNER_", "SENSORREPORT_", "readPoint_")
TYPES = (Decimal, datetime, str)
LAST = (3,)


def first_value(told: Told, name: str, *, descending: bool) -> tuple[Any, ...]:
    """Where an event stands: numbers before instants before texts, and by its first value."""
    area, _, own = name.rpartition("_")
    inner = area == "INNER"
    values = brute.field_values(told, "" if inner else area, inner, brute.full(own, PREFIXES))
    ranked = [
        (rank, short(one))
        for one in values
        for rank, kind in enumerate(TYPES)
        if isinstance(one, kind)
    ]
    if not ranked:
        return LAST
    rank = (max if descending else min)(rank for rank, _ in ranked)
    of_kind = [value for one, value in ranked if one == rank]
    return rank, max(of_kind) if descending else min(of_kind)


def short(value: Any) -> Any:
    """The database compares bytes; of a long text the beginning, then the digest."""
    if not isinstance(value, str):
        return value
    data = value.encode()
    return data if len(value) <= 200 else value[:200].encode() + b"~" + sha256(data).digest()


def place_in(name: str, told: Told, *, descending: bool) -> tuple[Any, ...]:
    if name == "eventTime":
        return instant(told["eventTime"]), told.number
    if name == "recordTime":
        return told.record_time, told.number
    return *first_value(told, name, descending=descending), told.number


@pytest.mark.parametrize("seed", range(FIRST, BEYOND))
def test_events_come_in_the_order_asked_for(cast: Cast, seed: int) -> None:
    random = Random(seed)  # noqa: S311 events, not secrets
    by_number = {one.number: one for one in captured(random, cast)}
    for _ in range(QUERIES // 10):
        descending, size = random.choice((True, False)), random.choice((3, 50))
        own = [f"{area}q:{local}" for area in ORDERED for local in "ab"]
        name = random.choice(["eventTime", "recordTime", *own])
        members = {"@context": PREFIXES, "orderBy": name}
        members |= {"orderDirection": "DESC" if descending else "ASC"}
        found = all_pages(query_of_json(members), cast.province, size)
        assert sorted(found) == sorted(by_number)
        keys = [place_in(name, by_number[number], descending=descending) for number in found]
        placed = [key for key in keys if key[0] != 3]
        assert keys[: len(placed)] == sorted(placed, reverse=descending), members
        limit = random.randint(1, EVENTS)
        limited = query_of_json(members | {"eventCountLimit": limit})
        assert all_pages(limited, cast.province, size) == found[:limit]


def test_the_record_time_grows_with_the_numbers(cast: Cast) -> None:
    """What the oracle counts on where it asks for record times."""
    told = captured(Random(1), cast)  # noqa: S311 events, not secrets
    times = [one.record_time for one in told]
    assert times == sorted(set(times))
    assert times[0] == RECEIVED
    assert times[-1] - times[0] == timedelta(microseconds=len(times) - 1)
