"""The events of EPCIS XML for hashing, whatever the order of elements and the schema's version.

`core.epcis.xml` reads what may be captured and is strict; a hash is also asked of texts that no
schema accepts. Names of users stand here with their namespace in braces, as in a pre-hash string.
"""

from collections.abc import Iterator
from typing import Any

from nguon.core.epcis.json_text import DEFAULT_LIMITS, JsonObject, Limits
from nguon.core.epcis.problem import MalformedError, Problem
from nguon.core.epcis.xml import tree

_WRAPPERS = frozenset(["extension", "baseExtension"])
_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
_TYPED = frozenset(["bizTransaction", "source", "destination"])
_ONE_LEVEL = frozenset(["epcList", "childEPCs", "inputEPCList", "outputEPCList"])
_LISTS_OF_PAIRS = frozenset(["bizTransactionList", "sourceList", "destinationList"])
_QUANTITIES = ("quantityList", "childQuantityList", "inputQuantityList", "outputQuantityList")
_LISTS_OF_OBJECTS = frozenset([*_QUANTITIES, "sensorElementList"])


def xml_events(data: bytes, limits: Limits = DEFAULT_LIMITS) -> tuple[list[JsonObject], list[str]]:
    """The members of each event, and the names that the document asks to ignore."""
    root = tree.parse(data, limits, watch=("EventList",))
    lists = [element for element in root.iter() if tree_name(element) == "EventList"]
    if not lists:
        raise MalformedError(Problem("", "missing-member", expected="EventList"))
    ignored = [
        tree_name(inner).replace("{", "").replace("}", "")
        for element in root.iter()
        if element.tag.endswith("}ignoreFields")
        for inner in element
    ]
    return [_event(element) for element in _unwrapped(lists[0])], ignored


def tree_name(element: Any) -> str:
    """The tag, with its namespace in braces if it has one."""
    return str(element.tag)


def _unwrapped(element: Any) -> Iterator[Any]:
    """The children, with those inside of EPCIS 1.2's wrappers in place of the wrappers."""
    for child in element:
        if child.tag in _WRAPPERS:
            yield from _unwrapped(child)
        else:
            yield child


def _event(element: Any) -> JsonObject:
    members: JsonObject = {"type": tree_name(element)}
    for child in _unwrapped(element):
        name = tree_name(child)
        if name in _ONE_LEVEL:
            _add(members, name, [_text(item) for item in _unwrapped(child)])
        elif name in _LISTS_OF_PAIRS:
            _add(members, name, [_pair(item) for item in _unwrapped(child)])
        elif name in _LISTS_OF_OBJECTS:
            _add(members, name, [_object(item) for item in child])
        else:
            _add(members, name, _value(child))
    return members


def _pair(element: Any) -> JsonObject:
    return {**_attributes(element), tree_name(element): _text(element)}


def _value(element: Any) -> Any:
    """Text, or an object where there are elements or attributes inside."""
    inner = _object(element)
    if not inner:
        return _text(element)
    return {"#text": _text(element), **inner} if _text(element) else inner


def _object(element: Any) -> JsonObject:
    members = _attributes(element)
    for child in _unwrapped(element):
        name = tree_name(child)
        _add(members, name, _pair(child) if name in _TYPED else _value(child))
    return members


def _attributes(element: Any) -> JsonObject:
    """Without xsi's, which say how to read a value and not what it is."""
    return {str(n): str(v) for n, v in element.items() if not str(n).startswith(_XSI)}


def _add(members: JsonObject, name: str, value: Any) -> None:
    """An element that comes again makes a list."""
    if name in members:
        held = members[name]
        parts = value if isinstance(value, list) else [value]
        members[name] = [*held, *parts] if isinstance(held, list) else [held, *parts]
    else:
        members[name] = value


def _text(element: Any) -> str:
    return (element.text or "").strip()
