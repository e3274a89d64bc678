"""EPCIS XML out: a JSON-LD document as EPCIS 2.0 XML that its XSD accepts."""

from typing import Any

from nguon.core.epcis.cbv_format import CbvXmlFormat, spelling_of
from nguon.core.epcis.document import SCHEMA_VERSION, Document
from nguon.core.epcis.json_text import JsonObject
from nguon.core.epcis.problem import MalformedError, Problem
from nguon.core.epcis.xml.document_layouts import HEADER_REST
from nguon.core.epcis.xml.layouts import EVENTS_2, OWN_EVENT_2
from nguon.core.epcis.xml.names import EPCIS_2, QUERY_2, SBDH, XSD, XSI, NamesWritten, Tag
from nguon.core.epcis.xml.own_write import OwnWriter
from nguon.core.epcis.xml.parts_write import PartsWriter, cannot_say
from nguon.core.epcis.xml.sbdh import MEMBER, parties_of, sbdh_of
from nguon.core.epcis.xml.tree import Element, add, is_writable, new_root, to_bytes
from nguon.core.epcis.xml.values import time_text

_PARTIES = ("sender", "receiver", "instanceIdentifier")
_SCHEMAS = {"xsi": XSI, "xsd": XSD}


def write_xml(document: Document, *, cbv_format: CbvXmlFormat = CbvXmlFormat.ALWAYS_URN) -> bytes:
    """A valid document, query document or bare event as EPCIS 2.0 XML in UTF-8.

    Presumes that `validate` has nothing against it. Raises `MalformedError` for the little that
    XML has no way to say, such as a control character in an identifier.
    """
    return to_bytes(_DocumentWriter(document, cbv_format).root())


class _DocumentWriter:
    def __init__(self, document: Document, cbv_format: CbvXmlFormat) -> None:
        self.document = document
        self.members = document.root
        self.spell = spelling_of(cbv_format)
        self.names = NamesWritten(document.context)
        self.parts = PartsWriter(self.names, self.spell)

    def root(self) -> Element:
        if self.document.is_bare_event:
            return self._bare_event()
        is_query = self.document.type == "EPCISQueryDocument"
        prefix, uri = ("epcisq", QUERY_2) if is_query else ("epcis", EPCIS_2)
        root = self._new_root(f"{{{uri}}}{self.document.type}", {prefix: uri})
        own = dict(self.members)
        for name in ("@context", "type", "epcisBody"):
            own.pop(name, None)
        self._attributes(root, own)
        self._header(root, own)
        body = add(root, "EPCISBody")
        if is_query:
            self._results(body)
        else:
            members = dict(self.members["epcisBody"])
            self._events(add(body, "EventList"), members.pop("eventList"))
            self.parts.own_members(body, members, extension=True)
        self.parts.own_members(root, own, extension=True)
        return root

    def _new_root(self, tag: str, home: dict[str, str]) -> Element:
        return new_root(tag, {**self.names.declared, **_SCHEMAS, **home})

    def _bare_event(self) -> Element:
        layout = EVENTS_2.get(self.document.type)
        if layout is None:
            raise cannot_say(self.document.type)
        root = self._new_root(self.document.type, {})
        self.parts.sequence(root, layout, self.members)
        return root

    def _attributes(self, root: Element, own: JsonObject) -> None:
        """schemaVersion and creationDate, which XML must have; `id`, which it may."""
        root.set("schemaVersion", own.pop("schemaVersion", SCHEMA_VERSION))
        if "creationDate" not in own:
            raise MalformedError(
                Problem("/creationDate", "missing-member", expected="creationDate")
            )
        root.set("creationDate", time_text(own.pop("creationDate")))
        identifier = own.get("id")
        if isinstance(identifier, str) and is_writable(identifier):
            root.set("id", own.pop("id"))

    def _header(self, root: Element, own: JsonObject) -> None:
        """Takes out of `own` what stands in the header."""
        said = {name: own.pop(name) for name in _PARTIES if name in own}
        members = dict(own.pop("epcisHeader", None) or {})
        is_there = "epcisHeader" in self.members
        business = own.pop(MEMBER, None) or members.pop(MEMBER, None)
        if business is not None and parties_of(business) != said and said:
            business = None  # somebody has said otherwise since
        if business is None and said:
            business = sbdh_of(said, root.get("creationDate"))
        if not (is_there or business is not None):
            return
        header = add(root, "EPCISHeader")
        if business is not None:
            self._business_header(header, business)
        master_data = members.pop("epcisMasterData", None)
        if master_data is not None or members:
            extension = add(header, "extension")
            if master_data is not None:
                self._master_data(add(extension, "EPCISMasterData"), dict(master_data))
            if members:
                rest = add(add(extension, "extension"), HEADER_REST)
                self.parts.own.members(rest, members)

    def _business_header(self, header: Element, business: Any) -> None:
        name = "StandardBusinessDocumentHeader"
        element = add(header, f"{{{SBDH}}}{name}", {"sbdh": SBDH})
        names = NamesWritten(self.document.context, {"sbdh": SBDH})
        OwnWriter(names).members(element, business)

    def _master_data(self, element: Element, members: JsonObject) -> None:
        vocabularies = members.pop("vocabularyList", ())
        self._vocabularies(add(element, "VocabularyList"), vocabularies)
        if members:
            rest = add(add(element, "extension"), HEADER_REST)
            self.parts.own.members(rest, members)

    def _vocabularies(self, element: Element, vocabularies: Any) -> None:
        for vocabulary in vocabularies:
            item = add(element, "Vocabulary")
            item.set("type", vocabulary["type"])
            elements = vocabulary.get("vocabularyElementList")
            if elements:
                held = add(item, "VocabularyElementList")
                for member in elements:
                    self._vocabulary_element(add(held, "VocabularyElement"), dict(member))
            own = {
                name: member
                for name, member in vocabulary.items()
                if name not in ("type", "vocabularyElementList")
            }
            self.parts.own_members(item, own, extension=True)

    def _vocabulary_element(self, element: Element, members: JsonObject) -> None:
        element.set("id", members.pop("id"))
        for attribute in members.pop("attributes", ()):
            tag = Tag("attribute", "", "")
            self.parts.own.member(element, tag, attribute.get("attribute", ""))
            element[-1].set("id", attribute["id"])
        children = members.pop("children", None)
        if children is not None:
            held = add(element, "children")
            for child in children:
                add(held, "id").text = child
        self.parts.own_members(element, members, extension=True)

    def _results(self, body: Element) -> None:
        members = dict(self.members["epcisBody"]["queryResults"])
        results = add(body, f"{{{QUERY_2}}}QueryResults")
        for name in ("queryName", "subscriptionID"):
            if name in members:
                add(results, name).text = members.pop(name)
        held = dict(members.pop("resultsBody"))
        events, vocabularies = held.pop("eventList", []), held.pop("vocabularyList", [])
        if (events and vocabularies) or held:
            raise cannot_say("resultsBody")
        element = add(results, "resultsBody")
        if vocabularies:
            self._vocabularies(add(element, "VocabularyList"), vocabularies)
        else:
            self._events(add(element, "EventList"), events)
        self.parts.own_members(results, members, extension=True)

    def _events(self, element: Element, events: Any) -> None:
        for event in events:
            parts = self.parts
            declared = None
            if "@context" in event:
                names = NamesWritten(self.document.context, event["@context"])
                parts = PartsWriter(names, self.spell)
                declared = names.declared
            layout = EVENTS_2.get(event["type"])
            if layout is not None:
                parts.sequence(add(element, event["type"], declared), layout, event)
                continue
            tag = parts.names.tag(event["type"])
            if tag is None or not tag.uri:
                raise cannot_say(event["type"])
            inner = add(add(element, "extension"), tag.text, declared)
            parts.sequence(inner, OWN_EVENT_2, event)
