"""Whatever one item of a batch says, only that item pays for it."""

import json
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nguon.food.kitchen.management.demo.cast import Cast
from nguon.ground.journal.models import Record
from tests.food.kitchen.api.conftest import post, reading, sync
from tests.food.kitchen.handset import Handset, text_of

DEEP = 5_000
PATHOLOGICAL = {
    "a number of 5,000 digits": b"9" * 5_000,
    "brackets in each other": b"[" * DEEP + b"]" * DEEP,
    "objects in each other": b'{"a":' * DEEP + b"1" + b"}" * DEEP,
    "brackets deeper than any record": b"[" * 40 + b"]" * 40,
    "half a character, escaped": b'"\\ud800"',
    "half a character in bytes": b'"\xed\xa0\x80"',
    "bytes that are no text": b'"\xff"',
    "the zero character": b'"\\u0000"',
    "no number": b"NaN",
    "infinity": b"-Infinity",
    "a number beyond numbers": b"1e400",
    "a slip of the pen": b"tru",
    "a tab in a text": b'"\t"',
}


def with_member(envelope: dict[str, Any], name: str, value: bytes) -> bytes:
    said = json.dumps({**envelope, name: "HERE"}, ensure_ascii=False).encode()
    return said.replace(b'"HERE"', value)


def told(handset: Handset, raws: list[bytes]) -> list[tuple[str | None, str]]:
    return [(one["id"], one["result"]) for one in sync(handset, raws)["results"]]


def test_an_item_that_nobody_can_read_is_refused_alone_and_by_its_name(
    cast: Cast, handset: Handset
) -> None:
    for name in ("body", "photos", "seq", "offset_ms", "kitchen", "build"):
        raws, wanted = [], []
        for value in PATHOLOGICAL.values():
            bad, good = (reading(cast, handset) for _ in range(2))
            raws += [with_member(bad, name, value), text_of(good)]
            wanted += [(bad["id"], "invalid"), (good["id"], "stored")]
        assert told(handset, raws) == wanted, name


def test_an_item_that_is_no_record_at_all_is_refused_alone(cast: Cast, handset: Handset) -> None:
    raws, wanted = [], []
    for value in PATHOLOGICAL.values():
        good = reading(cast, handset)
        raws += [value, text_of(good)]
        wanted += [(None, "invalid"), (good["id"], "stored")]
    assert told(handset, raws) == wanted


def test_a_member_of_the_batch_that_nobody_can_read_costs_no_record(
    cast: Cast, handset: Handset
) -> None:
    for what, value in PATHOLOGICAL.items():
        raw = text_of(reading(cast, handset))
        answer = post(handset, b'{"build": ' + value + b', "items": [' + raw + b"]}")
        assert [one["result"] for one in answer.json()["results"]] == ["stored"], what


ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(min_value=10**300, max_value=10**301),
    st.floats(),
    st.text(st.characters(), max_size=8),
    st.sampled_from(["\ud800", "\0", "1e999999999", "0001-01-01T00:00:00+23:59", str(UUID(int=0))]),
    st.lists(st.none() | st.text(max_size=2), max_size=3),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)
NAMES = ["id", "type", "schema_v", "kitchen", "actor", "identified_by", "device", "claimed_at",
         "offset_ms", "contact_at", "mono_ms", "boot_id", "seq", "build", "photos", "body",
         "supersedes", "reason", "extra", "body.fridge_id", "body.celsius", "body.read_at",
         "body.note"]  # fmt: skip


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.dictionaries(st.sampled_from(NAMES), ODD, min_size=1, max_size=4), max_size=12))
def test_no_odd_item_makes_the_server_stumble_or_costs_its_neighbour(
    cast: Cast, handset: Handset, oddities: list[dict[str, Any]]
) -> None:
    """Never `failed`: the phone would send it again for ever."""
    bad = [text_of_odd(reading(cast, handset), odd) for odd in oddities]
    good = [reading(cast, handset) for _ in range(len(bad) + 1)]
    raws = [text_of(good[0])]
    for one, other in zip(bad, good[1:], strict=True):
        raws += [one, text_of(other)]
    results = [one["result"] for one in sync(handset, raws)["results"]]
    assert results[::2] == ["stored"] * len(good)
    assert set(results[1::2]) <= {"stored", "invalid", "parked", "conflict"}
    assert Record.objects.filter(pk__in=[one["id"] for one in good]).count() == len(good)


def text_of_odd(envelope: dict[str, Any], odd: dict[str, Any]) -> bytes:
    for name, value in odd.items():
        outer, _dot, inner = name.rpartition(".")
        target = envelope[outer] if outer else envelope
        if isinstance(target, dict):
            target[inner] = value
    return json.dumps(envelope).encode()
