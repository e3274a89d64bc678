"""Same content, same text; other content, other text."""

import json
from typing import Any

import pytest

from nguon.core.epcis import canonical_content, parse_document, read_event

EVENT: dict[str, Any] = {
    "type": "ObjectEvent",
    "eventID": "urn:example:event:1",
    "eventTime": "2026-11-21T06:45:00+07:00",
    "eventTimeZoneOffset": "+07:00",
    "action": "OBSERVE",
    "bizStep": "shipping",
    "disposition": "in_transit",
    "epcList": ["urn:epc:id:sgtin:4012345.012345.7", "urn:epc:id:sgtin:4012345.012345.8"],
    "quantityList": [
        {"epcClass": "urn:epc:class:lgtin:4012345.012345.L1", "quantity": 12.5, "uom": "KGM"}
    ],
    "readPoint": {"id": "urn:epc:id:sgln:4012345.00001.0"},
    "sourceList": [{"type": "location", "source": "urn:epc:id:sgln:4012345.00001.0"}],
    "bizTransactionList": [{"type": "po", "bizTransaction": "urn:example:po:1"}],
    "sensorElementList": [
        {
            "sensorMetadata": {"time": "2026-11-21T06:40:00+07:00"},
            "sensorReport": [
                {"type": "Temperature", "value": 4, "uom": "CEL"},
                {"type": "Count", "value": 1, "component": "x"},
            ],
        }
    ],
    "persistentDisposition": {"set": ["recalled", "damaged"]},
    "certificationInfo": ["https://example.org/cert"],
    "example:lots": [1, 2],
}
GTIN = "https://id.gs1.org/01/04012345123456"


def content_of(
    members: Any, namespace: str = "https://example.org/", prefix: str = "example"
) -> bytes:
    return content_in({prefix: namespace}, members)


def content_in(prefixes: dict[str, str], members: Any) -> bytes:
    context = ["https://ref.gs1.org/standards/epcis/epcis-context.jsonld", prefixes]
    data = json.dumps({"@context": context, **members}).encode()
    return canonical_content(parse_document(data).events[0])


def with_sensor(**report: Any) -> dict[str, Any]:
    element = json.loads(json.dumps(EVENT["sensorElementList"][0]))
    element["sensorReport"][0] |= report
    return {"sensorElementList": [element]}


SAME: list[tuple[str, dict[str, Any]]] = [
    ("another eventID", {"eventID": "urn:example:event:2"}),
    ("a recordTime", {"recordTime": "2026-11-21T00:00:00Z"}),
    ("the instant in another offset", {"eventTime": "2026-11-20T23:45:00.000Z"}),
    ("Digital Links", {"epcList": [f"{GTIN}/21/7", f"{GTIN}/21/8"]}),
    (
        "Digital Links of a brand",
        {"epcList": [f"https://a.vn/01/04012345123456/21/{n}" for n in (7, 8)]},
    ),
    ("another order of the list", {"epcList": EVENT["epcList"][::-1]}),
    ("the word as a CURIE", {"bizStep": "cbv:BizStep-shipping"}),
    ("the word as a web URI", {"bizStep": "https://ref.gs1.org/cbv/BizStep-shipping"}),
    ("the disposition as a web URI", {"disposition": "https://ref.gs1.org/cbv/Disp-in_transit"}),
    (
        "the lot as a Digital Link",
        {"quantityList": [{"uom": "KGM", "quantity": 12.5, "epcClass": f"{GTIN}/10/L1"}]},
    ),
    ("the place as a Digital Link", {"readPoint": {"id": "https://id.gs1.org/414/4012345000016"}}),
    (
        "the type of source spelt out",
        {
            "sourceList": [
                {"type": "cbv:SDT-location", "source": "https://id.gs1.org/414/4012345000016"}
            ]
        },
    ),
    (
        "the type of paper spelt out",
        {"bizTransactionList": [{"type": "cbv:BTT-po", "bizTransaction": "urn:example:po:1"}]},
    ),
    ("the measurement spelt out", with_sensor(type="gs1:Temperature")),
    ("a number written longer", with_sensor(value=4.0)),
    ("an empty list more", {"destinationList": []}),
    (
        "dispositions in another order",
        {"persistentDisposition": {"set": ["damaged", "cbv:Disp-recalled"]}},
    ),
    ("one certificate without a list", {"certificationInfo": "https://example.org/cert"}),
]
OTHER: list[tuple[str, dict[str, Any]]] = [
    ("another time", {"eventTime": "2026-11-21T06:45:00.000001+07:00"}),
    ("another wall clock", {"eventTimeZoneOffset": "+08:00"}),
    ("another action", {"action": "ADD"}),
    ("one thing less", {"epcList": EVENT["epcList"][:1]}),
    ("another amount", {"quantityList": [{**EVENT["quantityList"][0], "quantity": 12.51}]}),
    ("another unit", {"quantityList": [{**EVENT["quantityList"][0], "uom": "GRM"}]}),
    ("the lot twice", {"quantityList": EVENT["quantityList"] * 2}),
    ("another temperature", with_sensor(value=5)),
    ("another step", {"bizStep": "https://example.org/shipping"}),
    (
        "a declaration that it was wrong",
        {"errorDeclaration": {"declarationTime": "2026-11-21T08:00:00Z"}},
    ),
    ("an extension in another order", {"example:lots": [2, 1]}),
    ("an extension as text", {"example:lots": ["1", "2"]}),
    ("an extension more", {"example:more": None}),
]


@pytest.mark.parametrize("change", [pytest.param(row[1], id=row[0]) for row in SAME])
def test_the_same_said_otherwise_is_the_same_content(change: dict[str, Any]) -> None:
    assert content_of(EVENT | change) == content_of(EVENT)


@pytest.mark.parametrize("change", [pytest.param(row[1], id=row[0]) for row in OTHER])
def test_something_else_is_another_content(change: dict[str, Any]) -> None:
    assert content_of(EVENT | change) != content_of(EVENT)


@pytest.mark.parametrize("number", ["1e-4096", "1.79e308", f"0.{'7' * 4000}"])
def test_any_number_that_is_read_has_a_content(number: str) -> None:
    data = json.dumps({"@context": [], **EVENT}).replace("12.5", number).encode()
    assert canonical_content(parse_document(data).events[0]) != content_of(EVENT)


def test_the_order_of_members_is_no_content() -> None:
    assert content_of(dict(reversed(EVENT.items()))) == content_of(EVENT)


def test_two_prefixes_of_one_namespace_are_one_field() -> None:
    renamed = {name.replace("example:", "farm:"): value for name, value in EVENT.items()}
    assert content_of(renamed, prefix="farm") == content_of(EVENT)


def test_one_prefix_of_two_namespaces_is_two_fields() -> None:
    assert content_of(EVENT, "https://other.example/") != content_of(EVENT)


def test_a_prefix_may_stand_on_another_prefix() -> None:
    chained: Any = {"farm": "https://example.org/", "example": "farm:field/"}
    written_out = content_of(EVENT, "https://example.org/field/")
    assert content_in(chained, EVENT) == written_out
    assert content_in({**chained, "farm": "https://other.example/"}, EVENT) != written_out


def test_prefixes_that_stand_on_each_other_stay_as_they_are_written() -> None:
    assert b'"example:lots"' in content_in({"example": "farm:", "farm": "example:"}, EVENT)


def test_one_field_under_two_prefixes_keeps_both_values() -> None:
    both = {"example": "https://example.org/", "farm": "https://example.org/"}
    twice = {**EVENT, "farm:lots": [3]}
    one, other = {**EVENT, "example:lots": [3]}, {**EVENT, "farm:lots": [4]}
    contents = {content_in(both, event) for event in (EVENT, twice, one, other)}
    assert len(contents) == 4
    assert content_in(both, dict(reversed(twice.items()))) == content_in(both, twice)


def test_a_type_of_the_users_own_is_compared_by_its_full_name() -> None:
    feast = {name: EVENT[name] for name in ("eventTime", "eventTimeZoneOffset", "example:lots")}
    ours = content_of({**feast, "type": "example:Feast"})
    theirs = content_of({**feast, "type": "https://example.org/Feast"})
    others = content_of({**feast, "type": "example:Feast"}, "https://other.example/")
    assert (ours == theirs, ours == others) == (True, False)


@pytest.mark.parametrize("value", [5, None, ["x", {"y": []}], {"id": 1}])
@pytest.mark.parametrize("name", ["childEPCs", "parentID", "inputQuantityList", "transformationID"])
def test_a_member_of_another_event_type_is_content_like_a_users_own(name: str, value: Any) -> None:
    assert content_of({**EVENT, name: value}) != content_of(EVENT)


def test_a_users_own_event_has_content_whatever_it_holds() -> None:
    event = read_event(
        {
            "type": "example:Feast",
            "eventTime": "2026-11-21T06:45:00Z",
            "eventTimeZoneOffset": "+07:00",
            "epcList": [None, {"readPoint": 1}],
        }
    )
    assert canonical_content(event) == (
        b'{"epcList":[null,{"readPoint":1}],"eventTime":"2026-11-21T06:45:00+00:00",'
        b'"eventTimeZoneOffset":"+07:00","type":"example:Feast"}'
    )
