"""Stored events as a document: their text as it was sent, put together, not retold.

What a sharing rule hides is left out here and nowhere else (`without_hidden`), so every answer
that holds an event is made by these functions, with the scope of whoever asks.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from nguon.core.epcis import (
    EPCIS_CONTEXT,
    Json,
    JsonObject,
    expanded,
    namespaces_of,
    parse_document,
    write_json,
)
from nguon.core.epcis.instants import write_instant
from nguon.food.trace.models import Event
from nguon.food.trace.queries.grant import NOTHING_HIDDEN, Hidden
from nguon.food.trace.queries.scope import Scope
from nguon.food.trace.queries.stored_events import epcis_event

_EPCIS = "epcis-context.jsonld"
_NEEDED = {
    "ObjectEvent": [("epcList", "quantityList")],
    "TransformationEvent": [
        ("inputEPCList", "inputQuantityList"),
        ("outputEPCList", "outputQuantityList"),
    ],
}
Without = Mapping[str, Collection[str]]


def query_document(
    events: Sequence[Event],
    *,
    scope: Scope,
    created_at: datetime,
    query_name: str = "SimpleEventQuery",
) -> bytes:
    """The answer to a query (EPCIS 2.0 §8.2.7).

    Contexts of the documents the events came in are joined into one; an event whose prefix means
    something else takes its own along.
    """
    context, body = _joined(events, {}, scope)
    results = {"queryName": query_name, "resultsBody": {"eventList": body}}
    return _document("EPCISQueryDocument", context, {"queryResults": results}, created_at)


def events_document(
    events: Sequence[Event],
    *,
    scope: Scope,
    created_at: datetime,
    without: Without | None = None,
) -> bytes:
    """An EPCISDocument of them. `without`: members that are not to travel, by business step."""
    context, body = _joined(events, without or {}, scope)
    return _document("EPCISDocument", context, {"eventList": body}, created_at)


def shown_events(
    events: Sequence[Event],
    *,
    scope: Scope,
    context: Sequence[Json],
    without: Without | None = None,
) -> list[bytes]:
    """Each event's JSON in that context, as far as the asker is shown it."""
    hidden = scope.hidden_of([event.pk for event in events])
    return [
        event_json(
            event,
            context=context,
            leaving_out=(without or {}).get(event.biz_step or "", ()),
            hidden=hidden.get(event.pk, NOTHING_HIDDEN),
        )
        for event in events
    ]


def joined_context(events: Iterable[Event]) -> list[Any]:
    """Contexts of the documents the events came in, as one."""
    return _Context.joining(event.context for event in events).parts


def _joined(
    events: Sequence[Event], without: Without, scope: Scope
) -> tuple[list[Any], orjson.Fragment]:
    context = joined_context(events)
    body = b",".join(shown_events(events, scope=scope, context=context, without=without))
    if scope.hides_anything:
        context = [_used_in(body, part) for part in context]
    return context, orjson.Fragment(b"[" + body + b"]")


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
    event: Event,
    *,
    context: Sequence[Json],
    leaving_out: Collection[str] = (),
    hidden: Hidden = NOTHING_HIDDEN,
) -> bytes:
    """The event as captured, with the eventID and recordTime that the repository gave it."""
    raw = bytes(event.raw)
    if not _fits(event.context, context):
        raw = write_json(epcis_event(event).in_document(context))
    unwanted = ["recordTime", *leaving_out]
    if hidden or any(f'"{name}"'.encode() in raw for name in unwanted):
        members = parse_document(raw).root
        for name in unwanted:
            members.pop(name, None)
        if hidden:
            members = without_hidden(
                members, hidden, namespaces_of(context, members.get("@context"))
            )
        raw = write_json(members)
    given = {"recordTime": write_instant(event.record_time)}
    if hidden and is_hash_id(event.event_id):
        return raw[:-1] + b"," + orjson.dumps(given)[1:]
    if b'"eventID"' not in raw or "eventID" not in orjson.loads(raw):
        given = {"eventID": event.event_id, **given}
    return raw[:-1] + b"," + orjson.dumps(given)[1:]


def without_hidden(
    members: JsonObject, hidden: Hidden, namespaces: Mapping[str, str]
) -> JsonObject:
    """An event's members without what is hidden from the asker.

    Nor with ids that are hashes of a content (`ni:`), its own or of corrective events: whoever
    knows the rest could try values until the hash fits. Lists that EPCIS wants an event to have
    stay as empty ones.
    """
    shown: JsonObject = {
        name: _without(member, hidden, namespaces)
        for name, member in members.items()
        if not _is_hidden(name, hidden, namespaces)
    }
    if "@context" in shown:
        rest = write_json({**shown, "@context": None})
        shown["@context"] = [_used_in(rest, part) for part in _parts(shown["@context"])]
    if is_hash_id(shown.get("eventID")):
        del shown["eventID"]
    declaration = shown.get("errorDeclaration")
    if isinstance(declaration, dict) and "correctiveEventIDs" in declaration:
        kept = [one for one in declaration["correctiveEventIDs"] if not is_hash_id(one)]
        shown["errorDeclaration"] = {**declaration, "correctiveEventIDs": kept}
    for name, *others in _NEEDED.get(str(shown.get("type")), ()):
        if not any(one in shown for one in (name, *others)):
            shown[name] = []
    return shown


def is_hash_id(event_id: object) -> bool:
    """An id of RFC 6920, such as the event hash id of CBV 2.0 §8.9."""
    return isinstance(event_id, str) and event_id[:3].lower() == "ni:"


def _used_in(text: bytes, part: Any) -> Any:
    """Of a context its prefixes that a text uses: a name alone says that there is something."""
    if not isinstance(part, dict):
        return part
    return {name: meaning for name, meaning in part.items() if f'"{name}:'.encode() in text}


def _without(value: Any, hidden: Hidden, namespaces: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [_without(one, hidden, namespaces) for one in value]
    if not isinstance(value, dict):
        return value
    amounts = ("quantity", "uom") if "epcClass" in value and hidden.hides("quantity") else ()
    return {
        name: _without(member, hidden, namespaces)
        for name, member in value.items()
        if name not in amounts and not (":" in name and _is_hidden(name, hidden, namespaces))
    }


def _is_hidden(name: str, hidden: Hidden, namespaces: Mapping[str, str]) -> bool:
    return hidden.hides(expanded(name, namespaces) if ":" in name else name)


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
