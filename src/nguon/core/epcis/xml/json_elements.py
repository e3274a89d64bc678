"""JSON as XPath 3.1 writes it in XML (§17.4.2): for what the plain form has no way to say.

    <example:sizes><j:array xmlns:j="http://www.w3.org/2005/xpath-functions">
      <j:array><j:number>1</j:number></j:array></j:array></example:sizes>

Null, empty objects and lists, lists of lists, members whose names are no names of XML.
"""

from typing import Any

from nguon.core.epcis.json_text import JsonObject, read_json, write_json
from nguon.core.epcis.problem import EpcisError
from nguon.core.epcis.xml.names import JSON
from nguon.core.epcis.xml.tree import Element, add, is_writable, malformed
from nguon.core.epcis.xml.values import BOOLEANS, boolean_text, double_of, number_text

MAP, ARRAY, STRING, NUMBER, BOOLEAN, NULL = (
    f"{{{JSON}}}{name}" for name in ("map", "array", "string", "number", "boolean", "null")
)
TAGS = frozenset([MAP, ARRAY, STRING, NUMBER, BOOLEAN, NULL])
_PREFIX = {"j": JSON}


def read_json_element(element: Element) -> Any:
    """The value of a `map`, `array`, `string`, `number`, `boolean` or `null`."""
    tag = element.tag
    if tag == MAP:
        return read_map(element)
    if tag == ARRAY:
        return [_inner(child) for child in element]
    if len(element):
        raise malformed(element[0], "xml-element-unknown", got=element[0].tag, expected="–")
    text = element.text or ""
    if tag == STRING:
        return _unescaped(text, element) if element.get("escaped") == "true" else text
    if tag == NULL:
        return None
    value = BOOLEANS.get(text.strip()) if tag == BOOLEAN else double_of(text.strip())
    if value is None:
        raise malformed(element, "xml-value", expected=tag.rpartition("}")[2], got=text)
    return value


def read_map(element: Element) -> JsonObject:
    """The members of a `map`, each with its name in the attribute `key`."""
    members: JsonObject = {}
    for child in element:
        key = child.get("key")
        if key is None:
            raise malformed(child, "xml-attribute-missing", expected="key")
        if child.get("escaped-key") == "true":
            key = _unescaped(key, child)
        members[key] = _inner(child)
    return members


def _inner(element: Element) -> Any:
    if element.tag not in TAGS:
        expected = "map, array, string, number, boolean, null"
        raise malformed(element, "xml-element-unknown", got=element.tag, expected=expected)
    return read_json_element(element)


def add_json(parent: Element, value: Any, key: str | None = None) -> None:
    """The value as an element, with its name if it is a member of a `map`."""
    element = add(parent, _tag_of(value), _PREFIX)
    if key is not None:
        element.set("key", key if is_writable(key) else _escaped(key))
        if not is_writable(key):
            element.set("escaped-key", "true")
    if isinstance(value, dict):
        for name, member in value.items():
            add_json(element, member, name)
    elif isinstance(value, list | tuple):
        for item in value:
            add_json(element, item)
    elif value is not None:
        _add_scalar(element, value)


def _add_scalar(element: Element, value: Any) -> None:
    if isinstance(value, str):
        element.text = value if is_writable(value) else _escaped(value)
        if not is_writable(value):
            element.set("escaped", "true")
    else:
        element.text = boolean_text(value) if isinstance(value, bool) else number_text(value)


def _tag_of(value: Any) -> str:
    if isinstance(value, bool):
        return BOOLEAN
    if isinstance(value, str):
        return STRING
    if isinstance(value, dict):
        return MAP
    if isinstance(value, list | tuple):
        return ARRAY
    return NULL if value is None else NUMBER


def _escaped(text: str) -> str:
    """As inside the quotes of JSON, where every character can be written with others."""
    return json_text(text)[1:-1]


def json_text(value: Any) -> str:
    """A value as JSON, with characters only that XML has too."""
    text = write_json(value).decode()
    return text.replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff")


def _unescaped(text: str, element: Element) -> str:
    try:
        value = read_json(f'"{text}"'.encode())
    except EpcisError as error:
        raise malformed(element, "xml-value", expected="JSON", got=text) from error
    return str(value)
