"""One text for one content, to tell a repeated capture from a contradicting one.

Equal under member order, list order where EPCIS gives it no meaning, Digital Link or URN, bare
word or URI, prefix names, number writings, offsets in which an instant is written. It leaves out
eventID, recordTime and the context itself. This is not the event hash of CBV 2.0 §8.9, which
has its own, published order and rules: never show it as one.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import datetime
from decimal import Decimal
from typing import Any, TypeAlias

from nguon.core.epcis.cbv import Vocabulary, canonical_word
from nguon.core.epcis.context import expanded, namespaces_of
from nguon.core.epcis.events import STANDARD_EVENTS, Event
from nguon.core.epcis.identity import identity_of
from nguon.core.epcis.instants import read_instant
from nguon.core.epcis.json_ld import member_name
from nguon.core.epcis.json_text import JsonObject, write_sorted_json
from nguon.core.epcis.memory import remembered
from nguon.core.epcis.numbers import Number

Namespaces: TypeAlias = Mapping[str, str]
Canon: TypeAlias = Callable[[Any, Namespaces], Any]

_LEFT_OUT = frozenset(["@context", "eventID", "recordTime"])


def canonical_content(event: Event) -> bytes:
    """The content of an event as UTF-8 text that is equal exactly when the content is.

    Instants are told apart to the microsecond.
    """
    namespaces = namespaces_of(event.document_context, event.context)
    members = {name: member for name, member in event.to_json_ld().items() if name not in _LEFT_OUT}
    return write_sorted_json(_CANONS.get(event.type, _EXTENDED_EVENT)(members, namespaces))


def _own(value: Any, namespaces: Namespaces) -> Any:
    """What users added: names expanded, numbers by value, order of lists kept."""
    if value.__class__ is str:
        return value
    if isinstance(value, dict | Mapping):
        return _own_object(value, namespaces)
    if isinstance(value, list | tuple):
        return [_own(part, namespaces) for part in value]
    return _number(value, namespaces)


def _number(value: Any, _: Namespaces) -> Any:
    if value.__class__ is Number:
        return _plain(value.text)
    if isinstance(value, bool) or not isinstance(value, Decimal | int | float):
        return value
    return _plain(str(value))


@remembered
def _plain(number: str) -> Decimal:
    text = format(Decimal(number), "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return Decimal("0" if text in ("-0", "") else text)


def _time(value: Any, _: Namespaces) -> Any:
    instant = read_instant(value) if isinstance(value, str) else value
    return instant.isoformat() if isinstance(instant, datetime) else value


def _name(value: Any, namespaces: Namespaces) -> Any:
    return expanded(value, namespaces)


def _identifier(value: Any, namespaces: Namespaces) -> Any:
    return identity_of(expanded(value, namespaces)).canonical


def _word(vocabulary: Vocabulary) -> Canon:
    def canon(value: Any, namespaces: Namespaces) -> Any:
        return canonical_word(vocabulary, expanded(canonical_word(vocabulary, value), namespaces))

    return canon


def _set_of(item: Canon) -> Canon:
    """A list whose order means nothing."""

    def canon(value: Any, namespaces: Namespaces) -> Any:
        parts = [value] if isinstance(value, str) else value
        canons = [item(part, namespaces) for part in parts]
        if len(canons) > 1:
            canons.sort(key=write_sorted_json)
        return canons

    return canon


def _object(**members: Canon) -> Canon:
    def canon(value: Any, namespaces: Namespaces) -> Any:
        result: JsonObject = {}
        own: list[str] = []
        for name, member in value.items():
            known = members.get(name)
            if known is None:
                own.append(name)
            elif member != []:
                result[name] = known(member, namespaces)
        if not own:
            return result
        for name in sorted(own):
            full = expanded(name, namespaces)
            if full in result:  # two prefixes of one namespace: neither value is dropped
                full = f"{full} {name}"
            result[full] = _own(value[name], namespaces)
        return result

    return canon


_own_object = _object()
_identifiers = _set_of(_identifier)
_quantities = _set_of(_object(epcClass=_identifier, quantity=_number))
_place = _object(id=_identifier)
_party_type = _word(Vocabulary.SOURCE_DESTINATION_TYPE)
_dispositions = _set_of(_word(Vocabulary.DISPOSITION))
_of_sensors: dict[str, Canon] = {
    "time": _time,
    "startTime": _time,
    "endTime": _time,
    "deviceID": _identifier,
    "deviceMetadata": _identifier,
    "rawData": _identifier,
    "dataProcessingMethod": _identifier,
    "bizRules": _identifier,
}
_sensor_report = _object(
    **_of_sensors,
    type=_word(Vocabulary.MEASUREMENT_TYPE),
    exception=_word(Vocabulary.SENSOR_ALERT_TYPE),
    component=_word(Vocabulary.COMPONENT),
    microorganism=_identifier,
    chemicalSubstance=_identifier,
    coordinateReferenceSystem=_identifier,
    uriValue=_identifier,
)
_of_events: dict[str, Canon] = {
    "eventTime": _time,
    "certificationInfo": _identifiers,
    "errorDeclaration": _object(
        declarationTime=_time,
        reason=_word(Vocabulary.ERROR_REASON),
        correctiveEventIDs=_identifiers,
    ),
}
_of_business: dict[str, Canon] = dict(
    **_of_events,
    bizStep=_word(Vocabulary.BIZ_STEP),
    disposition=_word(Vocabulary.DISPOSITION),
    persistentDisposition=_object(set=_dispositions, unset=_dispositions),
    readPoint=_place,
    bizLocation=_place,
    bizTransactionList=_set_of(
        _object(type=_word(Vocabulary.BIZ_TRANSACTION_TYPE), bizTransaction=_identifier)
    ),
    sourceList=_set_of(_object(type=_party_type, source=_identifier)),
    destinationList=_set_of(_object(type=_party_type, destination=_identifier)),
    sensorElementList=_set_of(
        _object(sensorMetadata=_object(**_of_sensors), sensorReport=_set_of(_sensor_report))
    ),
    parentID=_identifier,
    transformationID=_identifier,
    epcList=_identifiers,
    childEPCs=_identifiers,
    inputEPCList=_identifiers,
    outputEPCList=_identifiers,
    quantityList=_quantities,
    childQuantityList=_quantities,
    inputQuantityList=_quantities,
    outputQuantityList=_quantities,
)


_EXTENDED_EVENT = _object(**_of_events, type=_name)
_CANONS = {
    name: _object(
        **{
            member: _of_business[member]
            for member in (member_name(field.name) for field in fields(kind))
            if member in _of_business
        }
    )
    for name, kind in STANDARD_EVENTS.items()
}
"""A member is the standard's only in the events that have it; elsewhere it is the user's own."""
