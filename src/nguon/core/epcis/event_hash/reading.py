"""How the names and values of one event are to be read: its prefixes, its profile, its syntax."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from nguon.core.epcis.context import (
    CBVMDA,
    CBVMDA_IN_XML,
    declared_namespaces,
    namespaces_of,
)
from nguon.core.epcis.event_hash.profile import HashProfile, Syntax
from nguon.core.epcis.event_hash.values import VALUES, Values
from nguon.core.epcis.event_hash.words import ABBREVIATIONS_IN_XML
from nguon.core.epcis.numbers import Number, written

_PLAIN = frozenset([str, list, Number, Decimal, bool, int, float, type(None)])
LEFT_OUT = frozenset(["@context", "comment", "rdfs:comment", "#text"])
_RENAMED = {
    "inputEPC": "epc",
    "outputEPC": "epc",
    "inputQuantity": "quantityElement",
    "outputQuantity": "quantityElement",
    "childQuantity": "quantityElement",
}


class Reading:
    """What is needed to write the values of one event.

    The reference expands only prefixes that the document declares itself, so `gs1:Angle` stays a
    CURIE there; the printed rules expand GS1's own prefixes too (rule 15).
    """

    __slots__ = ("abbreviations", "is_reference", "namespaces", "profile", "syntax", "values")

    def __init__(self, profile: HashProfile, syntax: Syntax, namespaces: Mapping[str, str]) -> None:
        self.profile = profile
        self.is_reference = profile is HashProfile.REFERENCE
        self.syntax = syntax
        self.namespaces = namespaces
        self.abbreviations = ABBREVIATIONS_IN_XML if syntax is Syntax.XML else namespaces
        self.values: Values = VALUES[profile]

    def value(self, value: Any) -> str:
        if isinstance(value, str):
            prefix, colon, local = value.partition(":")
            if colon and prefix in self.abbreviations:
                value = self.abbreviations[prefix] + local
            return self.values.text(value)
        if isinstance(value, bool):
            return "true" if value else "false"
        if value is None:
            return "None" if self.is_reference and self.syntax is Syntax.JSON else ""
        if isinstance(value, Decimal):
            return self.values.number(written(value))
        return self.values.number(str(value))

    def name(self, name: str) -> str:
        """A user's member by its namespace in braces and its local name (rules 19, 20)."""
        prefix, colon, local = name.partition(":")
        if colon and prefix in self.namespaces:
            return f"{{{self.namespaces[prefix]}}}{local}"
        return name

    def own(self, name: str, value: Any) -> list[str]:
        """The substrings of a member that users added, with all that is in it."""
        if name in LEFT_OUT or (value is None and not self.is_reference):
            return []
        full = self.name(name)
        is_list = isinstance(value, list)
        if self.syntax is Syntax.JSON:
            if full.endswith("List") and (is_list or self.is_reference):
                return self._list(full, full.removesuffix("List"), value)
            if full == "childEPCs" and is_list:
                return self._list(full, "epc", value)
        return [self._one(full, part) for part in value] if is_list else [self._one(full, value)]

    def _list(self, full: str, item: str, value: Any) -> list[str]:
        """The name of a list stands once, its items are named after it (rule 11)."""
        parts = value if isinstance(value, list) else [value]
        return [full + joined([self._one(item, part) for part in parts])] if parts else []

    def _one(self, full: str, value: Any) -> str:
        if is_object(value):
            text = self.value(value["#text"]) if "#text" in value else ""
            inner = joined(
                [part for name, member in value.items() for part in self.own(name, member)]
            )
        elif isinstance(value, list):
            text, inner = "", joined([self._one(_type_of(part), part) for part in value])
        else:
            text, inner = self.value(value), ""
        if self.syntax is Syntax.JSON and full[:1] != "{":
            full = "quantityElement" if full == "quantity" and inner else _RENAMED.get(full, full)
        return f"{full}={text}{inner}" if text else full + inner


def is_object(value: Any) -> bool:
    """As `isinstance(value, Mapping)`, which costs more than all the rest."""
    return value.__class__ is dict or (value.__class__ not in _PLAIN and isinstance(value, Mapping))


def joined(parts: list[str]) -> str:
    """One after the other in the order of their code points (rules 10–12)."""
    if len(parts) > 1:
        parts.sort()
    return "".join(parts)


def reading_of(contexts: tuple[Any, Any], profile: HashProfile, syntax: Syntax) -> Reading:
    """`contexts` are the document's and the event's own."""
    namespaces: Mapping[str, str]
    if profile is HashProfile.REFERENCE:
        namespaces = declared_namespaces(*contexts)
    else:
        namespaces = namespaces_of(*contexts)
    if profile is HashProfile.PRINTED or syntax is Syntax.XML:
        namespaces = dict(_master_data_as_in_xml(namespaces))
    return Reading(profile, syntax, namespaces)


def _master_data_as_in_xml(namespaces: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """JSON-LD ends this one namespace with a colon, XML does not; the hash must be one."""
    for prefix, namespace in namespaces.items():
        yield prefix, CBVMDA_IN_XML if namespace == CBVMDA else namespace


def _type_of(value: Any) -> str:
    """The name that the reference gives to what stands in a list of lists."""
    name = value.get("type", "") if isinstance(value, Mapping) else ""
    return name if isinstance(name, str) else ""
