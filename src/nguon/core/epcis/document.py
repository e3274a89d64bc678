"""EPCIS documents: EPCISDocument, EPCISQueryDocument, or one bare event (EPCIS 2.0 §9.5–9.6)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from nguon.core.epcis.events import Event, read_event
from nguon.core.epcis.instants import read_instant, write_instant
from nguon.core.epcis.json_text import (
    DEFAULT_LIMITS,
    Json,
    JsonObject,
    Limits,
    read_json,
    write_json,
)
from nguon.core.epcis.problem import MalformedError, Problem, kind_of

EPCIS_CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"
SCHEMA_VERSION = "2.0"

_EVENT_LIST = {
    "EPCISDocument": ("epcisBody", "eventList"),
    "EPCISQueryDocument": ("epcisBody", "queryResults", "resultsBody", "eventList"),
    "EPCISMasterDataDocument": ("epcisBody", "eventList"),
}
_VOCABULARY_LIST = {
    "EPCISDocument": ("epcisHeader", "epcisMasterData", "vocabularyList"),
    "EPCISQueryDocument": ("epcisBody", "queryResults", "resultsBody", "vocabularyList"),
    "EPCISMasterDataDocument": ("epcisBody", "vocabularyList"),
}


@dataclass(frozen=True)
class Document:
    """A document as it was sent. `validate` judges it; `events` presumes that it is well formed.

    `root` is the whole JSON with order and number writings kept; treat it as read-only.
    """

    root: JsonObject

    @property
    def type(self) -> str:
        """`EPCISDocument`, `EPCISQueryDocument`, `EPCISMasterDataDocument` (XML has it; in JSON
        it is ours), or the event type of a bare event."""
        name = self.root.get("type")
        return name if isinstance(name, str) else ""

    @property
    def is_bare_event(self) -> bool:
        return self.type not in _EVENT_LIST

    @property
    def context(self) -> Json:
        return self.root.get("@context")

    @property
    def schema_version(self) -> str | None:
        version = self.root.get("schemaVersion")
        return version if isinstance(version, str) else None

    @property
    def creation_date(self) -> datetime | None:
        text = self.root.get("creationDate")
        return read_instant(text) if isinstance(text, str) else None

    @property
    def header(self) -> Mapping[str, Any] | None:
        """The epcisHeader as it stands."""
        header = self.root.get("epcisHeader")
        return header if isinstance(header, dict) else None

    @property
    def vocabulary_list(self) -> Sequence[Mapping[str, Any]]:
        """The master data the document carries, in its header or beside queried events."""
        vocabularies = _within(self.root, _VOCABULARY_LIST.get(self.type, ("",)))
        return vocabularies if isinstance(vocabularies, list) else []

    @property
    def vocabulary_path(self) -> str:
        """The JSON Pointer of `vocabulary_list`."""
        return "/" + "/".join(_VOCABULARY_LIST.get(self.type, ()))

    @property
    def query_name(self) -> str | None:
        return self._of_query("queryName")

    @property
    def subscription_id(self) -> str | None:
        return self._of_query("subscriptionID")

    def event_members(self) -> Iterator[tuple[str, Any]]:
        """Each event's JSON Pointer and its JSON as it stands."""
        if self.is_bare_event:
            yield "", self.root
            return
        way = _EVENT_LIST[self.type]
        members = _within(self.root, way)
        if isinstance(members, list):
            for number, event in enumerate(members):
                yield f"/{'/'.join(way)}/{number}", event

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The events in document order; raises `MalformedError` where one cannot be understood."""
        return tuple([self.read_event(at, members) for at, members in self.event_members()])

    def read_event(self, at: str, members: Any) -> Event:
        """One of `event_members` as a value, in the context of this document."""
        if not isinstance(members, dict):
            raise MalformedError(Problem(at, "wrong-type", expected="object", got=kind_of(members)))
        outer = None if self.is_bare_event else self.context
        return read_event(members, at=at, document_context=outer)

    def to_json_ld(self) -> JsonObject:
        return self.root

    def to_json(self) -> bytes:
        """The document as compact JSON: the same members, order and numbers as read."""
        return write_json(self.root)

    def _of_query(self, name: str) -> str | None:
        results = _within(self.root, ("epcisBody", "queryResults"))
        value = results.get(name) if isinstance(results, dict) else None
        return value if isinstance(value, str) else None


def parse_document(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Reads JSON text as a document; raises `UnreadableError` for what is not sound JSON."""
    root = read_json(data, limits)
    if not isinstance(root, dict):
        raise MalformedError(Problem("", "wrong-type", expected="object", got=kind_of(root)))
    return Document(root)


def epcis_document(
    events: Sequence[Event],
    *,
    created_at: datetime,
    context: Sequence[Json] = (EPCIS_CONTEXT,),
    **members: Json,
) -> Document:
    """An EPCISDocument of events made in code; `members` are further members such as `sender`.

    Events that came from another document take that document's context with them.
    """
    return Document(
        {
            "@context": list(context),
            "type": "EPCISDocument",
            "schemaVersion": SCHEMA_VERSION,
            "creationDate": write_instant(created_at),
            **members,
            "epcisBody": {"eventList": [event.in_document(context) for event in events]},
        }
    )


def epcis_query_document(
    events: Sequence[Event],
    *,
    created_at: datetime,
    query_name: str,
    subscription_id: str | None = None,
    context: Sequence[Json] = (EPCIS_CONTEXT,),
) -> Document:
    """An EPCISQueryDocument: the answer to a query (§8.2.7)."""
    results: JsonObject = {"queryName": query_name}
    if subscription_id is not None:
        results["subscriptionID"] = subscription_id
    results["resultsBody"] = {"eventList": [event.in_document(context) for event in events]}
    return Document(
        {
            "@context": list(context),
            "type": "EPCISQueryDocument",
            "schemaVersion": SCHEMA_VERSION,
            "creationDate": write_instant(created_at),
            "epcisBody": {"queryResults": results},
        }
    )


def bare_event(event: Event, context: Sequence[Json] = (EPCIS_CONTEXT,)) -> Document:
    """One event standing alone, with the context it needs."""
    own = event.to_json_ld()
    if "@context" not in own:
        outer = event.document_context
        own = {"@context": outer if outer is not None else list(context), **own}
    return Document(own)


def _within(value: Any, way: Sequence[str]) -> Any:
    for name in way:
        value = value.get(name) if isinstance(value, dict) else None
    return value
