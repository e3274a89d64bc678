"""The five event types of EPCIS 2.0 §7.4 as frozen values.

Made by reading (`read_event`) or in code: `ObjectEvent(event_time=…, action="ADD", …)`.
An event that was read remembers its writing, so `to_json_ld` gives back the very members,
order and numbers; after `dataclasses.replace` only the replaced members are written anew.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from nguon.core.epcis.elements import (
    BizLocation,
    BizTransaction,
    Destination,
    ErrorDeclaration,
    Extensions,
    PersistentDisposition,
    QuantityElement,
    ReadPoint,
    SensorElement,
    Source,
)
from nguon.core.epcis.instants import zone_offset
from nguon.core.epcis.json_ld import build, read_members, write_members
from nguon.core.epcis.json_text import Json, JsonObject, pointer, write_json
from nguon.core.epcis.problem import MalformedError, Problem

_NOT_A_MEMBER = {"member": False}


@dataclass(frozen=True, kw_only=True)
class Event:
    """What every event says: when, and which event it is (§7.4.1).

    `event_time` is an instant. `event_time_zone_offset` is the local time of the place, kept
    apart because it may differ from the offset in which the instant was written; when an event
    is made in code it is taken from `event_time` unless given.
    """

    type: ClassVar[str]

    event_id: str | None = None
    event_time: datetime
    event_time_zone_offset: str = ""
    record_time: datetime | None = None
    error_declaration: ErrorDeclaration | None = None
    certification_info: tuple[str, ...] = field(default=(), metadata={"lone": True})
    extensions: Extensions = field(default_factory=dict, hash=False)
    context: Any = field(default=None, metadata=_NOT_A_MEMBER, hash=False)
    document_context: Any = field(default=None, metadata=_NOT_A_MEMBER, compare=False, repr=False)
    as_read: Mapping[str, Any] | None = field(
        default=None, metadata=_NOT_A_MEMBER, compare=False, repr=False
    )

    untouched: bool = field(
        init=False, default=False, metadata=_NOT_A_MEMBER, compare=False, repr=False
    )

    def __post_init__(self) -> None:
        if not self.event_time_zone_offset:
            object.__setattr__(self, "event_time_zone_offset", zone_offset(self.event_time))

    def to_json_ld(self) -> JsonObject:
        """The event as a JSON object, members in the order read or in the standard's.

        Its inner parts are the event's own: read them, do not change them.
        """
        if self.untouched and self.as_read is not None:
            return dict(self.as_read)
        members = write_members(self, self.as_read)
        head: JsonObject = {}
        if self.context is not None:
            head["@context"] = self.context
        head["type"] = self.type
        if self.as_read is None:
            return head | members
        order = [name for name in self.as_read if name in head or name in members]
        return {name: (head | members)[name] for name in order} | head | members

    def in_document(self, context: Sequence[Json]) -> JsonObject:
        """The event for a document with this context: what its own document defined comes along."""
        members = self.to_json_ld()
        missing = [part for part in _parts(self.document_context) if part not in context]
        if not missing:
            return members
        own = [part for part in _parts(self.context) if part not in missing]
        return {**members, "@context": [*missing, *own]}

    def to_json(self) -> bytes:
        """The event as JSON text, numbers as they were written."""
        return write_json(self.to_json_ld())


@dataclass(frozen=True, kw_only=True)
class BusinessEvent(Event):
    """What the five standard types share of why, where and how (§7.3.4–7.3.7)."""

    biz_step: str | None = None
    disposition: str | None = None
    persistent_disposition: PersistentDisposition | None = None
    read_point: ReadPoint | None = None
    biz_location: BizLocation | None = None
    biz_transaction_list: tuple[BizTransaction, ...] = ()
    source_list: tuple[Source, ...] = ()
    destination_list: tuple[Destination, ...] = ()
    sensor_element_list: tuple[SensorElement, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ObjectEvent(BusinessEvent):
    """Something happened to things, or was seen of them (§7.4.2)."""

    type: ClassVar[str] = "ObjectEvent"

    action: str
    epc_list: tuple[str, ...] = ()
    quantity_list: tuple[QuantityElement, ...] = ()
    ilmd: Extensions | None = field(default=None, hash=False)

    def to_json_ld(self) -> JsonObject:
        """As any event; a sensor report about a place alone still writes an empty epcList.

        The schema lets the list go only when sensors and a read point stand in its place.
        """
        members = super().to_json_ld()
        if not self.epc_list and not self.quantity_list and self.as_read is None:
            members.setdefault("epcList", [])
        return members


@dataclass(frozen=True, kw_only=True)
class AggregationEvent(BusinessEvent):
    """Children were put into, seen in or taken out of a parent (§7.4.3)."""

    type: ClassVar[str] = "AggregationEvent"

    action: str
    parent_id: str | None = None
    child_epcs: tuple[str, ...] = ()
    child_quantity_list: tuple[QuantityElement, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TransactionEvent(BusinessEvent):
    """Things were tied to, or untied from, business transactions (§7.4.4)."""

    type: ClassVar[str] = "TransactionEvent"

    action: str
    parent_id: str | None = None
    epc_list: tuple[str, ...] = ()
    quantity_list: tuple[QuantityElement, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TransformationEvent(BusinessEvent):
    """Inputs were used up and outputs came to be (§7.4.5)."""

    type: ClassVar[str] = "TransformationEvent"

    input_epc_list: tuple[str, ...] = ()
    input_quantity_list: tuple[QuantityElement, ...] = ()
    output_epc_list: tuple[str, ...] = ()
    output_quantity_list: tuple[QuantityElement, ...] = ()
    transformation_id: str | None = None
    ilmd: Extensions | None = field(default=None, hash=False)


@dataclass(frozen=True, kw_only=True)
class AssociationEvent(BusinessEvent):
    """Things were fixed to, or loosened from, a parent that may be a place (§7.4.6)."""

    type: ClassVar[str] = "AssociationEvent"

    action: str
    parent_id: str
    child_epcs: tuple[str, ...] = ()
    child_quantity_list: tuple[QuantityElement, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ExtendedEvent(Event):
    """An event of a type that users defined: a URI for its name, all members as extensions."""

    type: str  # type: ignore[misc]


STANDARD_EVENTS: Mapping[str, type[BusinessEvent]] = {
    kind.type: kind
    for kind in (
        ObjectEvent,
        AggregationEvent,
        TransactionEvent,
        TransformationEvent,
        AssociationEvent,
    )
}


def read_event(members: JsonObject, *, at: str = "", document_context: Json = None) -> Event:
    """The event that a JSON object stands for; raises `MalformedError` naming the first fault.

    It reads what it can understand; whether the event is right is for `validate` to say.
    """
    name = members.get("type")
    if not isinstance(name, str):
        raise MalformedError(Problem(pointer(at, "type"), "missing-member", expected="type"))
    if "eventTimeZoneOffset" not in members:
        raise MalformedError(Problem(at, "missing-member", expected="eventTimeZoneOffset"))
    own = {key: member for key, member in members.items() if key not in ("type", "@context")}
    kind: type[Event] = STANDARD_EVENTS.get(name, ExtendedEvent)
    arguments = read_members(kind, own, at)
    if kind is ExtendedEvent:
        arguments["type"] = name
    arguments["context"] = members.get("@context")
    arguments["document_context"] = document_context
    arguments["as_read"] = members
    event = build(kind, arguments, at)
    object.__setattr__(event, "untouched", True)  # `replace` makes a new one and forgets it
    return event


def _parts(context: Json) -> list[Json]:
    if context is None:
        return []
    return list(context) if isinstance(context, list) else [context]
