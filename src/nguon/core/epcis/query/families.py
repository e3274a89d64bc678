"""Parameters whose names hold a type, a unit or the name of a user's field."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from nguon.core.epcis.cbv import Vocabulary, canonical_word
from nguon.core.epcis.context import expanded
from nguon.core.epcis.identity import identity_of
from nguon.core.epcis.query.conditions import (
    Comparison,
    Condition,
    FieldExists,
    FieldIs,
    HasAttribute,
    Linked,
)
from nguon.core.epcis.query.field_keys import Area, FieldKey
from nguon.core.epcis.query.quantities import amount, measurement
from nguon.core.epcis.query.values import Form
from nguon.core.epcis.vocabulary import MDA, canonical_attribute

Namespaces: TypeAlias = Mapping[str, str]

_COMPARISONS: Mapping[str, tuple[Comparison, str]] = {
    "EQ": ("=", "one of these"),
    "GT": (">", "greater than this"),
    "GE": (">=", "this or greater"),
    "LT": ("<", "less than this"),
    "LE": ("<=", "this or less"),
}
_LISTS: Mapping[str, tuple[str, Vocabulary]] = {
    "bizTransaction": ("biz_transaction", Vocabulary.BIZ_TRANSACTION_TYPE),
    "source": ("source", Vocabulary.SOURCE_DESTINATION_TYPE),
    "destination": ("destination", Vocabulary.SOURCE_DESTINATION_TYPE),
}
MEASURES = ("value", "minValue", "maxValue", "meanValue", "sDev", "percValue")
_IN_A_UNIT = re.compile(
    rf"(EQ|GT|GE|LT|LE)_(quantity|{'|'.join(MEASURES)})_([A-Z0-9]{{2,4}})", re.ASCII
)
_IN_A_LIST = re.compile(rf"EQ_({'|'.join(_LISTS)})_(.+)", re.DOTALL)
_OWN = re.compile(
    r"(EQ|GT|GE|LT|LE|EXISTS)_(INNER_)?"
    rf"(?:({'|'.join(area for area in Area if area not in ('', Area.STANDARD))})_)?(.+:.+)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"(HASATTR|EQATTR|EQ_ATTR)_(.+)", re.DOTALL)
VOCABULARY_MEMBERS = (
    "bizStep",
    "disposition",
    "readPoint",
    "bizLocation",
    "bizTransaction",
    "source",
    "destination",
    "epcClass",
)
"""The members of the standard that name something of which there may be master data."""


@dataclass(frozen=True, slots=True)
class Family:
    """One parameter of a family, found by its name."""

    form: Form
    ask: Callable[[Any, Namespaces], Condition | None]


def comparisons() -> Iterator[tuple[str, Comparison, str]]:
    """Operator, comparison, and how a sentence says it."""
    for operator, (comparison, words) in _COMPARISONS.items():
        yield operator, comparison, words


def family_of(name: str) -> Family | None:
    for pattern, make in _FAMILIES:
        if found := pattern.fullmatch(name):
            return make(found)
    return None


def field_keys_of(text: str, namespaces: Namespaces) -> tuple[FieldKey, ...]:
    """The keys of a field that is named as in EQ_…, without the operator; empty if it is none."""
    found = _OWN.fullmatch(f"EQ_{text}")
    return _keys(found, namespaces) if found else ()


def _keys(found: re.Match[str], namespaces: Namespaces) -> tuple[FieldKey, ...]:
    area = Area(found[3] or "")
    names = full_names(found[4], namespaces)
    return tuple(FieldKey(area, name, bool(found[2])) for name in names)


def full_names(text: str, namespaces: Namespaces) -> tuple[str, ...]:
    """`prefix:local` written out. EPCIS 1.x joins namespace and name with a `#` of its own."""
    full = expanded(text, namespaces)
    head, sign, local = full.rpartition("#")
    if sign and head.endswith(("/", "#", ":")):
        return full, head + local
    return (full,)


def _own_field(found: re.Match[str]) -> Family:
    operator = found[1]
    if operator == "EXISTS":
        return Family(
            Form.FLAG, lambda value, names: FieldExists(_keys(found, names)) if value else None
        )
    comparison, _ = _COMPARISONS[operator]

    def ask(value: Any, namespaces: Namespaces) -> Condition:
        values = value if isinstance(value, tuple) else (value,)
        return FieldIs(_keys(found, namespaces), comparison, values)

    return Family(Form.TYPED if operator == "EQ" else Form.ORDERED, ask)


def _in_a_unit(found: re.Match[str]) -> Family:
    operator, member, uom = found.groups()
    comparison, _ = _COMPARISONS[operator]

    def ask(value: Any, _: Namespaces) -> Condition:
        if member == "quantity":
            return amount(comparison, value, uom)
        return measurement(member, comparison, value, uom)

    return Family(Form.NUMBERS if operator == "EQ" else Form.NUMBER, ask)


def _in_a_list(found: re.Match[str]) -> Family:
    role, vocabulary = _LISTS[found[1]]

    def ask(values: tuple[str, ...], namespaces: Namespaces) -> Condition:
        bare = canonical_word(vocabulary, found[2])
        word = canonical_word(vocabulary, expanded(bare, namespaces))
        identifiers = [identity_of(expanded(one, namespaces)).canonical for one in values]
        return Linked(role, word, tuple(identifiers))

    return Family(Form.TEXTS, ask)


def _attribute(found: re.Match[str]) -> Family | None:
    if found[1] == "HASATTR":
        if found[2] not in VOCABULARY_MEMBERS and not _OWN.fullmatch(f"EQ_{found[2]}"):
            return None
        return Family(
            Form.TEXTS,
            lambda names, spaces: HasAttribute(
                _attributed(found[2], spaces), tuple(_attribute_name(one, spaces) for one in names)
            ),
        )
    split = _field_and_attribute(found[2])
    if split is None:
        return None
    field, attribute = split
    if field not in VOCABULARY_MEMBERS and not _OWN.fullmatch(f"EQ_{field}"):
        return None
    return Family(
        Form.ANY_TEXTS,
        lambda values, spaces: HasAttribute(
            _attributed(field, spaces), (_attribute_name(attribute, spaces),), values
        ),
    )


def _attribute_name(text: str, namespaces: Namespaces) -> str:
    """A bare word is an attribute of CBV, in whatever spelling master data have it."""
    return canonical_attribute(expanded(text, namespaces) if ":" in text else MDA + text)


def _field_and_attribute(text: str) -> tuple[str, str] | None:
    """`bizLocation_cbvmda:city`, `ex:field_ex:attribute`: the field ends where its name can."""
    for member in VOCABULARY_MEMBERS:
        if text.startswith(f"{member}_") and len(text) > len(member) + 1:
            return member, text[len(member) + 1 :]
    head, colon, _ = text.rpartition(":")
    if colon and ":" in head:  # the attribute has a prefix as well, and its prefix no underscore
        field, underscore, prefix = head.rpartition("_")
        attribute = text[len(field) + 1 :]
        if underscore and ":" in field and prefix:
            return field, attribute
    field, underscore, attribute = text.rpartition("_")
    return (field, attribute) if underscore and ":" in field and attribute else None


def _attributed(field: str, namespaces: Namespaces) -> str | FieldKey:
    if field in VOCABULARY_MEMBERS:
        return field
    return field_keys_of(field, namespaces)[0]


_AREAS_SAID = {
    Area.EVENT: "of the event itself, at its top level",
    Area.ILMD: "in the ilmd",
    Area.ERROR: "in the error declaration",
    Area.SENSOR_ELEMENT: "in a sensor element",
    Area.SENSOR_METADATA: "in sensor metadata",
    Area.SENSOR_REPORT: "in a sensor report",
    Area.READ_POINT: "in the read point",
    Area.BIZ_LOCATION: "in the business location",
}


def families_said() -> Iterator[tuple[str, str, str]]:
    """Name with its variable parts in capitals, form, sentence: one row for each family."""
    for member in _LISTS:
        sentence = f"Events with an entry of {member}List of this TYPE and one of these ids."
        yield f"EQ_{member}_TYPE", Form.TEXTS.value, sentence
    for operator, _, words in comparisons():
        form = (Form.NUMBERS if operator == "EQ" else Form.NUMBER).value
        said = f"is {words}, in any unit of the same dimension"
        yield f"{operator}_quantity_UOM", form, f"Events with a quantity element that {said}."
        for member in MEASURES:
            sentence = f"Events with a sensor report whose {member} {said}."
            yield f"{operator}_{member}_UOM", form, sentence
    for area, where in _AREAS_SAID.items():
        for inner in ("", "INNER_"):
            infix = f"{inner}{area}_" if area else inner
            place = f"nested in a user's field {where}" if inner else where
            for operator, _, words in comparisons():
                form = (Form.TYPED if operator == "EQ" else Form.ORDERED).value
                sentence = f"Events with this field {place}, and a value that is {words}."
                yield f"{operator}_{infix}PREFIX:FIELD", form, sentence
            sentence = f"If true, only events with this field {place}, not empty."
            yield f"EXISTS_{infix}PREFIX:FIELD", Form.FLAG.value, sentence
    fields = f"FIELD is {', '.join(VOCABULARY_MEMBERS)} or PREFIX:FIELD"
    sentence = f"Events whose FIELD has one of these attributes in master data. {fields}."
    yield "HASATTR_FIELD", Form.TEXTS.value, sentence
    sentence = "Events whose FIELD has one of these values of the ATTRIBUTE in master data."
    yield "EQATTR_FIELD_ATTRIBUTE", Form.ANY_TEXTS.value, sentence
    yield "EQ_ATTR_FIELD_ATTRIBUTE", Form.ANY_TEXTS.value, "The same, as the query schema has it."


_FAMILIES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Family | None]], ...] = (
    (_IN_A_UNIT, _in_a_unit),
    (_IN_A_LIST, _in_a_list),
    (_ATTRIBUTE, _attribute),
    (_OWN, _own_field),
)
