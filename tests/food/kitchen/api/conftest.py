"""What the tests of the phone's interface share: one paired phone, and what it hands in."""

from typing import Any

import pytest
from django.test import Client

from nguon.base import clock
from nguon.food.kitchen.choices import FridgeKind
from nguon.food.kitchen.management.demo.cast import Cast
from tests.food.kitchen.handset import Handset

URL = "/api/v1/sync"


@pytest.fixture
def handset(cast: Cast) -> Handset:
    return Handset.of(cast.pilot.place, manager=cast.pilot.people["manager"])


def reading(cast: Cast, handset: Handset, **more: Any) -> dict[str, Any]:
    now = clock.now()
    fridge = cast.pilot.fridges[FridgeKind.SAMPLE]
    body = {"fridge_id": str(fridge.id), "celsius": "4.2", "read_at": now.isoformat()}
    return handset.envelope("fridge_reading", body, by=cast.pilot.cooks[0], at=now, **more)


def post(handset: Handset, body: bytes, **headers: str) -> Any:
    return Client().post(
        URL, body, content_type="application/json", headers=handset.headers | headers
    )


def sync(handset: Handset, raws: list[bytes], **headers: str) -> Any:
    answer = post(handset, handset.batch(raws, at=clock.now()), **headers)
    assert answer.status_code == 200, answer.content
    return answer.json()
