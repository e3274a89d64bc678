import contextlib
import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nguon.base.errors import FieldError, InputInvalid
from nguon.food.kitchen.rules.bodies import read_body
from nguon.food.kitchen.rules.envelope import read_envelope

GOOD: dict[str, Any] = {
    "id": "018f6d3e-0000-7000-8000-000000000001",
    "type": "eating_started",
    "schema_v": 1,
    "kitchen": "018f6d3e-0000-7000-8000-00000000000a",
    "actor": "018f6d3e-0000-7000-8000-00000000000b",
    "claimed_at": "2026-11-23T10:46:00+07:00",
    "body": {
        "meal_id": "018f6d3e-0000-7000-8000-00000000000c",
        "started_at": "2026-11-23T10:45:00+07:00",
    },
}


def sent(**changes: Any) -> bytes:
    return json.dumps(GOOD | changes).encode()


def faults_of(raw: bytes) -> list[str]:
    with pytest.raises(InputInvalid) as caught:
        read_body(read_envelope(raw))
    return [error.path for error in caught.value.errors]


def test_an_envelope_says_who_what_where_and_when() -> None:
    envelope = read_envelope(sent())
    assert (envelope.id, envelope.kind, envelope.claimed_at) == (
        UUID(GOOD["id"]),
        "eating_started",
        datetime(2026, 11, 23, 3, 46, tzinfo=UTC),
    )


def test_the_error_of_the_phone_is_taken_out_of_its_time() -> None:
    three_days_ahead = 3 * 24 * 3600 * 1000
    envelope = read_envelope(sent(offset_ms=three_days_ahead))
    assert envelope.entered_at == datetime(2026, 11, 20, 3, 46, tzinfo=UTC)


@pytest.mark.parametrize(
    ("changes", "paths"),
    [
        pytest.param({"id": "1"}, ["id"], id="an id that is none"),
        pytest.param({"type": "all_passed"}, ["type"], id="a kind nobody knows"),
        pytest.param({"claimed_at": "2026-11-23T10:46:00"}, ["claimed_at"], id="no offset"),
        pytest.param(
            {"claimed_at": "2026-11-23T10:46:00-23:59"}, ["claimed_at"], id="no zone of this Earth"
        ),
        pytest.param(
            {"claimed_at": "2026-11-23T10:46:00+07:00:00.5"}, ["claimed_at"], id="part of a second"
        ),
        pytest.param({"claimed_at": "10:46"}, ["claimed_at"], id="no day"),
        pytest.param({"kitchen": None, "actor": ""}, ["kitchen", "actor"], id="two at once"),
        pytest.param({"body": []}, ["body"], id="a body that is a list"),
        pytest.param({"schema_v": True}, ["schema_v"], id="true is not a number"),
        pytest.param({"supersedes": GOOD["actor"]}, ["reason"], id="a correction without reason"),
        pytest.param({"type": "withdrawn"}, ["supersedes"], id="nothing is withdrawn"),
        pytest.param({"photos": ["a"]}, ["photos"], id="photos are objects"),
    ],
)
def test_a_faulty_envelope_names_its_faults(changes: dict[str, Any], paths: list[str]) -> None:
    assert faults_of(sent(**changes)) == paths


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b"null", b"\xff", b'"text"'])
def test_what_is_no_object_is_refused_at_the_root(raw: bytes) -> None:
    assert faults_of(raw) == ["$"]


def test_deep_nesting_is_refused_and_does_not_crash() -> None:
    assert faults_of(b"[" * 60_000) == ["$"]


def test_a_record_over_64_kibibytes_is_refused() -> None:
    assert faults_of(sent(reason="x" * 70_000)) == ["$"]


def test_a_missing_time_is_told_in_words() -> None:
    with pytest.raises(InputInvalid) as caught:
        read_body(read_envelope(sent(body={"meal_id": GOOD["actor"]})))
    assert caught.value.errors == (FieldError("body.started_at", "Còn thiếu.", "một giá trị", ""),)


@settings(max_examples=60)
@given(
    st.dictionaries(
        st.sampled_from([*GOOD, "photos", "supersedes", "reason", "offset_ms", "device"]),
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats()
        | st.text(max_size=8)
        | st.lists(st.none() | st.text(max_size=3), max_size=2)
        | st.dictionaries(st.text(max_size=3), st.none(), max_size=2),
    )
)
def test_any_json_is_read_or_refused_and_never_crashes(changes: dict[str, Any]) -> None:
    with contextlib.suppress(InputInvalid):
        read_body(read_envelope(sent(**changes)))


@pytest.mark.parametrize("year", ["0001", "1969", "3000", "9999"])
def test_a_time_at_the_end_of_the_calendar_is_refused(year: str) -> None:
    """Stored, it would break every page that counts a day or an hour from it."""
    at = f"{year}-01-01T12:00:00+07:00"
    assert faults_of(sent(claimed_at=at)) == ["claimed_at"]
    assert faults_of(sent(body=GOOD["body"] | {"started_at": at})) == ["body.started_at"]
