"""From one kitchen's phone to another's: a return is known there with the next word exchanged."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from nguon.base import clock
from nguon.food.kitchen.choices import RecordKind
from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.management.demo.menus import GOODS
from tests.food.kitchen.handset import Handset, text_of
from tests.food.kitchen.incidents import lived, lot_of

REFUSED = {"sensory": "fail", "decision": "rejected", "rejection_reason": "Nhớt, có mùi lạ"}


@pytest.fixture
def days(cast: Cast) -> list[KitchenDay]:
    """The pilot and a sister got the same lot of carrots this morning."""
    found = [lived(cast, 0, kitchen=number, dishes=1) for number in (0, 1)]
    for day in found:
        day.receive_line(GOODS["ca_rot"], Decimal(7), at=day.at(5, 30))
    return found


@pytest.fixture
def phones(cast: Cast) -> list[Handset]:
    return [
        Handset.of(kitchen.place, manager=kitchen.people["manager"])
        for kitchen in cast.kitchens[:2]
    ]


def sync(phone: Handset, *envelopes: dict[str, Any]) -> dict[str, Any]:
    batch = phone.batch([text_of(one) for one in envelopes], at=clock.now())
    answer = Client().post(
        "/api/v1/sync", batch, content_type="application/json", headers=phone.headers
    )
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def kit(phone: Handset) -> dict[str, Any]:
    found: dict[str, Any] = Client().get("/api/v1/kit", headers=phone.headers).json()
    return found


def versions(phone: Handset) -> tuple[str, str]:
    """As told a few seconds later: until then an earlier answer may be repeated."""
    cache.clear()
    reply = sync(phone)
    return reply["kit_version"], reply["stop_list_version"]


def said_by(phone: Handset, day: KitchenDay, kind: RecordKind, body: dict[str, Any]) -> None:
    officer = day.kitchen.people["health_officer"]
    reply = sync(phone, phone.envelope(kind, body, by=officer, at=clock.now()))
    assert [one["result"] for one in reply["results"]] == ["stored"]


def test_a_rejection_on_one_phone_is_a_warning_on_the_other_at_once(
    phones: list[Handset], days: list[KitchenDay]
) -> None:
    """The next empty sync says so: within the minute in which a phone asks, and soon at that."""
    ours, theirs = phones
    before = versions(ours)
    assert kit(ours)["version"] == before[0]
    came_at = clock.now() - timedelta(minutes=5)
    body = days[1].delivery(GOODS["lon"], Decimal(9), at=came_at) | REFUSED
    said_by(theirs, days[1], RecordKind.DELIVERY_LINE, body)
    after = versions(ours)
    assert after[0] != before[0]
    assert after[1] == before[1]
    fetched = kit(ours)
    assert fetched["version"] == after[0]
    assert [(one["kind"], one["reason"]) for one in fetched["warnings"]] == [
        ("rejection", "failed by the senses")
    ]


def test_a_hold_on_one_phone_stops_the_same_lot_on_the_other_at_once(
    phones: list[Handset], days: list[KitchenDay]
) -> None:
    ours, theirs = phones
    before = versions(ours)
    lot = lot_of(days[1], "ca_rot")
    body = {
        "held_at": clock.now().isoformat(),
        "kind": "suspicion",
        "cause": "12 em đau bụng",
        "lot_uris": [lot],
        "suspected": {"sick": 12, "symptoms": ["vomiting"]},
    }
    said_by(theirs, days[1], RecordKind.HOLD, body)
    after = versions(ours)
    assert (after[0] != before[0], after[1] != before[1]) == (True, True)
    fetched = kit(ours)
    assert fetched["stop_list"]["version"] == after[1]
    assert [stop["of"] for stop in fetched["stop_list"]["stops"]] == [lot]
    assert [one["kind"] for one in fetched["warnings"]] == ["hold"]
    assert "12 em" not in str(fetched)
