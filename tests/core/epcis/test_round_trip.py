"""JSON-LD in and out loses nothing: unknown members, order, numbers as written, contexts."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from nguon.core.epcis import (
    Document,
    Event,
    ExtendedEvent,
    MalformedError,
    ObjectEvent,
    PersistentDisposition,
    QuantityElement,
    ReadPoint,
    TransformationEvent,
    parse_document,
    read_event,
    write_json,
)

EVENT = b"""{
  "eventTimeZoneOffset": "+07:00", "example:before": 1.0, "type": "ObjectEvent",
  "@context": {"example": "https://example.org/"},
  "eventTime": "2026-11-21T06:45:00.1200+07:00", "action": "ADD", "bizStep": "receiving",
  "quantityList": [{"uom": "KGM", "quantity": 12.50, "epcClass": "urn:example:rice"}],
  "readPoint": {"example:room": {"n": 1e3}, "id": "urn:example:kitchen"},
  "certificationInfo": "https://example.org/cert", "childList": [],
  "ilmd": {"example:big": 123456789012345678901234567890}
}"""


def lexemes(data: bytes) -> Any:
    """JSON with order and number writings visible; of two eventIDs the last, as readers do."""
    return json.loads(
        data,
        parse_int=lambda text: ("number", text),
        parse_float=lambda text: ("number", text),
        object_pairs_hook=lambda pairs: ("object", list(dict(pairs).items())),
    )


def test_every_document_comes_back_as_it_was_written(examples: Mapping[str, bytes]) -> None:
    changed = [
        name
        for name, data in examples.items()
        if lexemes(parse_document(data).to_json()) != lexemes(data)
    ]
    assert (changed, len(examples)) == ([], 90)


def sound(document: Document) -> list[tuple[Any, Event]]:
    try:
        return [(members, event) for (_, members), event in zip_events(document)]
    except MalformedError:
        return []


def zip_events(document: Document) -> list[tuple[tuple[str, Any], Event]]:
    return list(zip(document.event_members(), document.events, strict=True))


def test_every_event_comes_back_as_it_was_written(examples: Mapping[str, bytes]) -> None:
    pairs = [pair for data in examples.values() for pair in sound(parse_document(data))]
    changed = [
        event.event_id
        for members, event in pairs
        if lexemes(event.to_json()) != lexemes(write_json(members))
    ]
    assert (changed, len(pairs)) == ([], 116)


def test_an_event_written_anew_means_the_same(examples: Mapping[str, bytes]) -> None:
    events = [event for data in examples.values() for _, event in sound(parse_document(data))]
    anew = [read_event(replace(event, as_read=None).to_json_ld()) for event in events]
    assert anew == events


def test_an_event_is_read_into_the_words_of_the_standard() -> None:
    event = parse_document(EVENT).events[0]
    assert event == ObjectEvent(
        event_time=datetime(2026, 11, 20, 23, 45, 0, 120000, tzinfo=UTC),
        event_time_zone_offset="+07:00",
        action="ADD",
        biz_step="receiving",
        quantity_list=(QuantityElement("urn:example:rice", Decimal("12.5"), "KGM"),),
        read_point=ReadPoint("urn:example:kitchen", {"example:room": {"n": Decimal(1000)}}),
        certification_info=("https://example.org/cert",),
        ilmd={"example:big": Decimal("123456789012345678901234567890")},
        extensions={"example:before": Decimal(1), "childList": []},
        context={"example": "https://example.org/"},
    )


def test_only_what_was_replaced_is_written_anew() -> None:
    event = parse_document(EVENT).events[0]
    assert isinstance(event, ObjectEvent)
    before = json.loads(event.to_json())
    later = replace(event, biz_step="storing", disposition="active", ilmd=None)
    assert lexemes(later.to_json()) == lexemes(
        EVENT.replace(b"receiving", b"storing")
        .replace(b', "childList": []', b', "childList": [], "disposition": "active"')
        .replace(b',\n  "ilmd": {"example:big": 123456789012345678901234567890}', b"")
    )
    assert json.loads(event.to_json()) == before


def test_an_extension_taken_away_is_gone() -> None:
    event = parse_document(EVENT).events[0]
    assert "example:before" not in replace(event, extensions={}).to_json_ld()


def test_an_event_of_a_users_own_type_keeps_everything() -> None:
    data = (
        b'{"@context": {"example": "https://example.org/"}, "type": "example:Feast", '
        b'"eventTime": "2026-11-21T06:45:00Z", "eventTimeZoneOffset": "+07:00", "guests": 9}'
    )
    event = parse_document(data).events[0]
    assert isinstance(event, ExtendedEvent)
    assert (event.type, event.extensions) == ("example:Feast", {"guests": Decimal(9)})
    assert lexemes(event.to_json()) == lexemes(data)


MALFORMED: list[tuple[dict[str, Any], str, str]] = [
    ({"type": 1}, "/type", "missing-member"),
    ({"type": "ObjectEvent"}, "", "missing-member"),
    ({"eventTime": 5}, "/eventTime", "time-form"),
    ({"eventTime": "now"}, "/eventTime", "time-form"),
    ({"epcList": "urn:x:y"}, "/epcList", "wrong-type"),
    ({"epcList": [1]}, "/epcList/0", "wrong-type"),
    ({"quantityList": [{}]}, "/quantityList/0", "missing-member"),
    (
        {"quantityList": [{"epcClass": "urn:x:y", "quantity": "5"}]},
        "/quantityList/0/quantity",
        "wrong-type",
    ),
    ({"quantityList": [{"epcClass": "urn:x:y", "x": 5}]}, "/quantityList/0/x", "unexpected-member"),
    ({"readPoint": "urn:x:y"}, "/readPoint", "wrong-type"),
    ({"bizStep": None}, "/bizStep", "wrong-type"),
]


@pytest.mark.parametrize(("members", "path", "code"), MALFORMED)
def test_what_cannot_be_understood_is_named(members: dict[str, Any], path: str, code: str) -> None:
    base = {
        "type": "ObjectEvent",
        "action": "ADD",
        "eventTime": "2026-11-21T06:45:00Z",
        "eventTimeZoneOffset": "+07:00",
    }
    sound_base = members if members == {"type": "ObjectEvent"} else {**base, **members}
    with pytest.raises(MalformedError) as caught:
        read_event(sound_base)
    assert (caught.value.problem.path, caught.value.problem.code) == (path, code)


def test_a_context_comes_along_into_another_document() -> None:
    document = parse_document(
        b'{"@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld", '
        b'{"a": "https://a.example/"}], "type": "EPCISDocument", "schemaVersion": "2.0", '
        b'"creationDate": "2026-11-21T00:00:00Z", "epcisBody": {"eventList": ['
        b'{"type": "TransformationEvent", "eventTime": "2026-11-21T06:45:00Z", '
        b'"eventTimeZoneOffset": "+07:00", "a:x": 1, "@context": {"b": "https://b.example/"}, '
        b'"persistentDisposition": {"set": ["recalled"]}}]}}'
    )
    event = document.events[0]
    assert isinstance(event, TransformationEvent)
    assert event.persistent_disposition == PersistentDisposition(set=("recalled",))
    assert event.in_document(["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"])[
        "@context"
    ] == [{"a": "https://a.example/"}, {"b": "https://b.example/"}]
    assert event.in_document(document.root["@context"]) == event.to_json_ld()
