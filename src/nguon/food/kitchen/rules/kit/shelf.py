"""Fridges with their limits, and the sample boxes that stand in them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from nguon.core.gs1 import OwnIdentifier
from nguon.core.haccp import Limits
from nguon.core.haccp.limits import TemperatureRange
from nguon.food.kitchen.choices import FridgeKind
from nguon.food.kitchen.models import Fridge, FridgeReading, RetainedSample
from nguon.food.kitchen.queries.holds import StandingHold
from nguon.food.kitchen.queries.kit_rows import KeptBox
from nguon.food.kitchen.queries.stops import HeldThing
from nguon.food.kitchen.rules.bound_code import scanned_code
from nguon.food.kitchen.rules.destroying import earliest_destruction
from nguon.food.kitchen.rules.kit.values import instant, maybe_instant, number
from nguon.food.kitchen.rules.lots import own_place

_SECOND = timedelta(seconds=1)


def kit_fridges(
    fridges: Sequence[tuple[Fridge, FridgeReading | None]], limits: Limits
) -> list[dict[str, Any]]:
    ranges: dict[str, TemperatureRange] = {
        FridgeKind.SAMPLE: limits.sample_fridge,
        FridgeKind.COLD: limits.cold_store,
        FridgeKind.FREEZER: limits.freezer,
    }
    return [
        {
            "id": str(fridge.id),
            "name": fridge.name,
            "kind": fridge.kind,
            "code": OwnIdentifier.parse(own_place(fridge.id, "fridge").uri).code,
            "low": number(ranges[fridge.kind].lowest),
            "high": number(ranges[fridge.kind].highest),
            "last": last and {"celsius": number(last.celsius), "at": instant(last.happened_at)},
        }
        for fridge, last in fridges
    ]


def kit_samples(
    boxes: Sequence[KeptBox],
    standing: Sequence[StandingHold],
    elsewhere: Sequence[HeldThing],
    *,
    starts: Mapping[UUID, datetime],
    on: date,
) -> list[dict[str, Any]]:
    held_there = {thing.of for thing in elsewhere if thing.kind == "sample"}
    return [
        {
            "id": str(box.sample.root_id),
            "record": str(box.sample.record_id),
            "dish": str(box.sample.dish_id),
            "dish_name": box.sample.dish.name,
            "meal": str(box.sample.dish.meal_id),
            "meal_date": box.sample.dish.meal.date.isoformat(),
            "amount": number(box.sample.amount),
            "uom": box.sample.uom,
            "container": box.sample.container,
            "code": scanned_code(box.sample.box_uri),
            "uri": box.sample.box_uri,
            "box": scanned_code(box.sample.container_uri) if box.sample.container_uri else "",
            "sealed": box.sample.sealed,
            "fridge": str(box.sample.fridge_id) if box.sample.fridge_id else None,
            "taken_at": instant(box.sample.happened_at),
            "may_destroy_at": maybe_instant(_opens_at(box.sample, starts, on)),
            "held": str(box.sample.root_id) in held_there
            or any(one.covers(box.sample) for one in standing),
            "destroyed_at": maybe_instant(box.destroyed_at),
        }
        for box in boxes
    ]


def _opens_at(sample: RetainedSample, starts: Mapping[UUID, datetime], on: date) -> datetime | None:
    """Never before the server itself would allow it, and counted from the meal if that is later.

    A meal of an earlier day whose beginning nobody recorded counts from when it was planned:
    else its boxes could never go.
    """
    meal = sample.dish.meal
    eaten_at = starts.get(meal.id)
    if eaten_at is None:
        if meal.date >= on:
            return None
        eaten_at = meal.eating_at
    opens = earliest_destruction(sample)
    keeps = opens - sample.happened_at
    opens = max(opens, eaten_at + keeps)
    return opens.replace(microsecond=0) + (_SECOND if opens.microsecond else timedelta(0))
