"""Rules of the standard that a schema cannot see: each harm to a sound event has its own answer."""

import copy
import json
from typing import Any

import jsonschema_rs
import pytest

from nguon.core.epcis import Problem, parse_document, validate
from nguon.core.epcis.messages import RULES

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


@pytest.mark.parametrize("event", [OBJECT, PACKING, SELLING, FIXING, COOKING, FRIDGE])
def test_the_sound_events_are_sound(event: Any) -> None:
    assert answers(event) == []


REPORT = "sensorElementList.0.sensorReport.0"
METADATA = "sensorElementList.0.sensorMetadata"
SENSED = "/0/sensorElementList/0/sensorReport/0"

HARMS: list[tuple[Any, str, Any, str, str]] = [
    # wrong check digits and impossible keys, wherever an identifier stands
    (OBJECT, "epcList.0", f"{GTIN[:-1]}8/21/7", "/0/epcList/0", "identifier"),
    (OBJECT, "epcList.0", "urn:epc:id:sgtin:0614141.1073.1", "/0/epcList/0", "identifier"),
    (OBJECT, "epcList.0", "https://shop.vn/01/08931234567898/21/7", "/0/epcList/0", "identifier"),
    (
        OBJECT,
        "quantityList.0.epcClass",
        f"{GTIN[:-1]}8/10/L1",
        "/0/quantityList/0/epcClass",
        "identifier",
    ),
    (OBJECT, "readPoint.id", f"{ROOM[:-1]}8", "/0/readPoint/id", "identifier"),
    (OBJECT, "bizLocation", {"id": f"{ROOM[:-1]}8"}, "/0/bizLocation/id", "identifier"),
    (PACKING, "parentID", f"{CRATE[:-1]}9", "/0/parentID", "identifier"),
    (
        OBJECT,
        "sourceList",
        [{"type": "owning_party", "source": "https://id.gs1.org/417/8931234567898"}],
        "/0/sourceList/0/source",
        "identifier",
    ),
    (FRIDGE, f"{METADATA}.deviceID", "urn:epc:id:giai:0614141.", None, "identifier"),
    # classes and single things
    (OBJECT, "epcList.0", LOT, "/0/epcList/0", "class-not-instance"),
    (OBJECT, "epcList.0", "urn:epc:class:lgtin:4012345.012345.L1", None, "class-not-instance"),
    (OBJECT, "epcList.0", "urn:epc:idpat:sgtin:4012345.012345.*", None, "class-not-instance"),
    (PACKING, "childEPCs.0", GTIN, "/0/childEPCs/0", "class-not-instance"),
    (COOKING, "inputEPCList", [LOT], "/0/inputEPCList/0", "class-not-instance"),
    (COOKING, "outputEPCList", [LOT], "/0/outputEPCList/0", "class-not-instance"),
    (SELLING, "epcList.0", LOT, "/0/epcList/0", "class-not-instance"),
    (PACKING, "parentID", LOT, "/0/parentID", "class-not-instance"),
    (
        OBJECT,
        "quantityList.0.epcClass",
        ITEM,
        "/0/quantityList/0/epcClass",
        "instance-not-class",
    ),
    (COOKING, "inputQuantityList.0.epcClass", CRATE, None, "instance-not-class"),
    # schemes that run code or read disks
    (OBJECT, "epcList.0", "javascript:alert(1)", "/0/epcList/0", "uri-scheme"),
    (OBJECT, "epcList.0", "JavaScript:alert(1)", "/0/epcList/0", "uri-scheme"),
    (OBJECT, "readPoint.id", "file:///etc/passwd", "/0/readPoint/id", "uri-scheme"),
    (OBJECT, "eventID", "data:text/html,x", "/0/eventID", "uri-scheme"),
    (OBJECT, "bizStep", "vbscript:x", "/0/bizStep", "uri-scheme"),
    (OBJECT, "certificationInfo", "javascript:x", "/0/certificationInfo", "uri-scheme"),
    (OBJECT, "javascript:x", 1, "/0/javascript:x", "uri-scheme"),
    (OBJECT, "@context", {"example": "file:///"}, "/0/@context/example", "uri-scheme"),
    (OBJECT, "@context", "file:///context", "/0/@context", "uri-scheme"),
    (FRIDGE, f"{REPORT}.uriValue", "blob:x", f"{SENSED}/uriValue", "uri-scheme"),
    ({"type": "data:x", **WHEN}, "eventID", "urn:x:y", "/0/type", "uri-scheme"),
    # quantities
    (OBJECT, "quantityList.0.quantity", -1, "/0/quantityList/0/quantity", "quantity-negative"),
    (OBJECT, "quantityList.0.uom", ..., "/0/quantityList/0/quantity", "quantity-without-unit"),
    (
        OBJECT,
        "quantityList.0",
        {"epcClass": WEIGHED, "quantity": 3},
        "/0/quantityList/0/quantity",
        "variable-measure-without-unit",
    ),
    (OBJECT, "quantityList.0.quantity", ..., "/0/quantityList/0/uom", "unit-without-quantity"),
    (OBJECT, "quantityList.0.uom", "KG", "/0/quantityList/0/uom", "uom-unknown"),
    # containment
    (PACKING, "parentID", ..., "/0", "parent-missing"),
    (changed(PACKING, "action", "DELETE"), "parentID", ..., "/0", "parent-missing"),
    (PACKING, "childEPCs", [ITEM, CRATE], "/0/childEPCs/1", "parent-its-own-child"),
    (
        changed(PACKING, "parentID", "urn:epc:id:sscc:0614141.1123456789"),
        "childEPCs",
        ["https://id.gs1.org/00/106141411234567897"],
        "/0/childEPCs/0",
        "parent-its-own-child",
    ),
    (
        changed(PACKING, "parentID", "urn:example:crate:1"),
        "childQuantityList",
        [{"epcClass": "urn:example:crate:1"}],
        "/0/childQuantityList/0/epcClass",
        "parent-its-own-child",
    ),
    # about nothing
    (changed(OBJECT, "quantityList", ...), "epcList", [], "/0", "no-things"),
    (SELLING, "epcList", [], "/0", "no-things"),
    # sensors
    (
        FRIDGE,
        f"{METADATA}.endTime",
        "2026-11-21T05:59:59+07:00",
        "/0/sensorElementList/0/sensorMetadata/endTime",
        "window-backwards",
    ),
    (
        FRIDGE,
        f"{REPORT}.deviceID",
        "urn:example:device:2",
        f"{SENSED}/deviceID",
        "sensor-field-contradiction",
    ),
    (FRIDGE, f"{REPORT}.uom", "CELSIUS", f"{SENSED}/uom", "uom-unknown"),
    (FRIDGE, f"{REPORT}.uom", "KGM", f"{SENSED}/uom", "uom-of-another-kind"),
    (FRIDGE, REPORT, {"type": "gs1:Temperature", "uom": "LTR"}, None, "uom-of-another-kind"),
    (
        FRIDGE,
        REPORT,
        {"type": "Temperature", "minValue": 5, "maxValue": 4.9},
        f"{SENSED}/minValue",
        "range-backwards",
    ),
    (FRIDGE, f"{REPORT}.sDev", -0.1, f"{SENSED}/sDev", "deviation-negative"),
    (FRIDGE, f"{REPORT}.percRank", 101, f"{SENSED}/percRank", "perc-rank"),
    # dispositions
    (
        OBJECT,
        "persistentDisposition",
        {"set": ["recalled"], "unset": ["https://ref.gs1.org/cbv/Disp-recalled"]},
        "/0/persistentDisposition/unset/0",
        "disposition-set-and-unset",
    ),
    (
        PACKING,
        "persistentDisposition",
        {"set": "recalled"},
        "/0/persistentDisposition/set",
        "persistent-disposition-form",
    ),
    # declarations of errors
    (
        OBJECT,
        "errorDeclaration",
        {"declarationTime": "2026-11-21T08:00:00Z", "correctiveEventIDs": []},
        "/0/errorDeclaration/correctiveEventIDs",
        "corrective-ids-empty",
    ),
    (
        changed(OBJECT, "eventID", "urn:example:event:1"),
        "errorDeclaration",
        {
            "declarationTime": "2026-11-21T08:00:00Z",
            "correctiveEventIDs": ["urn:example:event:2", "urn:example:event:1"],
        },
        "/0/errorDeclaration/correctiveEventIDs/1",
        "corrective-id-own",
    ),
    # times that no calendar here can keep
    (OBJECT, "eventTime", "0000-01-01T00:00:00Z", "/0/eventTime", "time-unusable"),
    (OBJECT, "recordTime", "9999-12-31T23:59:59-01:00", "/0/recordTime", "time-unusable"),
]


@pytest.mark.parametrize(
    ("event", "way", "value", "path", "code"),
    [pytest.param(*harm, id=f"{harm[4]} {harm[1]} {number}") for number, harm in enumerate(HARMS)],
)
def test_a_harm_that_no_schema_sees_is_answered(
    oracle: jsonschema_rs.Validator, event: Any, way: str, value: Any, path: str | None, code: str
) -> None:
    harmed = changed(event, way, value)
    path = "/0/" + way.replace(".", "/") if path is None else path
    if isinstance(value, dict) and path.endswith(way.replace(".", "/")) and "uom" in value:
        path += "/uom"
    assert answers(harmed) == [(path, code)]
    assert oracle.is_valid(json.loads(document_of(harmed)))


SEEN = changed(PACKING, "action", "OBSERVE")
EMPTIED = changed(PACKING, "action", "DELETE")
ALLOWED: list[tuple[str, Any, str, Any]] = [
    (
        "an observation may leave the parent open",
        changed(PACKING, "action", "OBSERVE"),
        "parentID",
        ...,
    ),
    (
        "taking everything out names no child",
        changed(PACKING, "action", "DELETE"),
        "childEPCs",
        ...,
    ),
    ("a parent may be a place", FIXING, "parentID", "urn:epc:id:sgln:4012345.00002.12"),
    ("whole pieces need no unit", OBJECT, "quantityList.0", {"epcClass": LOT, "quantity": 3.0}),
    ("nothing may be said of the amount", OBJECT, "quantityList.0", {"epcClass": LOT}),
    ("nothing left is an amount", OBJECT, "quantityList.0.quantity", 0),
    ("a weighed item with its unit", OBJECT, "quantityList.0.epcClass", WEIGHED),
    ("packages count as units", OBJECT, "quantityList.0.uom", "XBX"),
    ("a lot may stand twice", OBJECT, "quantityList", [{"epcClass": LOT}, {"epcClass": LOT}]),
    ("a private class", OBJECT, "quantityList.0.epcClass", "urn:example:rice"),
    ("a farm without a GLN", OBJECT, "readPoint.id", "geo:21.38,103.01"),
    ("a step of one's own", OBJECT, "bizStep", "https://example.org/bizStep/steaming"),
    ("a web address that is no GS1 key", OBJECT, "epcList.0", "https://a.vn/8003/ABC"),
    ("both say the same device", FRIDGE, f"{REPORT}.deviceID", "urn:example:device:1"),
    ("a report has its own time", FRIDGE, f"{REPORT}.time", "2026-11-21T06:10:00+07:00"),
    ("a measurement of one's own", FRIDGE, f"{REPORT}.type", "https://example.org/Ripeness"),
    ("a client's recordTime is ignored", OBJECT, "recordTime", "2020-01-01T00:00:00Z"),
    ("instant and wall clock may differ", OBJECT, "eventTime", "2026-11-21T01:00:00Z"),
    ("the wall clock may be far off", OBJECT, "eventTimeZoneOffset", "-14:00"),
    (
        "sensors may speak of a place alone",
        changed(changed(FRIDGE, "epcList", ...), "quantityList", ...),
        "bizStep",
        "sensor_reporting",
    ),
    ("untying all from a transaction", changed(SELLING, "action", "DELETE"), "epcList", ...),
    ("a transaction of a parent", changed(SELLING, "parentID", CRATE), "epcList", []),
    (
        "inputs now, outputs later",
        changed(COOKING, "transformationID", "urn:example:pot:1"),
        "outputQuantityList",
        ...,
    ),
]


@pytest.mark.parametrize(
    ("event", "way", "value"), [pytest.param(*row[1:], id=row[0]) for row in ALLOWED]
)
def test_what_the_standard_allows_is_not_refused(event: Any, way: str, value: Any) -> None:
    assert answers(changed(event, way, value)) == []


SHAPES: list[tuple[Any, str, Any, str, str]] = [
    (OBJECT, "eventTime", "2026-11-21T06:45:00", "/0/eventTime", "time-without-offset"),
    (OBJECT, "eventTime", "21/11/2026", "/0/eventTime", "time-form"),
    (OBJECT, "eventTimeZoneOffset", "+14:30", "/0/eventTimeZoneOffset", "zone-offset"),
    (OBJECT, "eventTimeZoneOffset", "+7", "/0/eventTimeZoneOffset", "zone-offset"),
    (OBJECT, "eventTimeZoneOffset", ..., "/0", "missing-member"),
    (OBJECT, "action", "observe", "/0/action", "action"),
    (OBJECT, "bizStep", "urn:epcglobal:cbv:bizstep:shipping", "/0/bizStep", "word-spelling"),
    (OBJECT, "disposition", "cooked", "/0/disposition", "word"),
    (OBJECT, "epcList.0", "thịt lợn", "/0/epcList/0", "uri-form"),
    (OBJECT, "epcList", [ITEM, ITEM], "/0/epcList/1", "repeated-item"),
    (OBJECT, "epcList", ITEM, "/0/epcList", "wrong-type"),
    (OBJECT, "quantityList.0.uom", "kg", "/0/quantityList/0/uom", "uom-form"),
    (OBJECT, "quantityList.0.lot", "L1", "/0/quantityList/0/lot", "unexpected-member"),
    (OBJECT, "note", "x", "/0/note", "unknown-member"),
    (OBJECT, "a/b", "x", "/0/a~1b", "unknown-member"),
    (OBJECT, "ilmd", {"example:x": 1}, "/0/ilmd", "ilmd-action"),
    (OBJECT, "type", "ObjectEvnt", "/0/type", "event-type"),
    (
        OBJECT,
        "persistentDisposition",
        {},
        "/0/persistentDisposition",
        "persistent-disposition-empty",
    ),
    (FRIDGE, f"{REPORT}.hexBinaryValue", "xyz", f"{SENSED}/hexBinaryValue", "hex-form"),
    (FRIDGE, "sensorElementList.0.sensorReport", [], SENSED[:-2], "too-few-items"),
    (COOKING, "outputQuantityList", ..., "/0", "no-what"),
    (PACKING, "childEPCs", ..., "/0", "no-what"),
    (FIXING, "parentID", ..., "/0", "missing-member"),
]


@pytest.mark.parametrize(
    ("event", "way", "value", "path", "code"),
    [pytest.param(*row, id=f"{row[4]} {row[1]} {number}") for number, row in enumerate(SHAPES)],
)
def test_a_wrong_shape_is_answered(event: Any, way: str, value: Any, path: str, code: str) -> None:
    assert answers(changed(event, way, value)) == [(path, code)]


def with_id(event: Any, event_id: str = "urn:example:event:1") -> Any:
    return {**event, "eventID": event_id}


DECLARED = {**with_id(OBJECT), "errorDeclaration": {"declarationTime": "2026-11-21T08:00:00Z"}}


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param(
            [with_id(OBJECT), with_id(PACKING)],
            [("/1/eventID", "event-id-repeated")],
            id="two events, one id",
        ),
        pytest.param([with_id(OBJECT), with_id(PACKING, "urn:x:2")], [], id="two ids"),
        pytest.param([OBJECT, OBJECT], [], id="no ids yet"),
        pytest.param([with_id(OBJECT), DECLARED], [], id="declared wrong later"),
        pytest.param([DECLARED, with_id(OBJECT)], [], id="declared wrong before"),
        pytest.param(
            [DECLARED, with_id(OBJECT), with_id(OBJECT)],
            [("/2/eventID", "event-id-repeated")],
            id="declared wrong, and still twice",
        ),
    ],
)
def test_one_event_id_belongs_to_one_event(
    events: list[Any], expected: list[tuple[str, str]]
) -> None:
    assert answers(*events) == expected


def test_one_pass_tells_everything_and_where() -> None:
    bad = changed(changed(OBJECT, "readPoint.id", "javascript:x"), "epcList.0", LOT)
    assert answers(bad, OBJECT, changed(PACKING, "parentID", ...)) == [
        ("/0/epcList/0", "class-not-instance"),
        ("/0/readPoint/id", "uri-scheme"),
        ("/2", "parent-missing"),
    ]
    assert [problem.event_number for problem in problems_of(OBJECT, bad)] == [1, 1]


def test_only_version_two_documents_are_read() -> None:
    data = document_of(OBJECT).replace(b'"schemaVersion": "2.0"', b'"schemaVersion": "1.2"')
    assert [(p.path, p.code) for p in validate(parse_document(data))] == [
        ("/schemaVersion", "schema-version")
    ]


def test_a_flood_of_problems_is_cut_short_and_refuses_the_whole() -> None:
    problems = problems_of({**OBJECT, "epcList": list(range(20_000))}, OBJECT)
    assert (len(problems), problems[-1].path, problems[-1].code) == (
        10_001,
        "",
        "too-many-problems",
    )


def test_every_rule_of_sense_has_a_harm_that_shows_it() -> None:
    shown = {harm[4] for harm in HARMS} | {
        "event-id-repeated",
        "schema-version",
        "too-many-problems",
    }
    of_text = {code for code in RULES if code.startswith(("json-", "text-"))}
    assert {code for code, rule in RULES.items() if not rule.in_schema} - of_text == shown
