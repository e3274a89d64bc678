"""What looks odd and is allowed: a validator that refuses too much is as useless as none."""

from typing import Any

import pytest

from tests.core.epcis.sound_events import (
    COOKING,
    CRATE,
    FIXING,
    FRIDGE,
    LOT,
    OBJECT,
    PACKING,
    REPORT,
    SELLING,
    WEIGHED,
    answers,
    changed,
)

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
