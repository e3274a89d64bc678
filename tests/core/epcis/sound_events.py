"""Sound events to do harm to, one of each standard type and one with sensors."""

import copy
import json
from typing import Any

from nguon.core.epcis import Problem, parse_document, validate

GTIN = "https://id.gs1.org/01/08931234567897"
LOT = f"{GTIN}/10/L1"
ITEM = f"{GTIN}/21/7"
CRATE = "https://id.gs1.org/00/106141412345678908"
ROOM = "https://id.gs1.org/414/8931234567897"
WEIGHED = "https://id.gs1.org/01/98931234567890/10/L1"

WHEN = {"eventTime": "2026-11-21T06:45:00+07:00", "eventTimeZoneOffset": "+07:00"}
OBJECT = {
    "type": "ObjectEvent",
    **WHEN,
    "action": "OBSERVE",
    "epcList": [ITEM],
    "quantityList": [{"epcClass": LOT, "quantity": 2.5, "uom": "KGM"}],
    "readPoint": {"id": ROOM},
}
PACKING = {
    "type": "AggregationEvent",
    **WHEN,
    "action": "ADD",
    "parentID": CRATE,
    "childEPCs": [ITEM],
}
SELLING = {
    "type": "TransactionEvent",
    **WHEN,
    "action": "ADD",
    "bizTransactionList": [{"type": "po", "bizTransaction": "urn:example:po:1"}],
    "epcList": [ITEM],
}
FIXING = {
    "type": "AssociationEvent",
    **WHEN,
    "action": "ADD",
    "parentID": ROOM,
    "childEPCs": [ITEM],
}
COOKING = {
    "type": "TransformationEvent",
    **WHEN,
    "inputQuantityList": [{"epcClass": LOT}],
    "outputQuantityList": [{"epcClass": f"{GTIN}/10/M1"}],
}
FRIDGE = {
    **OBJECT,
    "sensorElementList": [
        {
            "sensorMetadata": {
                "startTime": "2026-11-21T06:00:00+07:00",
                "endTime": "2026-11-21T06:30:00+07:00",
                "deviceID": "urn:example:device:1",
            },
            "sensorReport": [{"type": "Temperature", "value": 4.5, "uom": "CEL"}],
        }
    ],
}


def document_of(*events: Any) -> bytes:
    return json.dumps(
        {
            "@context": [
                "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
                {"example": "https://example.org/"},
            ],
            "type": "EPCISDocument",
            "schemaVersion": "2.0",
            "creationDate": "2026-11-21T07:00:00Z",
            "epcisBody": {"eventList": list(events)},
        }
    ).encode()


def changed(event: Any, way: str, value: Any) -> Any:
    """A copy with the value at a dotted way set, or dropped when the value is `...`."""
    result = copy.deepcopy(event)
    holder = result
    *steps, last = way.split(".")
    for step in steps:
        holder = holder[int(step) if isinstance(holder, list) else step]
    key = int(last) if isinstance(holder, list) else last
    if value is ...:
        del holder[key]
    else:
        holder[key] = value
    return result


def problems_of(*events: Any) -> list[Problem]:
    return validate(parse_document(document_of(*events)))


def answers(*events: Any) -> list[tuple[str, str]]:
    head = "/epcisBody/eventList"
    return [(problem.path.removeprefix(head), problem.code) for problem in problems_of(*events)]


REPORT = "sensorElementList.0.sensorReport.0"
METADATA = "sensorElementList.0.sensorMetadata"
SENSED = "/0/sensorElementList/0/sensorReport/0"
