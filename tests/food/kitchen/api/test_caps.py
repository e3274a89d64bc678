"""A stolen phone fills no disk and no inbox; what an honest one recorded waits on the phone."""

import hashlib
from datetime import timedelta
from uuid import uuid4

import pytest

from nguon.base import clock
from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.kitchen.models import ParkedRecord
from nguon.food.kitchen.operations import intake, parking
from nguon.food.kitchen.rules import photos_by_phone
from nguon.ground.journal.models import Photo, Record, RecordConflict
from tests.food.kitchen.api.conftest import reading, sync
from tests.food.kitchen.api.test_photos import picture, put
from tests.food.kitchen.handset import Handset, text_of


def parked_reading(cast: Cast, handset: Handset) -> bytes:
    """Signed by nobody we know."""
    return text_of(reading(cast, handset) | {"actor": str(uuid4())})


def told(handset: Handset, raws: list[bytes]) -> list[tuple[str, str]]:
    return [(one["result"], one.get("code", "")) for one in sync(handset, raws)["results"]]


PARKED, FULL = ("parked", "person_not_allowed"), ("failed", "inbox_full")


def test_beyond_a_cap_the_phone_keeps_what_would_wait_and_the_rest_is_stored(
    cast: Cast, handset: Handset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parking, "MOST_A_DAY", 3)
    raws = [parked_reading(cast, handset) for _ in range(5)]
    good = text_of(reading(cast, handset))
    assert told(handset, [*raws[:2], good]) == [PARKED, PARKED, ("stored", "")]
    assert told(handset, raws[2:]) == [PARKED, FULL, FULL]
    assert told(handset, raws) == [PARKED] * 3 + [FULL] * 2
    answer = sync(handset, raws[3:4])["results"][0]
    assert "stays on the phone" in answer["text"]
    assert ParkedRecord.objects.count() == 3


def test_the_next_day_takes_what_waited_on_the_phone(
    cast: Cast, handset: Handset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parking, "MOST_A_DAY", 1)
    raws = [parked_reading(cast, handset) for _ in range(2)]
    now = clock.now()
    first = [one.result for one in handset.hand_in(raws, at=now - timedelta(days=1))]
    assert first == ["parked", "failed"]
    assert [one.result for one in handset.hand_in(raws, at=now)] == ["parked", "parked"]


def test_one_phone_at_its_cap_is_not_another_one(
    cast: Cast, handset: Handset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parking, "MOST_A_DAY", 1)
    other = Handset.of(cast.pilot.place, manager=cast.pilot.people["manager"])
    assert told(handset, [parked_reading(cast, handset) for _ in range(2)]) == [PARKED, FULL]
    assert told(other, [parked_reading(cast, other)]) == [PARKED]


def test_so_many_contents_are_kept_under_one_number_and_no_more(
    cast: Cast, handset: Handset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "MOST_CONTENTS", 2)
    number = str(uuid4())
    raws = [text_of(reading(cast, handset) | {"id": number, "n": n}) for n in range(4)]
    results = [told(handset, [raw])[0] for raw in raws]
    conflict = ("conflict", "other_content")
    assert results == [("stored", ""), conflict, conflict, FULL]
    assert told(handset, [raws[2]]) == [conflict]
    assert (Record.objects.filter(pk=number).count(), RecordConflict.objects.count()) == (1, 2)


def test_beyond_a_cap_only_photos_that_a_record_names_are_taken(
    cast: Cast, handset: Handset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(photos_by_phone, "MOST_UNNAMED_A_DAY", 2)
    raws = [picture(size=(60 + n, 60)) for n in range(5)]
    assert [put(handset, raw).status_code for raw in raws[:3]] == [201, 201, 409]
    for by in ({}, {"actor": str(uuid4())}):
        raw = raws.pop()
        named = [{"sha256": hashlib.sha256(raw).hexdigest(), "bytes": len(raw)}]
        sync(handset, [text_of(reading(cast, handset, photos=named) | by)])
        assert put(handset, raw).status_code == 201
    assert Photo.objects.count() == 4
