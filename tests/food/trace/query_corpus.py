"""Eight events that between them have every member a query can ask for."""

import json
from typing import Any

from nguon.core.epcis import EPCIS_CONTEXT, parse_document, validate
from nguon.core.epcis.query import query_of_url
from nguon.food.trace.operations import capture_events
from nguon.food.trace.queries.events import page_of_events
from nguon.ground.people.queries import Principal
from tests.food.trace.conftest import MONDAY, Actor

GTIN = "https://id.gs1.org/01/00614141123452"
LOT = f"{GTIN}/10/L1"
LOT_URN = "urn:epc:class:lgtin:0614141.012345.L1"
PALLET_URN = "urn:epc:id:sscc:0614141.1234567890"
PALLET = "https://id.gs1.org/00/106141412345678908"
SITE = "https://id.gs1.org/414/0614141073467"
SITE_URN = "urn:epc:id:sgln:0614141.07346.0"
ROOM = f"{SITE}/254/12"
DISH = "https://ex.example/class/soup-1"
PREFIXES = {"ex": "https://ex.example/"}


def event(name: str, type_: str, time: str, **members: Any) -> dict[str, Any]:
    return {
        "type": type_,
        "eventID": f"urn:x:{name}",
        "eventTime": time,
        "eventTimeZoneOffset": "+07:00",
        **members,
    }


SENSED = {
    "sensorMetadata": {
        "time": "2026-11-20T01:00:00Z",
        "startTime": "2026-11-20T00:00:00Z",
        "endTime": "2026-11-20T02:00:00Z",
        "deviceID": "urn:epc:id:giai:0614141.fridge1",
        "dataProcessingMethod": "https://ex.example/method",
        "bizRules": "https://ex.example/rules",
        "ex:checked": True,
        "ex:lab": {"ex:room": "2B"},
    },
    "sensorReport": [
        {
            "type": "Temperature",
            "value": 39.2,
            "uom": "FAH",
            "minValue": 275.15,
            "maxValue": 281.15,
            "meanValue": 277.15,
            "sDev": 1.8,
            "percRank": 95,
            "percValue": 280.15,
            "ex:slot": 3,
        },
        {
            "type": "https://ex.example/Smell",
            "stringValue": "good",
            "booleanValue": True,
            "hexBinaryValue": "0aF1",
            "uriValue": "https://ex.example/smells/good",
            "microorganism": "https://ex.example/salmonella",
            "chemicalSubstance": "https://ex.example/ethylene",
            "time": "2026-11-20T01:30:00Z",
            "ex:who": {"ex:nose": "Lan"},
        },
    ],
    "ex:box": "lid",
    "ex:frame": {"ex:screw": "M8"},
}
# The numbers of the first report are in kelvin but for the value: two reports, as FAH is its unit.
SENSED["sensorReport"][0:1] = [  # type: ignore[index]
    {"type": "Temperature", "value": 39.2, "uom": "FAH", "sDev": 1.8, "ex:slot": 3},
    {
        "type": "Temperature",
        "uom": "KEL",
        "minValue": 275.15,
        "maxValue": 281.15,
        "meanValue": 277.15,
        "percRank": 95,
        "percValue": 280.15,
    },
]

CORPUS = [
    event(
        "harvest",
        "ObjectEvent",
        "2026-11-19T08:00:00+07:00",
        action="ADD",
        bizStep="commissioning",
        disposition="active",
        quantityList=[{"epcClass": LOT, "quantity": 60, "uom": "KGM"}],
        readPoint={"id": ROOM, "ex:gate": "north", "ex:door": {"ex:bolt": "M8"}},
        bizLocation={"id": SITE, "ex:area": 5, "ex:soil": {"ex:ph": 6.5}},
        ilmd={"ex:variety": "ST25", "ex:best": "2026-12-01", "ex:spec": {"ex:grade": 3}},
        **{"ex:price": 12.5, "ex:note": "first", "ex:crew": [{"ex:head": "Lò"}, {"ex:size": 4}]},
    ),
    event(
        "chill",
        "ObjectEvent",
        "2026-11-20T08:00:00+07:00",
        action="OBSERVE",
        bizStep="sensor_reporting",
        epcList=[PALLET_URN],
        sensorElementList=[SENSED],
        **{"ex:price": 9, "ex:at": "2026-11-20T08:00:00+07:00"},
    ),
    event(
        "pack",
        "AggregationEvent",
        "2026-11-19T09:00:00+07:00",
        action="ADD",
        bizStep="packing",
        parentID=PALLET,
        childEPCs=[f"{GTIN}/21/A1", f"{GTIN}/21/A10"],
        childQuantityList=[{"epcClass": LOT_URN, "quantity": 5}],
        bizTransactionList=[
            {"type": "po", "bizTransaction": "urn:x:po:1"},
            {"bizTransaction": "urn:x:po:2"},
            {"type": "inv", "bizTransaction": "urn:x:po:3"},
        ],
        sourceList=[{"type": "owning_party", "source": "https://ex.example/loc/farm"}],
        destinationList=[{"type": "location", "destination": SITE_URN}],
        persistentDisposition={
            "set": ["completeness_verified"],
            "unset": ["completeness_inferred"],
        },
    ),
    event(
        "cook",
        "TransformationEvent",
        "2026-11-20T06:00:00Z",
        bizStep="creating_class_instance",
        inputEPCList=[f"{GTIN}/21/A1"],
        inputQuantityList=[{"epcClass": LOT, "quantity": 18000, "uom": "GRM"}],
        outputEPCList=["https://ex.example/obj/sample"],
        outputQuantityList=[{"epcClass": DISH, "quantity": 300, "uom": "EA"}],
        transformationID="https://ex.example/cooking/1",
        **{"ex:price": "free"},
    ),
    event(
        "sell",
        "TransactionEvent",
        "2026-11-20T07:00:00Z",
        action="DELETE",
        bizStep="https://ex.example/step/sell",
        disposition="https://ex.example/disp/sold",
        bizTransactionList=[{"type": "https://ex.example/bill", "bizTransaction": "urn:x:po:1"}],
        epcList=[f"{GTIN}/21/A10"],
        readPoint={"id": SITE_URN},
    ),
    event(
        "fix",
        "AssociationEvent",
        "2026-11-18T00:00:00Z",
        action="ADD",
        parentID=SITE,
        childEPCs=["urn:epc:id:giai:0614141.fridge1"],
    ),
    event("own", "ex:OwnEvent", "2026-11-17T00:00:00Z", **{"ex:note": "second"}),
    event(
        "harvest",
        "ObjectEvent",
        "2026-11-19T08:00:00+07:00",
        action="ADD",
        epcList=[],
        quantityList=[{"epcClass": LOT, "quantity": 60, "uom": "KGM"}],
        errorDeclaration={
            "declarationTime": "2026-11-21T08:00:00+07:00",
            "reason": "incorrect_data",
            "correctiveEventIDs": ["urn:x:better"],
            "ex:by": "Lan",
            "ex:form": {"ex:page": 2},
        },
    ),
]
LABELS = ["harvest", "chill", "pack", "cook", "sell", "fix", "own", "declaration"]


def document(*events: Any, context: Any = None) -> bytes:
    return json.dumps(
        {
            "@context": [EPCIS_CONTEXT, context or PREFIXES],
            "type": "EPCISDocument",
            "schemaVersion": "2.0",
            "creationDate": "2026-11-21T08:00:00Z",
            "epcisBody": {"eventList": list(events)},
        }
    ).encode()


def capture(actor: Actor, *events: Any, context: Any = None) -> None:
    """Events as a partner would send them, valid as `/capture` wants them."""
    read = parse_document(document(*events, context=context))
    assert validate(read) == []
    capture_events(read.events, tenant_id=actor.organisation.pk, received_at=MONDAY)


NINE = "2026-11-19T02:00:00Z"


def seen(name: str, time: str = NINE, **members: Any) -> dict[str, Any]:
    members = {"action": "OBSERVE", "epcList": [f"{GTIN}/21/{name}"]} | members
    return event(name, "ObjectEvent", time, **members)


def found(who: Actor | Principal, **asked: str) -> list[str]:
    query = query_of_url({name: [text] for name, text in asked.items()}, namespaces=PREFIXES)
    principal = who.principal if isinstance(who, Actor) else who
    page = page_of_events(query, principal=principal, limit=50)
    return [one.event_id.removeprefix("urn:x:") for one in page.events]


def reported(**report: Any) -> dict[str, Any]:
    return {"sensorReport": [{"type": "Temperature", **report}]}
