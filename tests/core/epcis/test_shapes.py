"""A wrong shape is answered with its path and its rule."""

from typing import Any

import pytest

from tests.core.epcis.sound_events import (
    COOKING,
    FIXING,
    FRIDGE,
    ITEM,
    OBJECT,
    PACKING,
    REPORT,
    SENSED,
    answers,
    changed,
)

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
