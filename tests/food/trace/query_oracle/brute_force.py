"""The events as plain JSON, read anew for every question: slow, short, and nobody else's code.

Of the platform it uses only `identify`, which makes one text of an identifier's spellings.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from nguon.core.gs1 import Gs1Error, identify

KNOWN = {
    "cbv": "https://ref.gs1.org/cbv/",
    "gs1": "https://gs1.org/voc/",
    "epcis": "https://ref.gs1.org/epcis/",
}
QUANTITIES = ("quantityList", "childQuantityList", "inputQuantityList", "outputQuantityList")
# dimension, factor and offset to its base
UNITS = {
    "KGM": ("mass", Fraction(1), Fraction(0)),
    "GRM": ("mass", Fraction(1, 1000), Fraction(0)),
    "TNE": ("mass", Fraction(1000), Fraction(0)),
    "CEL": ("temperature", Fraction(1), Fraction(0)),
    "KEL": ("temperature", Fraction(1), Fraction(-27315, 100)),
    "FAH": ("temperature", Fraction(5, 9), Fraction(-160, 9)),
    "EA": ("pieces", Fraction(1), Fraction(0)),
    "C62": ("pieces", Fraction(1), Fraction(0)),
    "DZN": ("pieces", Fraction(12), Fraction(0)),
    "XBX": ("boxes", Fraction(1), Fraction(0)),
    "P1": ("percent", Fraction(1), Fraction(0)),
}
COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "EQ": lambda a, b: a == b,
    "GT": lambda a, b: a > b,
    "GE": lambda a, b: a >= b,
    "LT": lambda a, b: a < b,
    "LE": lambda a, b: a <= b,
}


@dataclass
class Told:
    """An event as it was sent, with what its prefixes mean, and what the repository added."""

    members: dict[str, Any]
    prefixes: dict[str, str]
    number: int
    event_id: str
    record_time: datetime
    tenant: Any

    def __getitem__(self, name: str) -> Any:
        return self.members.get(name)

    def full(self, name: str) -> str:
        return full(name, self.prefixes)

    def same(self, text: str) -> str:
        return canonical(self.full(text))

    def word(self, text: str) -> str:
        return word(self.full(text))


Predicate = Callable[[Told], bool]


def full(name: str, prefixes: dict[str, str]) -> str:
    prefix, colon, local = name.partition(":")
    known = KNOWN | prefixes
    return known[prefix] + local if colon and prefix in known else name


def canonical(text: str) -> str:
    try:
        return identify(text).canonical
    except Gs1Error:
        return text


def word(text: str) -> str:
    """The bare word of a CBV or GS1 vocabulary term; other texts are themselves."""
    found = re.fullmatch(
        r"(?:https://ref\.gs1\.org/cbv/[A-Za-z]+-|urn:epcglobal:cbv:[a-z]+:"
        r"|https://gs1\.org/voc/(?:MeasurementType-)?)(\w+)",
        text,
    )
    return found[1] if found else text


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def typed(text: str) -> Any:
    """What a text is in the typed comparison of extensions."""
    if re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)", text):
        return instant(text)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    return text


def scalars(value: Any) -> Iterator[Any]:
    """The typed values of a field; `None` for an object that says something."""
    if isinstance(value, list):
        for part in value:
            yield from scalars(part)
    elif isinstance(value, dict):
        if "@value" in value:
            is_number = value.get("@type") == "xsd:decimal"
            yield Decimal(value["@value"]) if is_number else typed(value["@value"])
        elif "@id" in value:
            yield value["@id"]
        elif value:
            yield None
    elif isinstance(value, bool):
        yield str(value).lower()
    elif isinstance(value, str) and value:
        yield typed(value)
    elif isinstance(value, int | float | Decimal):
        yield Decimal(str(value))


def holders(told: Told, area: str) -> Iterator[dict[str, Any]]:
    """The objects in which fields of an area stand at their top level."""
    elements = told["sensorElementList"] or []
    if told["type"] not in STANDARD:
        elements = []
    if area == "":
        yield told.members
    elif area == "ILMD":
        yield told["ilmd"] or {}
    elif area == "ERROR_DECLARATION":
        yield told["errorDeclaration"] or {}
    elif area in ("readPoint", "bizLocation"):
        yield told[area] or {}
    elif area == "SENSORELEMENT":
        yield from elements
    elif area == "SENSORMETADATA":
        yield from (element.get("sensorMetadata", {}) for element in elements)
    elif area == "SENSORREPORT":
        yield from (report for element in elements for report in element["sensorReport"])


STANDARD = (
    "ObjectEvent",
    "AggregationEvent",
    "AssociationEvent",
    "TransactionEvent",
    "TransformationEvent",
)


def fields(told: Told, area: str, inner: bool) -> Iterator[tuple[str, Any]]:
    """Full names and values of users' fields: those of the area itself, or those below them."""
    for holder in holders(told, area):
        for name, value in holder.items():
            if ":" not in name:
                continue
            if inner:
                yield from below(told, value)
            else:
                yield told.full(name), value


def below(told: Told, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, list):
        for part in value:
            yield from below(told, part)
    elif isinstance(value, dict) and "@value" not in value:
        for name, member in value.items():
            if not name.startswith("@"):
                yield told.full(name), member
                yield from below(told, member)


def field_values(told: Told, area: str, inner: bool, name: str) -> list[Any]:
    return [
        one for key, value in fields(told, area, inner) if key == name for one in scalars(value)
    ]


def comparable(one: Any, other: Any) -> bool:
    return one is not None and type(one) is type(other)


def base(value: Any, unit: str, *, difference: bool = False) -> tuple[str, Fraction]:
    dimension, factor, offset = UNITS[unit]
    return dimension, Fraction(str(value)) * factor + (0 if difference else offset)


def reports(told: Told) -> Iterator[dict[str, Any]]:
    yield from holders(told, "SENSORREPORT")


def observed(told: Told, name: str) -> Iterator[Any]:
    """Of reports and of the metadata that stand for them."""
    for part in (*reports(told), *holders(told, "SENSORMETADATA")):
        if name in part:
            yield part[name]


def elements_of(told: Told, *names: str) -> Iterator[dict[str, Any]]:
    for name in names:
        yield from told[name] or []


def identifiers(told: Told, names: tuple[str, ...]) -> set[str]:
    found = set()
    for name in names:
        value = told[name]
        if value is None or told["type"] not in STANDARD:
            continue
        texts = [value] if isinstance(value, str) else value
        found |= {told.same(one["epcClass"] if isinstance(one, dict) else one) for one in texts}
    return found
