"""What is said of events as a whole: of several together, of all their problems."""

from typing import Any

import pytest

from nguon.core.epcis import parse_document, validate
from tests.core.epcis.sound_events import (
    COOKING,
    CRATE,
    FIXING,
    FRIDGE,
    ITEM,
    LOT,
    OBJECT,
    PACKING,
    SELLING,
    answers,
    changed,
    document_of,
    problems_of,
)


@pytest.mark.parametrize("event", [OBJECT, PACKING, SELLING, FIXING, COOKING, FRIDGE])
def test_the_sound_events_are_sound(event: Any) -> None:
    assert answers(event) == []


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


FLOODS: list[tuple[str, Any]] = [
    ("items of a wrong type", {**OBJECT, "epcList": list(range(11_000))}),
    ("the same item", {**OBJECT, "epcList": [ITEM] * 11_000}),
    ("own names without prefix", OBJECT | {f"n{number}": 1 for number in range(11_000)}),
    ("dangerous prefixes", {**OBJECT, "@context": {f"n{n}": "data:" for n in range(11_000)}}),
    ("own children", {**PACKING, "childEPCs": [CRATE] * 11_000}),
]


@pytest.mark.parametrize("event", [pytest.param(row[1], id=row[0]) for row in FLOODS])
def test_a_flood_of_problems_is_cut_short_and_refuses_the_whole(event: Any) -> None:
    problems = problems_of(event, OBJECT)
    assert (len(problems), problems[-1].path, problems[-1].code) == (
        10_001,
        "",
        "too-many-problems",
    )


def test_mistyped_identifiers_below_a_very_long_name_are_not_all_told() -> None:
    ours = "https://nguon.example/obj/00000000A"
    document = parse_document(document_of({**OBJECT, f"x:{'y' * 400_000}": [ours] * 1_000}))
    problems = validate(document, own_hosts=frozenset(["nguon.example"]))
    assert [problem.path[-2:] for problem in problems] == ["/0", "/1", "/2"]
