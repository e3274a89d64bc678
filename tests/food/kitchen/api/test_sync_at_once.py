"""`POST /api/v1/sync` from many connections at once."""

import json
import threading
from collections import Counter
from functools import partial
from typing import Any

import pytest
from django.db import connection

from nguon.food.kitchen.management.demo.cast import Cast, gather_cast
from nguon.food.kitchen.models import FridgeReading
from nguon.ground.journal.models import Record, RecordConflict
from tests.food.kitchen.api.conftest import reading, sync
from tests.food.kitchen.conftest import START, Stage
from tests.food.kitchen.handset import Handset, offline_day, text_of
from tests.food.kitchen.operations.test_a_kitchen_day import live
from tests.food.kitchen.operations.test_rebuild_projections import tables


@pytest.fixture
def committed(transactional_db: None) -> Cast:
    return gather_cast(at=START)


def at_once(count: int, deed: Any) -> list[Any]:
    """Each on a connection of its own, started together."""
    gate, answers = threading.Barrier(count), [None] * count

    def run(number: int) -> None:
        gate.wait()
        try:
            answers[number] = deed(number)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[number]) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_of_eight_connections_with_one_record_exactly_one_stores_it(committed: Cast) -> None:
    """T8, 20 rounds; on another phone, to be sure, each second time."""
    kitchen = committed.pilot
    phones = [Handset.of(kitchen.place, manager=kitchen.people["manager"]) for _ in range(2)]
    for _round in range(20):
        raw = text_of(reading(committed, phones[0]))
        told = at_once(8, partial(_hand_in, phones, raw))
        assert Counter(told) == {"stored": 1, "duplicate": 7}
    assert FridgeReading.objects.count() == Record.objects.count() == 20
    assert RecordConflict.objects.count() == 0


def _hand_in(phones: list[Handset], raw: bytes, number: int) -> str:
    result: str = sync(phones[number % len(phones)], [raw])["results"][0]["result"]
    return result


PHONES, TIMES = 4, 2
"""T22 in small: 300 phones with 60 records each are sent by `benchmarks/intake.py`."""


def test_many_phones_at_once_lose_nothing_and_double_nothing(committed: Cast) -> None:
    """T22: each kitchen's day, every batch sent twice at the same time."""
    stage, days = Stage(committed), []
    for number in range(PHONES):
        day = stage.day(kitchen=number)
        day.plan()
        days.append(offline_day(day))
        live(days[-1])

    def hand_in(number: int) -> Counter[str]:
        day = days[number // TIMES]
        assert day.handset is not None
        told: Counter[str] = Counter()
        for first in range(0, len(day.outbox), 20):
            reply = sync(day.handset, day.outbox[first : first + 20])
            told.update(one["result"] for one in reply["results"])
        return told

    told = sum(at_once(PHONES * TIMES, hand_in), Counter[str]())
    sent = [raw for day in days for raw in day.outbox]
    assert told == {"stored": len(sent), "duplicate": len(sent) * (TIMES - 1)}
    kept = Record.objects.exclude(kind="meal_plan")
    assert Counter(bytes(record.raw) for record in kept) == Counter(sent)
    rows = tables()
    acts = sum(
        len(found) for name, found in rows.items() if name not in ("Meal", "Dish", "Ingredient")
    )
    assert acts == Record.objects.count()
    assert {json.loads(raw)["id"] for raw in sent} == {str(record.pk) for record in kept}
