"""The parts of an event, from XML: one function for each kind of slot in `layouts`."""

from collections.abc import Callable, Mapping
from typing import Any

from nguon.core.epcis.cbv import WORD_LISTS, Vocabulary, canonical_word
from nguon.core.epcis.fault import FaultOf
from nguon.core.epcis.faults import action_fault, time_fault, zone_offset_fault
from nguon.core.epcis.json_text import JsonObject, Limits, read_json
from nguon.core.epcis.problem import EpcisError, MalformedError, Problem
from nguon.core.epcis.xml.layouts import ILMD, PLACE, Layout, Slot
from nguon.core.epcis.xml.names import XSI, NamesRead
from nguon.core.epcis.xml.own_read import NIL, OwnReader
from nguon.core.epcis.xml.sensor_attributes import METADATA, REPORT, Attribute
from nguon.core.epcis.xml.tree import Element, attributes_of, malformed, path_of
from nguon.core.epcis.xml.values import BOOLEANS, decimal_of, double_of

_OF_XSI = f"{{{XSI}}}"


class PartsReader:
    """Reads what the standard gives its form to, in one document."""

    def __init__(self, names: NamesRead, limits: Limits) -> None:
        self.names = names
        self.own = OwnReader(names, limits)
        self.kinds: dict[str, Callable[[Element, Slot], Any]] = {
            "text": lambda element, _: self.text(element),
            "time": lambda element, _: self.judged(element, time_fault),
            "zone-offset": lambda element, _: self.judged(element, zone_offset_fault),
            "action": lambda element, _: self.judged(element, action_fault),
            "decimal": lambda element, _: self.decimal(element),
            "biz-step": lambda element, _: self.word(element, Vocabulary.BIZ_STEP),
            "disposition": lambda element, _: self.word(element, Vocabulary.DISPOSITION),
            "error-reason": lambda element, _: self.word(element, Vocabulary.ERROR_REASON),
            "epcs": lambda element, _: self.texts(element, "epc"),
            "corrective-ids": lambda element, _: self.texts(element, "correctiveEventID"),
            "quantities": lambda element, _: self.quantities(element),
            "place": lambda element, _: self.sequence(element, PLACE),
            "ilmd": lambda element, _: self.sequence(element, ILMD),
            "layout": lambda element, slot: self.sequence(element, slot.inner or ILMD),
            "biz-transactions": lambda element, _: self.typed(element, "bizTransaction"),
            "sources": lambda element, _: self.typed(element, "source"),
            "destinations": lambda element, _: self.typed(element, "destination"),
            "persistent-disposition": lambda element, _: self.dispositions(element),
            "sensors": lambda element, _: self.sensors(element),
        }

    def sequence(
        self, element: Element, layout: Layout, into: JsonObject | None = None
    ) -> JsonObject:
        """The elements of a sequence as members, in the order in which they stand."""
        members: JsonObject = {} if into is None else into
        self._around(element, layout, members)
        places, last = layout.places, -1
        seen: set[str] = set()
        for child in element:
            if child.tail is not None:
                self.no_text(element, child.tail)
            found = places.get(child.tag)
            if found is None:
                self._own_or_refused(child, layout, last)
                last = len(layout.slots)
                continue
            place, slot = found
            if slot.name in seen or (place <= last and not layout.mixed_order):
                expected = layout.expected_after(last)
                raise malformed(child, "xml-element-order", expected=expected, got=slot.name)
            seen.add(slot.name)
            last = place
            if slot.is_wrapper:
                self._wrapper(child, slot, layout, members)
            else:
                members[slot.key] = self.kinds[slot.kind](child, slot)
        for name in layout.required:
            if name not in seen:
                raise malformed(element, "xml-element-missing", expected=name)
        if len(element) > len(seen):
            self.own.members((child for child in element if child.tag not in places), members)
        return members

    def _around(self, element: Element, layout: Layout, members: JsonObject) -> None:
        """The attributes of an element, its text before the first child, and how many it has."""
        if element.attrib:
            if not layout.attributes:
                self.no_attributes(element)
            self.own.attributes(element, members)
        self.no_text(element, element.text)
        if len(element) < layout.least:
            raise malformed(element, "xml-element-missing", expected=layout.expected_after(-1))
        if layout.most is not None and len(element) > layout.most:
            got = element[layout.most].tag
            raise malformed(element, "xml-element-order", expected="–", got=got)

    def _own_or_refused(self, child: Element, layout: Layout, last: int) -> None:
        tag: str = child.tag
        is_own = tag.startswith("{") and not tag.startswith(f"{{{layout.home}}}")
        if not layout.own or not (is_own or (layout.local and tag[0] != "{")):
            last = -1 if layout.mixed_order else last
            expected = layout.expected_after(last)
            raise malformed(child, "xml-element-unknown", expected=expected, got=tag)

    def _wrapper(self, element: Element, slot: Slot, around: Layout, into: JsonObject) -> None:
        """Members that stand one element deeper than they are meant."""
        if slot.inner is not None:
            self.sequence(element, slot.inner, into)
            return
        home = None if slot.kind == "local-wrapper" else around.home
        self.own.attributes(element, into)
        self.own.members(self.own_items(element, home), into)

    def own_items(self, element: Element, home: str | None) -> list[Element]:
        """What users put into a wrapper: any namespace but `home`, or none if that is None."""
        self.no_text(element, element.text)
        for child in element:
            self.no_text(element, child.tail)
            tag: str = child.tag
            if (tag[0] == "{") != (home is not None) or tag.startswith(f"{{{home}}}"):
                expected = "*" if home is None else "*:*"
                raise malformed(child, "xml-element-unknown", expected=expected, got=tag)
        if not len(element):
            raise malformed(element, "xml-element-missing", expected="*")
        return list(element)

    def no_text(self, element: Element, text: str | None) -> None:
        if text and not text.isspace():
            raise malformed(element, "xml-text", got=text.strip())

    def no_attributes(self, element: Element, *but: str) -> None:
        for name in element.attrib:
            if name not in but and not name.startswith(_OF_XSI):
                raise malformed(element, "xml-attribute-unknown", got=name)

    def text(self, element: Element, *attributes: str) -> str:
        """The content of an element that has only text, without the blanks around it."""
        if element.attrib:
            self.no_attributes(element, *attributes)
        if len(element):
            child = element[0]
            raise malformed(child, "xml-element-unknown", expected="–", got=child.tag)
        text = (element.text or "").strip()
        return self.names.value(text, element) if self.names.has_doubts else text

    def judged(self, element: Element, fault_of: FaultOf) -> str:
        text = self.text(element)
        if (fault := fault_of(text)) is not None:
            raise MalformedError(Problem(path_of(element), *fault))
        return text

    def word(self, element: Element, vocabulary: Vocabulary) -> str:
        return word_of(vocabulary, self.text(element))

    def decimal(self, element: Element) -> Any:
        text = self.text(element)
        number = decimal_of(text)
        if number is None:
            raise malformed(element, "xml-value", expected="xsd:decimal", got=text)
        return number

    def items(self, element: Element, name: str, *, least: int = 0) -> list[Element]:
        """The elements of a list, which all have one name."""
        if element.attrib:
            self.no_attributes(element)
        self.no_text(element, element.text)
        for child in element:
            if child.tag != name:
                raise malformed(child, "xml-element-unknown", expected=name, got=child.tag)
            self.no_text(element, child.tail)
        if len(element) < least:
            raise malformed(element, "xml-element-missing", expected=name)
        return list(element)

    def texts(self, element: Element, name: str) -> list[str]:
        return [self.text(item) for item in self.items(element, name)]

    def quantities(self, element: Element) -> list[JsonObject]:
        return [self._quantity(item) for item in self.items(element, "quantityElement")]

    def _quantity(self, element: Element) -> JsonObject:
        """§7.3.3.3; a nil quantity is one that is not known, for which JSON has no member."""
        if element.attrib:
            self.no_attributes(element)
        self.no_text(element, element.text)
        members: JsonObject = {}
        names = ["epcClass", "quantity", "uom"]
        for number, child in enumerate(element):
            self.no_text(element, child.tail)
            if number >= len(names) or child.tag != names[number]:
                expected = ", ".join(names[number : number + 1]) or "–"
                code = "xml-element-order" if child.tag in names else "xml-element-unknown"
                raise malformed(child, code, expected=expected, got=child.tag)
            if number != 1:
                members[names[number]] = self.text(child)
            elif child.get(NIL) not in ("true", "1"):
                members["quantity"] = self.decimal(child)
            elif self.text(child):
                raise malformed(child, "xml-value", expected="xsi:nil", got=self.text(child))
        if not members:
            raise malformed(element, "xml-element-missing", expected="epcClass")
        return members

    def typed(self, element: Element, name: str) -> list[JsonObject]:
        """bizTransaction, source and destination: an identifier, and its type as attribute."""
        transaction = name == "bizTransaction"
        vocabulary = (
            Vocabulary.BIZ_TRANSACTION_TYPE if transaction else Vocabulary.SOURCE_DESTINATION_TYPE
        )
        result = []
        for item in self.items(element, name, least=1):
            kind = item.get("type")
            text = self.text(item, "type")
            if kind is not None:
                kind = self.names.value(kind.strip(), item)
                result.append({"type": word_of(vocabulary, kind), name: text})
            elif transaction:
                result.append({name: text})
            else:
                raise malformed(item, "xml-attribute-missing", expected="type")
        return result

    def dispositions(self, element: Element) -> JsonObject:
        """`unset` stands before `set` in XML."""
        if element.attrib:
            self.no_attributes(element)
        self.no_text(element, element.text)
        members: JsonObject = {}
        for child in element:
            self.no_text(element, child.tail)
            if child.tag not in ("unset", "set"):
                expected = "unset, set"
                raise malformed(child, "xml-element-unknown", expected=expected, got=child.tag)
            if child.tag == "unset" and "set" in members:
                raise malformed(child, "xml-element-order", expected="set", got="unset")
            word = self.word(child, Vocabulary.DISPOSITION)
            members.setdefault(child.tag, []).append(word)
        return members

    def sensors(self, element: Element) -> list[JsonObject]:
        return [self._sensor(item) for item in self.items(element, "sensorElement", least=1)]

    def _sensor(self, element: Element) -> JsonObject:
        if element.attrib:
            self.no_attributes(element)
        self.no_text(element, element.text)
        rest = list(element)
        for child in rest:
            self.no_text(element, child.tail)
        members: JsonObject = {}
        if rest and rest[0].tag == "sensorMetadata":
            members["sensorMetadata"] = self._sensed(rest.pop(0), METADATA)
        reports: list[JsonObject] = []
        while rest and rest[0].tag == "sensorReport":
            reports.append(self._sensed(rest.pop(0), REPORT))
        if not reports:
            raise malformed(element, "xml-element-missing", expected="sensorReport")
        members["sensorReport"] = reports
        return self.behind(rest, members) if rest else members

    def behind(self, rest: list[Element], members: JsonObject) -> JsonObject:
        """What users added behind the elements of the standard: an `extension`, then their own."""
        for number, child in enumerate(rest):
            if child.tag == "extension" and number == 0:
                self._wrapper(child, ILMD.slots[0], ILMD, members)
            else:
                self._own_or_refused(child, ILMD, 0)
        return self.own.members((child for child in rest if child.tag != "extension"), members)

    def _sensed(self, element: Element, attributes: Mapping[str, Attribute]) -> JsonObject:
        """sensorMetadata and sensorReport: their members are attributes.

        What attributes cannot hold stands in the text as JSON: only text fits into them.
        """
        members: JsonObject = {}
        for name, text in attributes_of(element):
            known = attributes.get(name)
            if known is not None:
                members[name] = self._attribute(element, name, text, known)
            elif not name.startswith(_OF_XSI):
                members[self.names.name(name)] = text
        if len(element):
            child = element[0]
            raise malformed(child, "xml-element-unknown", expected="–", got=child.tag)
        if element.text and not element.text.isspace():
            members.update(self._members_in_text(element))
        return members

    def _attribute(self, element: Element, name: str, text: str, known: Attribute) -> Any:
        kind, vocabulary = known
        if kind == "text":
            return text
        text = text.strip()
        if vocabulary is not None:
            return word_of(vocabulary, self.names.value(text, element))
        value: Any = self.names.value(text, element)
        if kind == "double":
            value = double_of(text)
        elif kind == "boolean":
            value = BOOLEANS.get(text)
        elif kind == "time" and (fault := time_fault(text)) is not None:
            raise MalformedError(Problem(f"{path_of(element)}/@{name}", *fault))
        if value is None:
            raise malformed(element, "xml-value", expected=f"xsd:{kind}", got=text, attribute=name)
        return value

    def _members_in_text(self, element: Element) -> JsonObject:
        try:
            members = read_json(element.text.encode(), self.own.limits)
        except EpcisError:
            members = None
        if not isinstance(members, dict):
            raise malformed(element, "xml-text", got=element.text.strip())
        return members


def word_of(vocabulary: Vocabulary, text: str) -> str:
    """The bare word of a CBV value; what CBV does not have keeps its writing, to be judged."""
    word = canonical_word(vocabulary, text)
    return word if word in WORD_LISTS[vocabulary].words else text
