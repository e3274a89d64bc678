"""An event as the store keeps it: canonical columns, links, facts, and the text as sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from nguon.core.epcis import (
    Event,
    Json,
    Link,
    canonical_content,
    cbv,
    expanded,
    links,
    namespaces_of,
)
from nguon.core.epcis.event_hash import Syntax, event_hash
from nguon.core.epcis.identity import identity_of
from nguon.core.epcis.query import EventField, event_fields, kept_text
from nguon.food.trace.models.node import NodeKind
from nguon.food.trace.rules.facts import facts_of

_QUANTITIES = frozenset(
    {"quantity_list", "child_quantity_list", "input_quantity_list", "output_quantity_list"}
)
_KINDS = {
    "instance": NodeKind.INSTANCE,
    "place": NodeKind.PLACE,
    "party": NodeKind.PARTY,
    "document": NodeKind.DOCUMENT,
}
_KIND_BY_ROLE = {
    "read_point": NodeKind.PLACE,
    "biz_location": NodeKind.PLACE,
    "source": NodeKind.PARTY,
    "destination": NodeKind.PARTY,
    "biz_transaction": NodeKind.DOCUMENT,
    "transformation_id": NodeKind.DOCUMENT,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class EventRow:
    """One row of `trace_event` before it has a number."""

    event_id: str
    type: str
    action: str | None
    event_time: datetime
    event_time_zone_offset: str
    biz_step: str | None
    disposition: str | None
    read_point: str | None
    biz_location: str | None
    transformation_id: str | None
    raw: bytes
    context: Json
    facts: Mapping[str, Any] | None
    content_hash: bytes
    error_declared_at: datetime | None
    links: tuple[Link, ...]
    fields: tuple[EventField, ...]
    record_id: UUID | None = None


def event_row(
    event: Event, *, syntax: Syntax = Syntax.JSON, ignored: frozenset[str] = frozenset()
) -> EventRow:
    """The row of an event that has been validated.

    An event without an id gets its event hash (CBV 2.0 §8.9) by the reference's reading, so the
    same event sent again is the same event. `syntax` is what it came in, `ignored` what its
    document leaves out of the hash.
    """
    ties = links(event)
    canonical = {link.role: link.identifier for link in ties}
    declaration = event.error_declaration
    return EventRow(
        event_id=event.event_id or event_hash(event, syntax=syntax, ignored=ignored),
        type=_type(event),
        action=getattr(event, "action", None),
        event_time=event.event_time,
        event_time_zone_offset=event.event_time_zone_offset,
        biz_step=_word(event, "biz_step", cbv.Vocabulary.BIZ_STEP),
        disposition=_word(event, "disposition", cbv.Vocabulary.DISPOSITION),
        read_point=canonical.get("read_point"),
        biz_location=canonical.get("biz_location"),
        transformation_id=canonical.get("transformation_id"),
        raw=event.to_json(),
        context=event.document_context,
        facts=facts_of(event),
        content_hash=sha256(canonical_content(event)).digest(),
        error_declared_at=None if declaration is None else declaration.declaration_time,
        links=tuple(ties),
        fields=event_fields(event),
    )


def node_kind(link: Link) -> NodeKind:
    """What a link's identifier names; the role decides where the identifier does not say."""
    if link.kind == "class":
        return NodeKind.LOT if _is_lot_level(link.identifier) else NodeKind.CLASS
    if link.kind in _KINDS:
        return _KINDS[link.kind]
    if link.role in _KIND_BY_ROLE:
        return _KIND_BY_ROLE[link.role]
    return NodeKind.LOT if link.role in _QUANTITIES else NodeKind.INSTANCE


def _is_lot_level(uri: str) -> bool:
    """Whether a class is narrower than a trade item: 01+10, an LGTIN, or a private class."""
    identity = identity_of(uri)
    if not identity.is_gs1:
        return True
    return identity.lot != "" or uri.startswith("urn:epc:class:")


def _word(event: Event, name: str, vocabulary: cbv.Vocabulary) -> str | None:
    """A word of the CBV bare; one of users as its full URI, whatever prefix it came with."""
    text = getattr(event, name, None)
    if text is None:
        return None
    word = cbv.canonical_word(vocabulary, text)
    if ":" not in word:
        return word
    return kept_text(expanded(word, namespaces_of(event.document_context, event.context)))


def _type(event: Event) -> str:
    """One of the five, or the full URI of a user's own type."""
    if ":" not in event.type:
        return event.type
    return kept_text(expanded(event.type, namespaces_of(event.document_context, event.context)))
