"""A phone whose clock is lost records 1970, or the far future: every page still shows the day."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nguon.base import clock
from nguon.food.kitchen.choices import FridgeKind
from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from tests.food.kitchen.handset import Handset
from tests.food.kitchen.incidents import lived

ODD = ["1970-01-01T07:00:00+07:00", "2017-03-30T23:00:00+07:00", "2999-12-31T10:00:00+07:00"]


def bodies(cast: Cast, day: KitchenDay, at: str) -> dict[str, dict[str, Any]]:
    dish = str(day.dish_id(day.menu[0]))
    fridge = str(cast.pilot.fridges[FridgeKind.SAMPLE].pk)
    seen = {"portions": 5, "sensory": "pass"}
    kept = {"amount": "120", "uom": "GRM", "container": "Hộp", "sealed": True, "fridge_id": fridge}
    sample = str(day.said[f"sample:{day.menu[0].name}"])
    bad = {"kind": "other", "cause": "Mùi lạ", "sample_ids": [sample]}
    clean = {"people": "pass", "tools": "pass", "area": "pass"}
    return {
        "dish_cooked": seen | clean | {"dish_id": dish, "prep_done_at": at, "cook_done_at": at},
        "dish_checked": seen
        | {"dish_id": dish, "portioned_at": at, "utensils": "pass", "decision": "serve"},
        "eating_started": {"meal_id": str(day.meal_id), "started_at": at},
        "sample_taken": kept | {"dish_id": dish, "taken_at": at},
        "sample_destroyed": {"sample_id": sample, "destroyed_at": at, "condition": "Còn nguyên"},
        "fridge_reading": {"fridge_id": fridge, "celsius": "4.2", "read_at": at},
        "hold": bad | {"held_at": at},
    }


@pytest.mark.parametrize("at", ODD)
def test_no_page_falls_over_a_lost_clock(cast: Cast, manager: Client, at: str) -> None:
    day = lived(cast, 0, dishes=1)
    person = cast.pilot.people["manager"]
    handset = Handset.of(cast.pilot.place, manager=person, at=clock.now())
    raws = [
        handset.record(kind, body, by=person, at=clock.now(), claimed_at=at, offset_ms=None)
        for kind, body in bodies(cast, day, at).items()
    ]
    told = handset.hand_in(raws, at=clock.now() + timedelta(minutes=1))
    assert {one.result for one in told} == {"stored"}
    place = cast.pilot.place.pk
    pages = [
        reverse("kitchen:today", args=[place]),
        reverse("kitchen:day", args=[place, day.day]),
        reverse("kitchen:day", args=[place, datetime.fromisoformat(at).date()]),
        reverse("kitchen:shelf", args=[place]),
        reverse("kitchen:inbox", args=[place]),
        *(reverse("kitchen:record", args=[place, one.id]) for one in told),
    ]
    assert {page: manager.get(page).status_code for page in pages} == dict.fromkeys(pages, 200)
    assert Client().get("/api/v1/kit", headers=handset.headers).status_code == 200


def test_a_member_that_did_not_count_need_not_be_a_number(cast: Cast, manager: Client) -> None:
    """Of goods that are kept nothing is returned, whatever stands there."""
    person = cast.pilot.people["manager"]
    handset = Handset.of(cast.pilot.place, manager=person, at=clock.now())
    body = {"received_at": clock.now().isoformat(), "group": "fresh_frozen", "product_name": "Cải"}
    weighed = {"amount": "5", "uom": "KGM", "returned_amount": "nhiều"}
    judged = {"sensory": "pass", "quick_test": "not_done", "decision": "accepted"}
    line = body | weighed | judged | {"source": {"name": "Bà Pánh"}}
    raw = handset.record("delivery_line", line, by=person, at=clock.now())
    (one,) = handset.hand_in([raw], at=clock.now())
    assert one.result == "stored"
    page = reverse("kitchen:record", args=[cast.pilot.place.pk, one.id])
    assert manager.get(page).status_code == 200
