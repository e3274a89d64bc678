"""Reading the `facts` of an event: people, times and notes, in whatever shape they were sent."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import orjson

from nguon.food.trace.queries.trace_value import Person

Facts = Mapping[str, Any] | None
_SHOWN_ELSEWHERE = frozenset(
    {
        "name",
        "lot",
        "lotCode",
        "expiry",
        "expiryDate",
        "record",
        "recordedBy",
        "claimedAt",
        "receivedAt",
        "place",
        "sourceName",
    }
)


def read_facts(text: str | None) -> Facts:
    """Django hands JSON columns of raw statements over as text."""
    return None if text is None else orjson.loads(text)


def people_in(facts: Facts) -> tuple[Person, ...]:
    said = (facts or {}).get("recordedBy")
    everybody = said if isinstance(said, list) else [said]
    people = []
    for one in everybody:
        if isinstance(one, str) and one:
            people.append(Person(one))
        elif isinstance(one, Mapping) and isinstance(one.get("name"), str):
            people.append(Person(one["name"], str(one.get("role") or "")))
    return tuple(people)


def time_in(facts: Facts, name: str) -> datetime | None:
    said = (facts or {}).get(name)
    if not isinstance(said, str):
        return None
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def text_in(facts: Facts, name: str) -> str:
    said = (facts or {}).get(name)
    return said if isinstance(said, str) else ""


def notes_in(facts: Facts) -> dict[str, str]:
    """What else was said in plain words."""
    return {
        name: said
        for name, said in (facts or {}).items()
        if name not in _SHOWN_ELSEWHERE and isinstance(said, str) and said
    }
