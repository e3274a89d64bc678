"""Days that are lived, and the things that go wrong on them, through records."""

from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

from nguon.base import clock
from nguon.food.kitchen.choices import RecordKind
from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.management.demo.menus import GOODS
from nguon.food.kitchen.models import ReceivedLine, RetainedSample

CAUSE = "12 em lớp 4A đau bụng sau bữa trưa"


def lived(
    cast: Cast, ago: int = 0, *, kitchen: int = 0, dishes: int | None = None, eaten: bool = True
) -> KitchenDay:
    """A whole day that went well, so many days ago."""
    on = clock.today() - timedelta(days=ago)
    day = KitchenDay(cast, cast.kitchens[kitchen], 0, on, Random(7))  # noqa: S311
    day.menu = day.menu[:dishes]
    day.plan()
    day.receive()
    for place, dish in enumerate(day.menu):
        day.cook_dish(dish, place)
        day.check_dish(dish, place)
        day.take_sample(dish, place)
    if eaten:
        day.start_eating()
    day.read_fridges(6)
    return day


def line_of(day: KitchenDay, key: str) -> ReceivedLine:
    """The goods of that day as they stand."""
    root = ReceivedLine.objects.get(record_id=day.said[f"line:{key}"]).root_id
    return ReceivedLine.objects.filter(root_id=root).latest("sequence")


def lot_of(day: KitchenDay, key: str) -> str:
    return line_of(day, key).lot_uri


def send_back(
    day: KitchenDay, key: str, *, amount: str = "9", at: datetime | None = None, **changes: Any
) -> UUID:
    """A second line of these goods that is refused at the door."""
    came_at = at or day.at(6, 10)
    body = day.delivery(GOODS[key], Decimal(amount), at=came_at) | {
        "sensory": "fail",
        "decision": "rejected",
        "rejection_reason": "Nhớt, có mùi lạ",
        **changes,
    }
    return day.say(
        RecordKind.DELIVERY_LINE,
        body,
        key=f"back:{key}",
        by=day.kitchen.people["health_officer"],
        at=came_at + timedelta(minutes=1),
    )


def place_hold(
    day: KitchenDay, *, kind: str = "suspicion", cause: str = CAUSE, key: str = "hold", **of: Any
) -> UUID:
    at = day.at(14, 0)
    body = {"held_at": at.isoformat(), "kind": kind, "cause": cause, **of}
    return day.say(
        RecordKind.HOLD,
        body,
        key=key,
        by=day.kitchen.people["manager"],
        at=at + timedelta(minutes=1),
    )


def release(day: KitchenDay, hold: str = "hold") -> UUID:
    at = day.at(16, 0)
    body = {
        "hold_id": str(day.said[hold]),
        "released_at": at.isoformat(),
        "finding": "Không phải do thực phẩm",
    }
    return day.say(
        RecordKind.HOLD_RELEASED,
        body,
        key=f"release:{hold}",
        by=day.kitchen.people["manager"],
        at=at + timedelta(minutes=1),
    )


def withdraw(day: KitchenDay, key: str, *, minute: int = 30) -> UUID:
    return day.say(
        RecordKind.WITHDRAWN,
        {},
        key=f"withdrawn:{key}",
        by=day.kitchen.people["manager"],
        at=day.at(16, minute),
        supersedes=day.said[key],
        reason="Ghi nhầm",
    )


def take_sample(
    day: KitchenDay,
    number: int,
    *,
    box: str = "",
    key: str = "",
    instead_of: RetainedSample | None = None,
) -> RetainedSample:
    """The sample of one dish of the menu, in a box with a code if one is given."""
    taken = day.at(10, 30) + timedelta(minutes=number)
    name = key or f"sample:{day.menu[number].name}"
    body = {
        "dish_id": str(day.dish_id(day.menu[number])),
        "amount": "120",
        "uom": "GRM",
        "container": "Hộp inox có nắp",
        "box": box,
        "sealed": True,
        "taken_at": taken.isoformat(),
    }
    record_id = day.say(
        RecordKind.SAMPLE_TAKEN,
        body,
        key=name,
        by=day.kitchen.people["health_officer"],
        at=taken + timedelta(minutes=20 if instead_of else 1),
        supersedes=instead_of.record_id if instead_of else None,
        reason="gõ nhầm" if instead_of else "",
    )
    return RetainedSample.objects.get(record_id=record_id)


def destroy(day: KitchenDay, sample: RetainedSample, at: datetime) -> UUID:
    body = {
        "sample_id": str(sample.record_id),
        "destroyed_at": at.isoformat(),
        "condition": "Nguyên niêm phong",
    }
    return day.say(
        RecordKind.SAMPLE_DESTROYED,
        body,
        key=f"destroyed:{sample.box_code}",
        by=day.kitchen.cooks[0],
        at=at + timedelta(seconds=20),
    )


def receive_labelled(day: KitchenDay, key: str, label: str, **changes: Any) -> ReceivedLine:
    record_id = day.receive_line(
        GOODS[key], Decimal(12), at=changes.pop("at", day.at(5, 40)), label=label, **changes
    )
    return ReceivedLine.objects.get(record_id=record_id)
