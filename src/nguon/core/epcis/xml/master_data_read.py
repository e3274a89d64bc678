"""Master data and the standard business document header, from XML (CBV 2.0 §9, EPCIS §9.5.1)."""

from nguon.core.epcis.json_text import JsonObject
from nguon.core.epcis.xml.names import SBDH
from nguon.core.epcis.xml.parts_read import PartsReader
from nguon.core.epcis.xml.sbdh import IDENTIFICATION, PARTS
from nguon.core.epcis.xml.tree import Element, malformed


class MasterDataReader:
    """Reads vocabularies and headers of one document."""

    def __init__(self, parts: PartsReader) -> None:
        self.parts = parts

    def vocabularies(self, element: Element) -> list[JsonObject]:
        """A VocabularyList."""
        return [self._vocabulary(item) for item in self.parts.items(element, "Vocabulary")]

    def _vocabulary(self, element: Element) -> JsonObject:
        members: JsonObject = {"type": self._attribute(element, "type")}
        first = element[0] if len(element) else None
        rest = list(element)
        if first is not None and first.tag == "VocabularyElementList":
            elements = self.parts.items(first, "VocabularyElement", least=1)
            members["vocabularyElementList"] = [self._element(item) for item in elements]
            rest = rest[1:]
        return self._behind(element, rest, members)

    def _element(self, element: Element) -> JsonObject:
        members: JsonObject = {"id": self._attribute(element, "id")}
        rest = list(element)
        attributes = []
        while rest and rest[0].tag == "attribute":
            attribute = rest.pop(0)
            identifier = self._attribute(attribute, "id")
            value = self.parts.own.value(attribute, 0)
            attributes.append({"id": identifier, "attribute": value})
        if attributes:
            members["attributes"] = attributes
        if rest and rest[0].tag == "children":
            members["children"] = self.parts.texts(rest.pop(0), "id")
        return self._behind(element, rest, members)

    def _attribute(self, element: Element, name: str) -> str:
        """A required attribute, taken out so that what is left is the user's own."""
        value = element.attrib.pop(name, None)
        if value is None:
            raise malformed(element, "xml-attribute-missing", expected=name)
        return str(value).strip()

    def _behind(self, element: Element, rest: list[Element], members: JsonObject) -> JsonObject:
        """What users added behind the elements of the standard."""
        self.parts.no_text(element, element.text)
        for child in element:
            self.parts.no_text(element, child.tail)
        self.parts.own.attributes(element, members)
        return self.parts.behind(rest, members)

    def business_header(self, element: Element) -> JsonObject:
        """The SBDH as members, after a look at its order."""
        self._in_order(element, PARTS)
        for child in element:
            if child.tag == f"{{{SBDH}}}DocumentIdentification":
                self._in_order(child, IDENTIFICATION)
        return self.parts.own.members(element, {})

    def _in_order(self, element: Element, names: tuple[str, ...]) -> None:
        """`name!` must be there, `name+` may be there again."""
        tags = [f"{{{SBDH}}}{name.rstrip('!+')}" for name in names]
        last = -1
        for child in element:
            place = tags.index(child.tag) if child.tag in tags else -1
            again = place == last and place >= 0 and names[place].endswith("+")
            if place <= last and not again:
                expected = ", ".join(name.rstrip("!+") for name in names[last + 1 :]) or "–"
                raise malformed(child, "xml-element-order", expected=expected, got=child.tag)
            last = place
        there = {child.tag for child in element}
        for name, tag in zip(names, tags, strict=True):
            if name.rstrip("+").endswith("!") and tag not in there:
                raise malformed(element, "xml-element-missing", expected=name.rstrip("!+"))
