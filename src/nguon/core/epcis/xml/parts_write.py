"""The parts of an event, to XML: one function for each kind of slot in `layouts`."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from nguon.core.epcis.cbv import Vocabulary
from nguon.core.epcis.cbv_format import Spell
from nguon.core.epcis.json_text import JsonObject
from nguon.core.epcis.problem import MalformedError, Problem
from nguon.core.epcis.xml.json_elements import json_text
from nguon.core.epcis.xml.layouts import ILMD, PLACE, Layout, Slot
from nguon.core.epcis.xml.names import NamesWritten
from nguon.core.epcis.xml.own_read import NIL
from nguon.core.epcis.xml.own_write import OwnWriter
from nguon.core.epcis.xml.sensor_attributes import METADATA, REPORT, Attribute
from nguon.core.epcis.xml.tree import Element, add, is_writable
from nguon.core.epcis.xml.values import boolean_text, decimal_text, number_text, time_text

_NOT_OWN = frozenset(["@context", "type"])
_MAY_BE_EMPTY = frozenset(["epcs", "quantities", "corrective-ids"])


def cannot_say(what: object) -> MalformedError:
    """XML has neither a place nor a spelling for this."""
    return MalformedError(Problem("", "xml-cannot-say", got=str(what)))


class PartsWriter:
    """Writes what the standard gives its form to, in one context."""

    def __init__(self, names: NamesWritten, spell: Spell) -> None:
        self.own = OwnWriter(names)
        self.names = names
        self.spell = spell
        self.kinds: dict[str, Callable[[Element, Slot, Any], None]] = {
            "text": lambda parent, slot, value: self._text(parent, slot.name, value),
            "zone-offset": lambda parent, slot, value: self._text(parent, slot.name, value),
            "action": lambda parent, slot, value: self._text(parent, slot.name, value),
            "time": lambda parent, slot, value: self._text(parent, slot.name, time_text(value)),
            "biz-step": self._word_of(Vocabulary.BIZ_STEP),
            "disposition": self._word_of(Vocabulary.DISPOSITION),
            "error-reason": self._word_of(Vocabulary.ERROR_REASON),
            "epcs": self._list_of("epc"),
            "corrective-ids": self._list_of("correctiveEventID"),
            "quantities": self._quantities,
            "place": lambda parent, slot, value: self._object(parent, slot.name, value, PLACE),
            "ilmd": lambda parent, slot, value: self._object(parent, slot.name, value, ILMD),
            "layout": lambda parent, slot, value: self._object(
                parent, slot.name, value, slot.inner or ILMD
            ),
            "biz-transactions": self._typed("bizTransaction", Vocabulary.BIZ_TRANSACTION_TYPE),
            "sources": self._typed("source", Vocabulary.SOURCE_DESTINATION_TYPE),
            "destinations": self._typed("destination", Vocabulary.SOURCE_DESTINATION_TYPE),
            "persistent-disposition": self._dispositions,
            "sensors": self._sensors,
        }

    def sequence(self, element: Element, layout: Layout, members: JsonObject) -> None:
        """Members in the order of the XSD, then what users added."""
        written = set(_NOT_OWN)
        extension = any(slot.kind == "local-wrapper" for slot in layout.slots)
        for slot in layout.slots:
            value = members.get(slot.key)
            if slot.is_wrapper or slot.key not in members:
                continue
            if slot.key == "certificationInfo" and isinstance(value, list):
                if len(value) != 1:
                    continue  # XML has room for one; a list goes to what users added
                value = value[0]
            written.add(slot.key)
            if value == [] and slot.kind not in _MAY_BE_EMPTY:
                continue  # the XSD wants one at least, and none is what an absent list says
            self.kinds[slot.kind](element, slot, value)
        own = {name: member for name, member in members.items() if name not in written}
        if own:
            self.own_members(element, own, extension=extension)

    def own_members(self, element: Element, own: JsonObject, *, extension: bool) -> None:
        """Members of users; `extension` is where the XSD lets those without namespace stand."""
        local = {name: member for name, member in own.items() if self._is_local(name)}
        if extension and local:
            self.own.members(add(element, "extension"), local)
            own = {name: member for name, member in own.items() if name not in local}
        self.own.members(element, own, local=False)

    def _is_local(self, name: str) -> bool:
        tag = self.names.tag(name)
        return tag is not None and not tag.uri

    def _text(self, parent: Element, name: str, value: Any) -> Element:
        element = add(parent, name)
        if not isinstance(value, str) or not is_writable(value):
            raise cannot_say(value)
        element.text = value
        return element

    def _word_of(self, vocabulary: Vocabulary) -> Callable[[Element, Slot, Any], None]:
        def write(parent: Element, slot: Slot, value: Any) -> None:
            self._text(parent, slot.name, self.spell(vocabulary, value))

        return write

    def _list_of(self, name: str) -> Callable[[Element, Slot, Any], None]:
        def write(parent: Element, slot: Slot, value: Iterable[Any]) -> None:
            element = add(parent, slot.name)
            for item in value:
                self._text(element, name, item)

        return write

    def _quantities(self, parent: Element, slot: Slot, value: Iterable[JsonObject]) -> None:
        element = add(parent, slot.name)
        for quantity in value:
            item = add(element, "quantityElement")
            self._text(item, "epcClass", quantity["epcClass"])
            if "quantity" in quantity:
                self._text(item, "quantity", decimal_text(quantity["quantity"]))
            elif "uom" in quantity:
                add(item, "quantity").set(NIL, "true")
            if "uom" in quantity:
                self._text(item, "uom", quantity["uom"])

    def _object(self, parent: Element, name: str, value: JsonObject, layout: Layout) -> None:
        self.sequence(add(parent, name), layout, value)

    def _typed(self, name: str, vocabulary: Vocabulary) -> Callable[[Element, Slot, Any], None]:
        def write(parent: Element, slot: Slot, value: Iterable[JsonObject]) -> None:
            element = add(parent, slot.name)
            for entry in value:
                item = self._text(element, name, entry[name])
                if "type" in entry:
                    item.set("type", self.spell(vocabulary, entry["type"]))

        return write

    def _dispositions(self, parent: Element, slot: Slot, value: JsonObject) -> None:
        element = add(parent, slot.name)
        for name in ("unset", "set"):
            for word in value.get(name, ()):
                self._text(element, name, self.spell(Vocabulary.DISPOSITION, word))

    def _sensors(self, parent: Element, slot: Slot, value: Iterable[JsonObject]) -> None:
        elements = add(parent, slot.name)
        for sensor in value:
            element = add(elements, "sensorElement")
            if "sensorMetadata" in sensor:
                self._sensed(element, "sensorMetadata", sensor["sensorMetadata"], METADATA)
            for report in sensor["sensorReport"]:
                self._sensed(element, "sensorReport", report, REPORT)
            own = {
                name: member
                for name, member in sensor.items()
                if name not in ("sensorMetadata", "sensorReport")
            }
            if own:
                self.own_members(element, own, extension=True)

    def _sensed(
        self, parent: Element, name: str, members: JsonObject, known: Mapping[str, Attribute]
    ) -> None:
        """Members as attributes; what is no text, or has no name in XML, as JSON in the text."""
        element = add(parent, name)
        rest: JsonObject = {}
        for member, value in members.items():
            if member in known:
                element.set(member, self._attribute(member, value, known[member]))
                continue
            tag = self.names.tag(member)
            if tag is None or not isinstance(value, str) or not is_writable(value):
                rest[member] = value
            else:
                element.set(tag.text, value)
        if rest:
            element.text = json_text(rest)

    def _attribute(self, name: str, value: Any, known: Attribute) -> str:
        kind, vocabulary = known
        if vocabulary is not None:
            value = self.spell(vocabulary, value)
        if kind == "double":
            return number_text(value)
        if kind == "boolean":
            return boolean_text(value)
        if kind == "time":
            return time_text(value)
        if not isinstance(value, str) or not is_writable(value):
            raise cannot_say(f"{name}: {value}")
        return value
