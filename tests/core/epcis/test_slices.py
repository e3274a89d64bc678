"""A document in pieces is the same document."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nguon.core.epcis import EPCIS_CONTEXT, UnreadableError, parse_document, slices
from nguon.core.epcis.slices import slice_document

HEAD = {
    "@context": [EPCIS_CONTEXT, {"ex": "https://ex.example/"}],
    "schemaVersion": "2.0",
    "creationDate": "2026-01-01T00:00:00Z",
    "epcisHeader": {"epcisMasterData": {"vocabularyList": []}},
}


def text_of(events: list[Any], *, type_: str = "EPCISDocument", indent: int | None = None) -> bytes:
    body: dict[str, Any] = {"eventList": events}
    if type_ == "EPCISQueryDocument":
        body = {"queryResults": {"queryName": "q", "resultsBody": body}}
    whole = {"epcisBody": body, **HEAD, "type": type_}
    return json.dumps(whole, ensure_ascii=False, indent=indent).encode()


words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner),
    max_leaves=8,
)
events = st.lists(st.dictionaries(st.sampled_from('abcd]}[{,"\\ơ'), values), max_size=9)


@settings(max_examples=80)
@given(events=events, type_=st.sampled_from(["EPCISDocument", "EPCISQueryDocument"]))
def test_all_pieces_together_are_the_events_in_their_order(events: list[Any], type_: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slices, "SLICE_EVENTS", 2)
        for indent in (None, 1):
            text = text_of(events, type_=type_, indent=indent)
            sliced = slice_document(text)
            assert sliced is not None
            assert sliced.count == len(events)
            assert [one.first for one in sliced.slices()] == list(range(0, len(events), 2))
            found = [e for one in sliced.slices() for _at, e in one.document.event_members()]
            assert found == [e for _at, e in parse_document(text).event_members()]


def test_a_piece_holds_what_events_need_and_no_master_data() -> None:
    sliced = slice_document(text_of([{"a": 1}]))
    assert sliced is not None
    (one,) = sliced.slices()
    assert one.document.context == HEAD["@context"]
    assert "epcisHeader" not in one.document.root
    assert sliced.head.root["epcisHeader"] == HEAD["epcisHeader"]
    assert list(sliced.head.event_members()) == []


def test_a_piece_ends_before_it_grows_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slices, "SLICE_OCTETS", 40)  # one has 21
    sliced = slice_document(text_of([{"a": "x" * 12}] * 5))
    assert sliced is not None
    assert [one.first for one in sliced.slices()] == [0, 1, 2, 3, 4]


def test_an_event_that_cannot_be_read_leaves_the_others_readable() -> None:
    sliced = slice_document(
        text_of([{"a": 1}, {"a": "MARK"}, {"a": 3}]).replace(b"MARK", b"\\u0000")
    )
    assert sliced is not None
    (one,) = sliced.slices()
    assert [e for _at, e in one.document.event_members()] == [{"a": 1}, None, {"a": 3}]
    assert [(p.path, p.code) for p in one.problems] == [("/epcisBody/eventList/1/a", "text-nul")]


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"[]",
        b"{",
        b'{"type": "EPCISDocument"}',
        b'{"type": "EPCISDocument", "epcisBody": {"eventList": {}}}',
        b'{"type": "EPCISDocument", "epcisBody": {"eventList": [1,]}}',
        b'{"type": "EPCISDocument", "epcisBody": {"eventList": [1 2]}}',
        b'{"type": "EPCISDocument", "epcisBody": {"eventList": [1',
        b'{"type": "EPCISQueryDocument", "epcisBody": {"eventList": [1]}}',
        b'{"type": "EPCISDocument", "epcisBody": {"eventList": [], "eventList": []}}',
        b'{"type": "ObjectEvent", "eventTime": "x"}',
        b'{"epcisBody": {"eventList": [' + b"[" * 200_000,
    ],
)
def test_what_cannot_be_taken_apart_has_no_pieces(text: bytes) -> None:
    assert slice_document(text) is None


def test_what_is_unsound_beside_the_events_is_told() -> None:
    text = b'{"type": "EPCISDocument", "type": "x", "epcisBody": {"eventList": [{}]}}'
    with pytest.raises(UnreadableError):
        slice_document(text)
