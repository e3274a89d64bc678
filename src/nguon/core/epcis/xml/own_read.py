"""What users added, from XML: every element, attribute and text finds a place in JSON.

    <e:a>x</e:a>                        "e:a": "x"            always text, blanks kept
    <e:a xsi:type="xsd:double">2.50     "e:a": 2.50           so do the other numbers, and booleans
    <e:a><e:b/><e:c/></e:a>             "e:a": {"e:b": "", "e:c": ""}
    <e:a>1</e:a><e:a>2</e:a>            "e:a": ["1", "2"]
    <e:a json:Array="true">1</e:a>      "e:a": ["1"]          as Json.NET marks a list of one
    <e:a unit="KGM">3.5</e:a>           "e:a": {"#text": "3.5", "unit": "KGM"}
    <e:a unit="KGM"><e:b>1</e:b></e:a>  "e:a": {"#text": "", "unit": "KGM", "e:b": ["1"]}
    <e:a>one <e:b>two</e:b></e:a>       "e:a": {"@type": "rdf:XMLLiteral", "@value": "<e:a …"}

So beside `#text` a text is an attribute and a list is made of elements.
"""

from collections.abc import Iterable
from typing import Any

from nguon.core.epcis.json_text import JsonObject, Limits
from nguon.core.epcis.problem import Problem, UnreadableError
from nguon.core.epcis.xml.json_elements import MAP, TAGS, read_json_element, read_map
from nguon.core.epcis.xml.names import NEWTONSOFT, XSD, XSI, NamesRead
from nguon.core.epcis.xml.tree import Element, attributes_of, literal_of, path_of
from nguon.core.epcis.xml.values import BOOLEANS, decimal_of, double_of

TEXT = "#text"
LITERAL = "rdf:XMLLiteral"
FORCED_LIST = f"{{{NEWTONSOFT}}}Array"
TYPE = f"{{{XSI}}}type"
NIL = f"{{{XSI}}}nil"

_FLOATS = frozenset(["double", "float"])
_SIGNED = ["integer", "long", "int", "short", "byte", "negativeInteger", "nonPositiveInteger"]
_UNSIGNED = ["unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte", "positiveInteger"]
_DECIMALS = frozenset(["decimal", *_SIGNED, *_UNSIGNED, "nonNegativeInteger"])


class OwnReader:
    """Reads the elements of users in one document."""

    def __init__(self, names: NamesRead, limits: Limits) -> None:
        self.names = names
        self.limits = limits

    def members(
        self, elements: Iterable[Element], into: JsonObject, depth: int = 0, *, lists: bool = False
    ) -> JsonObject:
        """Elements as members of an object; `lists` makes a list of each, even of one."""
        repeated: set[str] = set()
        for element in elements:
            if element.tag == MAP:
                into.update(read_map(element))
                continue
            name = self.names.name(element.tag)
            value = self.value(element, depth)
            if name not in into:
                alone = not lists and element.get(FORCED_LIST) != "true"
                into[name] = value if alone else [value]
                if not alone:
                    repeated.add(name)
            elif name in repeated:
                into[name].append(value)
            else:
                into[name] = [into[name], value]
                repeated.add(name)
        return into

    def attributes(self, element: Element, into: JsonObject) -> JsonObject:
        """The attributes of users; those of XML Schema and Json.NET say only how to read."""
        for name, value in attributes_of(element):
            if not name.startswith((f"{{{XSI}}}", f"{{{NEWTONSOFT}}}")):
                into[self.names.name(name)] = value
        return into

    def value(self, element: Element, depth: int) -> Any:
        if not len(element):
            if not element.attrib:
                return element.text or ""
            return self._leaf(element)
        if depth == self.limits.depth:
            problem = Problem(path_of(element), "xml-too-deep", expected=str(depth))
            raise UnreadableError(problem)
        attributes = self.attributes(element, {}) if element.attrib else {}
        first = element[0]
        if first.tag in TAGS and len(element) == 1 and not is_mixed(element):
            value = read_json_element(first)
            return {TEXT: value, **attributes} if attributes else value
        if is_literal(element):
            return {"@type": LITERAL, "@value": literal_of(element)}
        if not attributes:
            return self.members(element, {}, depth + 1)
        return self.members(element, {TEXT: "", **attributes}, depth + 1, lists=True)

    def _leaf(self, element: Element) -> Any:
        attributes = self.attributes(element, {})
        value = self._scalar(element)
        return {TEXT: value, **attributes} if attributes else value

    def _scalar(self, element: Element) -> Any:
        text = element.text or ""
        kind = element.get(TYPE)
        if kind is None:
            return None if element.get(NIL) in ("true", "1") and not text else text
        prefix, _, local = kind.strip().rpartition(":")
        if element.nsmap.get(prefix or None) != XSD:
            return text
        if local in _DECIMALS:
            value: Any = decimal_of(text.strip())
        elif local in _FLOATS:
            value = double_of(text.strip())
        else:
            value = BOOLEANS.get(text.strip()) if local == "boolean" else None
        return text if value is None else value


def is_mixed(element: Element) -> bool:
    """Whether there is text between the elements."""
    if element.text and not element.text.isspace():
        return True
    return any(child.tail and not child.tail.isspace() for child in element)


def is_literal(element: Element) -> bool:
    """Whether JSON has no members for what is in an element: text between, one name twice."""
    if not len(element):
        return False
    return is_mixed(element) or any(child.tag in element.attrib for child in element)
