from datetime import UTC, datetime
from pathlib import Path

import pytest

from nguon.core.epcis import (
    Document,
    MalformedError,
    namespaces_of,
    parse_document,
    validate,
)
from nguon.core.epcis.context import expanded

HEADER = b"""{"@context": "https://ref.gs1.org/standards/epcis/epcis-context.jsonld",
"type": "EPCISDocument", "schemaVersion": "2.0", "creationDate": "2026-11-21T07:00:00+07:00",
"epcisHeader": {"epcisMasterData": {"vocabularyList": [
  {"type": "urn:epcglobal:epcis:vtype:Location", "vocabularyElementList": [
    {"id": "urn:epc:id:sgln:4012345.00001.0", "children": ["urn:example:shelf:1"],
     "attributes": [{"id": "cbv:mda#name", "attribute": "kitchen"}]}]}]}},
"epcisBody": {"eventList": []}}"""


def test_a_document_tells_what_it_is() -> None:
    document = parse_document(HEADER)
    assert document.type == "EPCISDocument"
    assert document.schema_version == "2.0"
    assert document.creation_date == datetime(2026, 11, 21, tzinfo=UTC)
    assert document.context == "https://ref.gs1.org/standards/epcis/epcis-context.jsonld"
    assert document.events == ()
    assert not document.is_bare_event
    assert validate(document) == []


def test_master_data_is_found_in_the_header() -> None:
    (vocabulary,) = parse_document(HEADER).vocabulary_list
    assert [element["id"] for element in vocabulary["vocabularyElementList"]] == [
        "urn:epc:id:sgln:4012345.00001.0"
    ]


MASTER_DATA_HARMS = [
    (b"4012345.00001.0", b"4012345.1.0", "vocabularyElementList/0/id", "identifier"),
    (b"urn:example:shelf:1", b"file:///x", "vocabularyElementList/0/children/0", "uri-scheme"),
    (b'"kitchen"', b"null", "vocabularyElementList/0/attributes/0/attribute", "wrong-type"),
    (b"cbv:mda#name", b"name", "vocabularyElementList/0/attributes/0/id", "uri-form"),
]


@pytest.mark.parametrize(("old", "new", "path", "code"), MASTER_DATA_HARMS)
def test_master_data_is_judged_too(old: bytes, new: bytes, path: str, code: str) -> None:
    head = "/epcisHeader/epcisMasterData/vocabularyList/0/"
    problems = validate(parse_document(HEADER.replace(old, new)))
    assert [(p.path.removeprefix(head), p.code) for p in problems] == [(path, code)]


def test_the_gs1_query_document_is_read(conformance: Path) -> None:
    path = conformance / "epcis" / "gs1-json" / "EPCISQueryDocument.jsonld"
    document = parse_document(path.read_bytes())
    assert document.type == "EPCISQueryDocument"
    assert document.query_name == "SimpleEventQuery"
    assert [at for at, _ in document.event_members()] == [
        f"/epcisBody/queryResults/resultsBody/eventList/{number}"
        for number in range(len(document.events))
    ]


@pytest.mark.parametrize(
    "data",
    [
        b"{}",
        b'{"type": "EPCISDocument"}',
        b'{"type": "EPCISDocument", "epcisBody": []}',
        b'{"type": "EPCISDocument", "epcisBody": {"eventList": {}}}',
        b'{"type": "EPCISDocument", "epcisBody": {"eventList": [1, null, []]}}',
        b'{"type": "EPCISQueryDocument", "epcisBody": {"queryResults": []}}',
        b'{"type": "ObjectEvent"}',
        b'{"type": []}',
    ],
)
def test_a_broken_document_is_judged_and_never_crashes(data: bytes) -> None:
    assert [problem.code for problem in validate(parse_document(data))] != []


def test_a_document_without_events_has_none() -> None:
    assert Document({"type": "EPCISDocument"}).events == ()


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("a:x", "https://b.example/x"),
        ("c:x", "urn:c:x"),
        ("gs1:Temperature", "https://gs1.org/voc/Temperature"),
        ("unknown:x", "unknown:x"),
        ("https://b.example/x", "https://b.example/x"),
        ("x", "x"),
    ],
)
def test_a_name_is_expanded_by_the_nearest_context(name: str, full: str) -> None:
    namespaces = namespaces_of(
        ["https://ref.gs1.org/standards/epcis/epcis-context.jsonld", {"a": "https://a.example/"}],
        {"a": "https://b.example/", "c": {"@id": "urn:c:"}, "@version": 1.1},
    )
    assert expanded(name, namespaces) == full


@pytest.mark.parametrize(
    ("data", "kind"),
    [(b"null", "null"), (b"[]", "danh sách [ ]"), (b'"x"', "chữ"), (b"5", "số")],
)
def test_what_is_no_document_is_called_by_its_name_in_json(data: bytes, kind: str) -> None:
    with pytest.raises(MalformedError) as caught:
        parse_document(data)
    problem = caught.value.problem
    assert problem.message_vi == f"Sai kiểu dữ liệu: cần đối tượng {{ }}, nhận được {kind}."
