"""What the standard says of an event and a schema cannot see (EPCIS 2.0 §7.3–7.4).

Looks only at events whose shape is right, so it may trust every type.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from nguon.core.epcis.cbv import Vocabulary, canonical_word
from nguon.core.epcis.identity import identity_of
from nguon.core.epcis.instants import read_instant
from nguon.core.epcis.json_text import JsonObject
from nguon.core.epcis.problem import Problem
from nguon.core.epcis.units import is_unit, measures_something_else

_QUANTITY_LISTS = (
    "quantityList",
    "childQuantityList",
    "inputQuantityList",
    "outputQuantityList",
)
_OF_ALL_REPORTS = ("deviceID", "deviceMetadata", "rawData", "dataProcessingMethod", "bizRules")
_CONTAINING = ("AggregationEvent", "AssociationEvent")
_VARIABLE_MEASURE = "9"


def sense_of(event: JsonObject, at: str) -> Iterator[Problem]:
    """What is wrong with one event of a standard type."""
    for name in _QUANTITY_LISTS:
        elements = event.get(name)
        if elements:
            yield from _quantities(elements, f"{at}/{name}")
    if event["type"] in _CONTAINING:
        yield from _containment(event, at)
    else:
        yield from _things(event, at)
        if "parentID" in event:
            yield from _own_children(event, at, ("epcList", "quantityList"))
    if "persistentDisposition" in event:
        yield from _persistent_disposition(event["persistentDisposition"], at)
    for position, element in enumerate(event.get("sensorElementList", ())):
        yield from _sensor_element(element, f"{at}/sensorElementList/{position}")


def sense_of_error_declaration(event: JsonObject, at: str) -> Iterator[Problem]:
    """§7.4.1.2: it names what corrects it, or leaves that open, and never itself."""
    corrective = event["errorDeclaration"].get("correctiveEventIDs")
    if corrective is None:
        return
    at = f"{at}/errorDeclaration/correctiveEventIDs"
    if not corrective:
        yield Problem(at, "corrective-ids-empty")
    for position, event_id in enumerate(corrective):
        if event_id == event.get("eventID"):
            yield Problem(f"{at}/{position}", "corrective-id-own", got=event_id)


def repeated_event_ids(events: Iterable[tuple[str, Any]]) -> Iterator[Problem]:
    """§7.4.1: one eventID, one event; only declarations that it was wrong share it."""
    first: dict[str, str] = {}
    for at, event in events:
        event_id = event.get("eventID") if isinstance(event, dict) else None
        if not isinstance(event_id, str) or "errorDeclaration" in event:
            continue
        if event_id in first:
            yield Problem(f"{at}/eventID", "event-id-repeated", first[event_id], event_id)
        else:
            first[event_id] = at or "/"


def _quantities(elements: Sequence[JsonObject], at: str) -> Iterator[Problem]:
    for position, element in enumerate(elements):
        uom = element.get("uom")
        here = f"{at}/{position}"
        if uom is not None and not is_unit(uom):
            yield Problem(f"{here}/uom", "uom-unknown", got=uom)
        if "quantity" in element:
            yield from _quantity(element, here)
        elif uom is not None:
            yield Problem(f"{here}/uom", "unit-without-quantity", got=uom)


def _quantity(element: JsonObject, at: str) -> Iterator[Problem]:
    quantity: Decimal = element["quantity"]
    if quantity < 0:
        yield Problem(f"{at}/quantity", "quantity-negative", got=str(quantity))
    if "uom" in element:
        return
    if quantity != int(quantity):
        yield Problem(f"{at}/quantity", "quantity-without-unit", got=str(quantity))
    elif _is_variable_measure(element["epcClass"]):
        got = element["epcClass"]
        yield Problem(f"{at}/quantity", "variable-measure-without-unit", got=got)


def _is_variable_measure(epc_class: str) -> bool:
    return identity_of(epc_class).gtin[:1] == _VARIABLE_MEASURE


def _containment(event: JsonObject, at: str) -> Iterator[Problem]:
    """§7.4.3, §7.4.6: who goes into or out of what; only an observation may leave it open."""
    if "parentID" in event:
        yield from _own_children(event, at, ("childEPCs", "childQuantityList"))
    elif event["action"] != "OBSERVE":
        yield Problem(at, "parent-missing", got=f"action {event['action']}")


def _own_children(event: JsonObject, at: str, names: tuple[str, str]) -> Iterator[Problem]:
    """The parent among the things of which it is the parent, in whatever spelling."""
    canonical = identity_of(event["parentID"]).canonical
    instances, quantities = names
    for position, child in enumerate(event.get(instances, ())):
        if identity_of(child).canonical == canonical:
            yield Problem(f"{at}/{instances}/{position}", "parent-its-own-child", got=child)
    for position, element in enumerate(event.get(quantities, ())):
        if identity_of(element["epcClass"]).canonical == canonical:
            path = f"{at}/{quantities}/{position}/epcClass"
            yield Problem(path, "parent-its-own-child", got=element["epcClass"])


def _things(event: JsonObject, at: str) -> Iterator[Problem]:
    """An ObjectEvent with an empty list is about nothing, unless sensors speak of its place."""
    kind = event["type"]
    if kind == "TransformationEvent" or event.get("epcList") or event.get("quantityList"):
        return
    if kind == "TransactionEvent" and (event["action"] == "DELETE" or "parentID" in event):
        return
    if kind == "ObjectEvent" and event.get("sensorElementList"):
        return
    yield Problem(at, "no-things", expected="epcList / quantityList")


def _persistent_disposition(value: JsonObject, at: str) -> Iterator[Problem]:
    kept = {canonical_word(Vocabulary.DISPOSITION, word) for word in value.get("set", ())}
    for position, word in enumerate(value.get("unset", ())):
        if canonical_word(Vocabulary.DISPOSITION, word) in kept:
            path = f"{at}/persistentDisposition/unset/{position}"
            yield Problem(path, "disposition-set-and-unset", got=word)


def _sensor_element(element: JsonObject, at: str) -> Iterator[Problem]:
    metadata = element.get("sensorMetadata", {})
    start, end = metadata.get("startTime"), metadata.get("endTime")
    if start and end and _is_before(end, start):
        yield Problem(f"{at}/sensorMetadata/endTime", "window-backwards", start, end)
    for position, report in enumerate(element["sensorReport"]):
        here = f"{at}/sensorReport/{position}"
        yield from _contradictions(metadata, report, here)
        yield from _sensor_report(report, here)


def _contradictions(metadata: JsonObject, report: JsonObject, at: str) -> Iterator[Problem]:
    """What holds for all reports cannot be otherwise in one of them.

    Saying the same twice is harmless, and GS1's own examples do it; they also give a report its
    own time beside the element's, so times are let be.
    """
    for name in _OF_ALL_REPORTS:
        if name not in metadata or name not in report:
            continue
        if identity_of(metadata[name]).canonical != identity_of(report[name]).canonical:
            yield Problem(f"{at}/{name}", "sensor-field-contradiction", metadata[name], name)


def _is_before(text: str, other: str) -> bool:
    instant, limit = read_instant(text), read_instant(other)
    return instant is not None and limit is not None and instant < limit


def _sensor_report(report: JsonObject, at: str) -> Iterator[Problem]:
    uom = report.get("uom")
    if uom is not None:
        word = canonical_word(Vocabulary.MEASUREMENT_TYPE, report["type"])
        if not is_unit(uom):
            yield Problem(f"{at}/uom", "uom-unknown", got=uom)
        elif measures_something_else(word, uom):
            yield Problem(f"{at}/uom", "uom-of-another-kind", expected=word, got=uom)
    low, high = report.get("minValue"), report.get("maxValue")
    if low is not None and high is not None and low > high:
        yield Problem(f"{at}/minValue", "range-backwards", expected=str(high), got=str(low))
    deviation, rank = report.get("sDev"), report.get("percRank")
    if deviation is not None and deviation < 0:
        yield Problem(f"{at}/sDev", "deviation-negative", got=str(deviation))
    if rank is not None and not 0 <= rank <= 100:
        yield Problem(f"{at}/percRank", "perc-rank", got=str(rank))
