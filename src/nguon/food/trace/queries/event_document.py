"""Stored events as a document: their text as it was sent, put together, not retold."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from nguon.core.epcis import EPCIS_CONTEXT, Json, parse_document, write_json
from nguon.core.epcis.instants import write_instant
from nguon.food.trace.models import Event
from nguon.food.trace.queries.stored_events import epcis_event

_EPCIS = "epcis-context.jsonld"
Without = Mapping[str, Collection[str]]


def query_document(
    events: Sequence[Event], *, created_at: datetime, query_name: str = "SimpleEventQuery"
) -> bytes:
    """The answer to a query (EPCIS 2.0 §8.2.7).

    Contexts of the documents the events came in are joined into one; an event whose prefix means
    something else takes its own along.
    """
    context, body = _joined(events, {})
    results = {"queryName": query_name, "resultsBody": {"eventList": body}}
    return _document("EPCISQueryDocument", context, {"queryResults": results}, created_at)


def events_document(
    events: Sequence[Event], *, created_at: datetime, without: Without | None = None
) -> bytes:
    """An EPCISDocument of them. `without`: members that are not to travel, by business step."""
    context, body = _joined(events, without or {})
    return _document("EPCISDocument", context, {"eventList": body}, created_at)


def _joined(events: Sequence[Event], without: Without) -> tuple[list[Any], orjson.Fragment]:
    context = _Context.joining(event.context for event in events).parts
    texts = [
        event_json(event, context=context, leaving_out=without.get(event.biz_step or "", ()))
        for event in events
    ]
    return context, orjson.Fragment(b"[" + b",".join(texts) + b"]")


def _document(type_: str, context: list[Any], body: object, created_at: datetime) -> bytes:
    head = {
        "@context": context,
        "type": type_,
        "schemaVersion": "2.0",
        "creationDate": write_instant(created_at),
        "epcisBody": body,
    }
    return orjson.dumps(head)


def event_json(
    event: Event, *, context: Sequence[Json], leaving_out: Collection[str] = ()
) -> bytes:
    """The event as captured, with the eventID and recordTime that the repository gave it."""
    raw = bytes(event.raw)
    if not _fits(event.context, context):
        raw = write_json(epcis_event(event).in_document(context))
    unwanted = ["recordTime", *leaving_out]
    if any(f'"{name}"'.encode() in raw for name in unwanted):
        members = parse_document(raw).root
        for name in unwanted:
            members.pop(name, None)
        raw = write_json(members)
    given = {"recordTime": write_instant(event.record_time)}
    if b'"eventID"' not in raw or "eventID" not in orjson.loads(raw):
        given = {"eventID": event.event_id, **given}
    return raw[:-1] + b"," + orjson.dumps(given)[1:]


@dataclass(frozen=True, slots=True)
class _Context:
    parts: list[Any]

    @classmethod
    def joining(cls, contexts: Iterable[Json]) -> "_Context":
        """Addresses in the order met, then all prefixes; of two meanings the first one stays."""
        addresses: list[str] = []
        prefixes: dict[str, Any] = {}
        for context in contexts:
            for part in _parts(context):
                if isinstance(part, str):
                    addresses.append(part)
                elif isinstance(part, dict):
                    prefixes = {**part, **prefixes}
        if not any(_EPCIS in address for address in addresses):
            addresses.insert(0, EPCIS_CONTEXT)
        joined: list[Any] = list(dict.fromkeys(addresses))
        return cls([*joined, prefixes] if prefixes else joined)


def _fits(own: Json, context: Sequence[Json]) -> bool:
    """Whether everything the event's document defined means the same in this context."""
    prefixes = next((part for part in context if isinstance(part, dict)), {})
    for part in _parts(own):
        if isinstance(part, dict):
            if any(prefixes.get(name) != meaning for name, meaning in part.items()):
                return False
        elif part not in context:
            return False
    return True


def _parts(context: Json) -> list[Any]:
    if context is None:
        return []
    return list(context) if isinstance(context, list) else [context]
