"""Rules of the standard that a schema cannot see: each harm to a sound event has its answer."""

import json
from typing import Any

import jsonschema_rs
import pytest

from nguon.core.epcis.messages import RULES
from tests.core.epcis.sound_events import (
    COOKING,
    CRATE,
    FRIDGE,
    GTIN,
    ITEM,
    LOT,
    METADATA,
    OBJECT,
    PACKING,
    REPORT,
    ROOM,
    SELLING,
    SENSED,
    WEIGHED,
    WHEN,
    answers,
    changed,
    document_of,
)

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
    # longer than any index takes
    (OBJECT, "eventID", f"urn:x:{'y' * 3000}", "/0/eventID", "identifier-too-long"),
    (OBJECT, "epcList.0", f"https://x.vn/{'y' * 3000}", None, "identifier-too-long"),
    (OBJECT, "readPoint.id", f"urn:x:{'y' * 3000}", None, "identifier-too-long"),
    # schemes that run code or read disks
    (OBJECT, "epcList.0", "javascript:alert(1)", "/0/epcList/0", "uri-scheme"),
    (OBJECT, "epcList.0", "JavaScript:alert(1)", "/0/epcList/0", "uri-scheme"),
    (OBJECT, "readPoint.id", "file:///etc/passwd", "/0/readPoint/id", "uri-scheme"),
    (OBJECT, "eventID", "data:text/html,x", "/0/eventID", "uri-scheme"),
    (OBJECT, "bizStep", "vbscript:x", "/0/bizStep", "uri-scheme"),
    (OBJECT, "certificationInfo", "javascript:x", "/0/certificationInfo", "uri-scheme"),
    (OBJECT, "javascript:x", 1, "/0/javascript:x", "uri-scheme"),
    (OBJECT, "@context", {"example": "file:///"}, "/0/@context/example", "uri-scheme"),
    (OBJECT, "@context", {"a/b": {"@id": "data:x"}}, "/0/@context/a~1b/@id", "uri-scheme"),
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
    (SELLING, "parentID", ITEM, "/0/epcList/0", "parent-its-own-child"),
    (
        changed(SELLING, "parentID", "urn:example:rice"),
        "quantityList",
        [{"epcClass": "urn:example:rice"}],
        "/0/quantityList/0/epcClass",
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


def test_every_rule_of_sense_has_a_harm_that_shows_it() -> None:
    shown = {harm[4] for harm in HARMS} | {
        "event-id-repeated",
        "schema-version",
        "too-many-problems",
    }
    of_text = {code for code in RULES if code.startswith(("json-", "text-", "xml-"))}
    assert {code for code, rule in RULES.items() if not rule.in_schema} - of_text == shown
