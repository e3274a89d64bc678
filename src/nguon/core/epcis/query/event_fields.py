"""What an event offers to be asked for, beside its plain members and its links.

One row for each value of a user's field, of a sensor report, of a persistent disposition: nothing
that no parameter of a query can ask for. A pure function of the event, so that a store can make
all its rows anew.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Context, Decimal
from hashlib import sha256
from typing import Any, NamedTuple

from nguon.core.epcis.cbv import Vocabulary, canonical_word
from nguon.core.epcis.context import expanded, namespaces_of
from nguon.core.epcis.elements import SensorElement, SensorMetadata, SensorReport
from nguon.core.epcis.events import BusinessEvent, Event
from nguon.core.epcis.identity import identity_of
from nguon.core.epcis.query import field_keys
from nguon.core.epcis.query.families import MEASURES
from nguon.core.epcis.query.field_keys import Area, FieldKey
from nguon.core.epcis.query.quantities import DIFFERENCES
from nguon.core.epcis.query.values import LONGEST_KEPT_TEXT, typed
from nguon.core.epcis.unit_scales import DIGITS, dimension_of, in_base_unit

Namespaces = Mapping[str, str]

_NUMBER_TYPES = ("integer", "int", "long", "short", "decimal", "double", "float")
_TO_DIGITS = Context(prec=DIGITS)
_SENSOR_TIMES = ("time", "start_time", "end_time")
_SENSOR_IDENTIFIERS = (
    ("device_id", "deviceID"),
    ("data_processing_method", "dataProcessingMethod"),
    ("biz_rules", "bizRules"),
    ("microorganism", "microorganism"),
    ("chemical_substance", "chemicalSubstance"),
    ("uri_value", "uriValue"),
)
_MEMBERS = {"time": "time", "start_time": "startTime", "end_time": "endTime"}
_ATTRIBUTES = {
    "value": "value",
    "minValue": "min_value",
    "maxValue": "max_value",
    "meanValue": "mean_value",
    "sDev": "s_dev",
    "percValue": "perc_value",
}


class EventField(NamedTuple):
    """At most one of text, number and instant; none says only that the field is there.

    `within` are the full names of the fields around an inner one.
    """

    key: FieldKey
    text: str | None = None
    number: Decimal | None = None
    instant: datetime | None = None
    within: tuple[str, ...] = ()


def event_fields(event: Event) -> tuple[EventField, ...]:
    """The rows of an event, each once, in the order in which they stand there."""
    namespaces = namespaces_of(event.document_context, event.context)
    return tuple(dict.fromkeys(_fields(event, namespaces)))


def kept_text(text: str) -> str:
    """The text as it is kept and asked for: a long one by its beginning and its digest."""
    if len(text) <= LONGEST_KEPT_TEXT:
        return text
    return f"{text[:LONGEST_KEPT_TEXT]}… sha256:{sha256(text.encode()).hexdigest()}"


def kept_number(number: Decimal) -> Decimal:
    """The number to `DIGITS` significant digits, which is all that is compared."""
    digits = len(number.as_tuple().digits)
    return number if digits <= DIGITS else _TO_DIGITS.plus(number)


def _fields(event: Event, namespaces: Namespaces) -> Iterator[EventField]:
    if event.extensions:
        yield from _own(Area.EVENT, event.extensions, namespaces)
    ilmd = getattr(event, "ilmd", None)
    if ilmd:
        yield from _own(Area.ILMD, ilmd, namespaces)
    if event.error_declaration is not None:
        yield from _of_declaration(event, namespaces)
    if isinstance(event, BusinessEvent):
        yield from _of_business(event, namespaces)


def _of_declaration(event: Event, namespaces: Namespaces) -> Iterator[EventField]:
    declaration = event.error_declaration
    if declaration is None:
        return
    if declaration.reason is not None:
        word = _word(Vocabulary.ERROR_REASON, declaration.reason, namespaces)
        yield EventField(field_keys.ERROR_REASON, kept_text(word))
    for event_id in declaration.corrective_event_ids:
        yield EventField(field_keys.CORRECTIVE_EVENT_ID, kept_text(event_id))
    yield from _own(Area.ERROR, declaration.extensions, namespaces)


def _of_business(event: BusinessEvent, namespaces: Namespaces) -> Iterator[EventField]:
    kept = event.persistent_disposition
    if kept is not None:
        for key, words in (
            (field_keys.SET_DISPOSITION, kept.set),
            (field_keys.UNSET_DISPOSITION, kept.unset),
        ):
            for word in words:
                text = _word(Vocabulary.DISPOSITION, word, namespaces)
                yield EventField(key, kept_text(text))
    if event.read_point is not None and event.read_point.extensions:
        yield from _own(Area.READ_POINT, event.read_point.extensions, namespaces)
    if event.biz_location is not None and event.biz_location.extensions:
        yield from _own(Area.BIZ_LOCATION, event.biz_location.extensions, namespaces)
    if event.sensor_element_list:
        yield EventField(field_keys.SENSOR_ELEMENTS)
        for element in event.sensor_element_list:
            yield from _of_sensors(element, namespaces)


def _of_sensors(element: SensorElement, namespaces: Namespaces) -> Iterator[EventField]:
    """Metadata say for all reports of their element what these do not say themselves (§7.3.7)."""
    if element.extensions:
        yield from _own(Area.SENSOR_ELEMENT, element.extensions, namespaces)
    metadata = element.sensor_metadata
    if metadata is not None:
        yield from _observed(metadata, namespaces)
        if metadata.extensions:
            yield from _own(Area.SENSOR_METADATA, metadata.extensions, namespaces)
    for report in element.sensor_report:
        yield from _observed(report, namespaces)
        yield from _reported(report, namespaces)
        if report.extensions:
            yield from _own(Area.SENSOR_REPORT, report.extensions, namespaces)


def _observed(part: SensorMetadata | SensorReport, namespaces: Namespaces) -> Iterator[EventField]:
    for attribute in _SENSOR_TIMES:
        instant = getattr(part, attribute, None)
        if instant is not None:
            yield EventField(field_keys.of_sensors(_MEMBERS[attribute]), instant=instant)
    for attribute, member in _SENSOR_IDENTIFIERS:
        text = getattr(part, attribute, None)
        if text is not None:
            canonical = identity_of(expanded(text, namespaces)).canonical
            yield EventField(field_keys.of_sensors(member), kept_text(canonical))


def _reported(report: SensorReport, namespaces: Namespaces) -> Iterator[EventField]:
    word = _word(Vocabulary.MEASUREMENT_TYPE, report.type, namespaces)
    yield EventField(field_keys.of_sensors("type"), kept_text(word))
    for member, text in (
        ("stringValue", report.string_value),
        ("hexBinaryValue", report.hex_binary_value and report.hex_binary_value.upper()),
        ("booleanValue", _as_text(report.boolean_value)),
    ):
        if text is not None:
            yield EventField(field_keys.of_sensors(member), kept_text(text))
    if report.perc_rank is not None:
        number = kept_number(report.perc_rank)
        yield EventField(field_keys.of_sensors("percRank"), number=number)
    if report.uom is None:
        return  # parameters for numbers name a unit, so nothing can ask for these
    for member in MEASURES:
        value = getattr(report, _ATTRIBUTES[member])
        if value is not None:
            key = field_keys.measured(member, dimension_of(report.uom))
            base = in_base_unit(value, report.uom, is_difference=member in DIFFERENCES)
            yield EventField(key, number=base)


def _own(area: Area, members: Mapping[str, Any], namespaces: Namespaces) -> Iterator[EventField]:
    for name, value in members.items():
        full = expanded(name, namespaces)
        if ":" in full:
            yield from _values(FieldKey(area, full), value, ())
        for part in _objects(value):
            yield from _inner(area, part, (full,), namespaces)


def _inner(
    area: Area, members: Mapping[str, Any], within: tuple[str, ...], namespaces: Namespaces
) -> Iterator[EventField]:
    """The fields below a user's field; names of JSON-LD itself and bare words cannot be asked."""
    for name, value in members.items():
        if name.startswith("@"):
            continue
        full = expanded(name, namespaces)
        if ":" in full:
            yield from _values(FieldKey(area, full, inner=True), value, within)
        for part in _objects(value):
            yield from _inner(area, part, (*within, full), namespaces)


def _values(key: FieldKey, value: Any, within: tuple[str, ...]) -> Iterator[EventField]:
    """What a field says; nothing for one that is empty, which counts as not there (EXISTS_)."""
    if isinstance(value, list | tuple):
        for part in value:
            yield from _values(key, part, within)
    elif isinstance(value, Mapping):
        if "@value" in value:
            yield from _values(key, _literal(value), within)
        elif isinstance(value.get("@id"), str):
            yield from _values(key, value["@id"], within)
        elif value:
            yield EventField(key, within=within)
    elif value is not None and value != "":
        yield _scalar(key, value, within)


def _scalar(key: FieldKey, value: Any, within: tuple[str, ...]) -> EventField:
    if isinstance(value, bool):
        return EventField(key, _as_text(value), within=within)
    if not isinstance(value, str):
        return EventField(key, number=kept_number(Decimal(str(value))), within=within)
    meant = typed(value)
    if isinstance(meant, datetime):
        return EventField(key, instant=meant, within=within)
    return EventField(key, kept_text(meant), within=within)


def _objects(value: Any) -> Iterator[Mapping[str, Any]]:
    """The objects that a value is, or that stand in its lists; a typed literal is none."""
    if isinstance(value, Mapping):
        if "@value" not in value:
            yield value
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _objects(part)


def _literal(value: Mapping[str, Any]) -> Any:
    """A JSON-LD literal with the type it names: XML has no other way to say that 12 is a number."""
    said, kind = value["@value"], str(value.get("@type", ""))
    if isinstance(said, str) and kind.rpartition(":")[2].rpartition("#")[2] in _NUMBER_TYPES:
        try:
            number = Decimal(said)
        except ArithmeticError:
            return said
        return number if number.is_finite() and abs(number.adjusted()) <= DIGITS else said
    return None if isinstance(said, Mapping) else said


def _as_text(value: bool | None) -> str | None:  # noqa: FBT001 it is the value itself
    return None if value is None else "true" if value else "false"


def _word(vocabulary: Vocabulary, text: str, namespaces: Namespaces) -> str:
    return canonical_word(vocabulary, expanded(canonical_word(vocabulary, text), namespaces))
