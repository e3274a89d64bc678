"""EPCIS XML in: a document of EPCIS 2.0 or 1.2 as the JSON-LD document of the same content."""

from collections.abc import Iterable, Iterator
from typing import Any

from nguon.core.epcis.document import SCHEMA_VERSION, Document
from nguon.core.epcis.json_text import DEFAULT_LIMITS, JsonObject, Limits, is_plain
from nguon.core.epcis.problem import Problem, UnreadableError
from nguon.core.epcis.xml.document_layouts import HEADER_REST, ROOTS, Root
from nguon.core.epcis.xml.layouts import EVENTS_1, EVENTS_2, OWN_EVENT_2
from nguon.core.epcis.xml.master_data_read import MasterDataReader
from nguon.core.epcis.xml.names import EPCIS_1, EPCIS_2, NamesRead
from nguon.core.epcis.xml.parts_read import PartsReader
from nguon.core.epcis.xml.sbdh import MEMBER, parties_of, sbdh_of
from nguon.core.epcis.xml.tree import Element, malformed, parse

_BODIES = frozenset(["EPCISBody", "resultsBody"])
_OF_ROOT = ("schemaVersion", "creationDate")


def read_xml(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Document:
    """The document that an XML text stands for, of EPCIS 2.0 or 1.2, as JSON says the same.

    Raises `UnreadableError` for what is not sound, harmless XML, and `MalformedError` where the
    XSD of its version refuses; paths are XPath. What stands in the values is for `validate`.
    """
    reader = DocumentReader(limits)
    root = parse(
        data, limits, declare=reader.names.declare, seen=reader.seen, watch=tuple(EVENTS_1)
    )
    members = reader.document(root)
    if not is_plain(members, limits.depth):
        raise UnreadableError(Problem("", "xml-too-deep", expected=str(limits.depth)))
    return Document(members)


class DocumentReader:
    """Reads one document; its events one by one while the text comes in."""

    def __init__(self, limits: Limits) -> None:
        self.names = NamesRead()
        self.parts = PartsReader(self.names, limits)
        master_data = MasterDataReader(self.parts)
        self.parts.kinds |= {
            "event-list": lambda element, _: list(self._event_list(element)),
            "vocabularies": lambda element, _: master_data.vocabularies(element),
            "business-header": lambda element, _: master_data.business_header(element),
        }
        self._read: list[JsonObject] = []
        self._events: Iterator[JsonObject] = iter(())
        self._version: str | None = None

    def seen(self, element: Element) -> None:
        """Reads an event of the list as soon as it is whole, and empties its element."""
        above = element.getparent()
        while above is not None and above.tag == "extension":
            above = above.getparent()
        if above is None or above.tag != "EventList":
            return
        body = above.getparent()
        if body is None or body.tag not in _BODIES:
            return
        if self._version is None:
            root = ROOTS.get(element.getroottree().getroot().tag)
            self._version = root.version if root else EPCIS_2
        self._read.append(self._event(element, self._version))
        element.clear(keep_tail=True)

    def _event(self, element: Element, version: str) -> JsonObject:
        """One event, flat: EPCIS 1.2 nests what it got later."""
        known = EVENTS_2 if version == EPCIS_2 else EVENTS_1
        if element.tag not in known:
            expected = ", ".join(known)
            raise malformed(element, "xml-element-unknown", expected=expected, got=element.tag)
        members = self.parts.sequence(element, known[element.tag], {"type": element.tag})
        return _as_object_event(members) if element.tag == "QuantityEvent" else members

    def document(self, element: Element) -> JsonObject:
        """The whole document; its events have been read before."""
        if element.tag in EVENTS_2:
            event = self._event(element, EPCIS_1 if _is_nested(element) else EPCIS_2)
            return {"@context": self.names.context(), **event}
        root = ROOTS.get(element.tag)
        if root is None:
            expected = "EPCISDocument, EPCISQueryDocument"
            raise malformed(element, "xml-root", expected=expected, got=element.tag)
        self._version = root.version
        self._events = iter(self._read)
        members: JsonObject = {"type": root.type}
        for name in _OF_ROOT:
            if name not in element.attrib:
                raise malformed(element, "xml-attribute-missing", expected=name)
            members[name] = element.get(name).strip()
        members = self.parts.sequence(element, root.layout, members)
        if root.version == EPCIS_1:
            members["schemaVersion"] = SCHEMA_VERSION
        body = members.pop("epcisBody")
        _with_header(members)
        _with_body(members, body, root)
        return {"@context": self.names.context(), **members}

    def _event_list(self, element: Element) -> Iterator[JsonObject]:
        """The events in their order, out of the wrappers that hold the later kinds of event."""
        self.parts.no_attributes(element)
        self.parts.no_text(element, element.text)
        for child in element:
            self.parts.no_text(element, child.tail)
            if child.tag != "extension":
                yield self._next(child, among=_FIRST[self._version or EPCIS_2])
            elif self._version == EPCIS_2:
                yield from self._own_events(child)
            else:
                yield from self._later_events(child)

    def _next(self, element: Element, *, among: Iterable[str]) -> JsonObject:
        """The event that was read at this place."""
        if element.tag not in among:
            expected = ", ".join(among)
            raise malformed(element, "xml-element-unknown", expected=expected, got=element.tag)
        return next(self._events)

    def _own_events(self, element: Element) -> Iterator[JsonObject]:
        """Events of types of users (EPCIS 2.0 §7.2)."""
        self.parts.no_attributes(element)
        for child in self.parts.own_items(element, EPCIS_2):
            yield self.parts.sequence(child, OWN_EVENT_2, {"type": self.names.name(child.tag)})

    def _later_events(self, element: Element) -> Iterator[JsonObject]:
        """EPCIS 1.2: a TransformationEvent, or what is not of 1.2 one wrapper deeper."""
        self.parts.no_text(element, element.text)
        if len(element) != 1:
            expected = "TransformationEvent, extension"
            raise malformed(element, "xml-element-missing", expected=expected)
        self.parts.no_attributes(element)
        (child,) = element
        self.parts.no_text(element, child.tail)
        if child.tag != "extension":
            yield self._next(child, among=("TransformationEvent",))
            return
        self.parts.no_text(child, child.text)
        if not len(child):
            raise malformed(child, "xml-element-missing", expected="AssociationEvent")
        for inner in child:
            self.parts.no_text(child, inner.tail)
            yield self._next(inner, among=("AssociationEvent",))


_FIRST = {
    EPCIS_2: tuple(EVENTS_2),
    EPCIS_1: ("ObjectEvent", "AggregationEvent", "QuantityEvent", "TransactionEvent"),
}


def _is_nested(event: Element) -> bool:
    """Whether an event that stands alone is written as EPCIS 1.2 does."""
    if event.find("baseExtension/eventID") is not None:
        return True
    if event.find("baseExtension/errorDeclaration") is not None:
        return True
    extension = event.find("extension")
    return extension is not None and len(extension) > 0 and extension[0].tag[0] != "{"


def _as_object_event(members: JsonObject) -> JsonObject:
    """EPCIS 1.2 §7.4.4: QuantityEvent is deprecated; an observed quantity says the same."""
    result: JsonObject = {}
    for name, member in members.items():
        if name == "epcClass":
            result["action"] = "OBSERVE"
            result["quantityList"] = [{"epcClass": member, "quantity": members["quantity"]}]
        elif name != "quantity":
            result[name] = member
    return {**result, "type": "ObjectEvent"}


def _with_header(members: JsonObject) -> None:
    """Sender, receiver and instance go to the document; the SBDH stays if it says more."""
    header = members.pop("epcisHeader", None)
    if header is None:
        return
    business = header.pop("sbdh", None)
    header.update(header.pop(HEADER_REST, None) or {})
    if business is not None:
        said = parties_of(business)
        if business != sbdh_of(said, members["creationDate"]):
            header[MEMBER] = business
        if members["type"] != "EPCISQueryDocument":
            members.update(said)
    if header and members["type"] == "EPCISQueryDocument":
        members.update(header)
    elif header or business is None:
        members["epcisHeader"] = header


def _with_body(members: JsonObject, body: Any, root: Root) -> None:
    """The body, with the list of events that JSON always has."""
    if root.type == "EPCISQueryDocument":
        body["queryResults"]["resultsBody"].setdefault("eventList", [])
    elif root.type == "EPCISMasterDataDocument":
        members["type"] = "EPCISDocument"
        vocabularies = body.pop("vocabularyList", [])
        header = members.setdefault("epcisHeader", {})
        header["epcisMasterData"] = {"vocabularyList": vocabularies}
    if root.type != "EPCISQueryDocument":
        body = {"eventList": body.pop("eventList", []), **body}
    members["epcisBody"] = body
