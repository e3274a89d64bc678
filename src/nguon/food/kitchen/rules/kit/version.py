"""When a phone should fetch its kit anew: a digest of what the kit is made from."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import get_language

from nguon.base import clock
from nguon.food.kitchen.models import SupplyContract
from nguon.food.kitchen.queries.kit_rows import written_of
from nguon.food.kitchen.queries.sister_warnings import SisterWarning, warnings_for
from nguon.food.kitchen.queries.stops import HeldThing, held_elsewhere
from nguon.food.kitchen.queries.supply import fridges_in_use
from nguon.food.kitchen.rules.kit.people import kit_people, staff_of
from nguon.food.kitchen.rules.kit.values import digest
from nguon.ground.people.models import Place

SHAPE = 1
"""Counts up when a later release makes the same facts into another kit."""


def kit_version_of(
    place: Place, *, at: datetime, elsewhere: Sequence[HeldThing] | None = None
) -> str:
    """Changes with every record of the kitchen, every warning that reaches it, its register of
    people and fridges, and at midnight. Not with the phone that asks, nor with the hour.

    `elsewhere` is what the asker has fetched already.
    """
    return version_from(
        place,
        at=at,
        staff=kit_people(staff_of(place, at)),
        warnings=warnings_for(place, at=at),
        elsewhere=held_elsewhere(place, at=at) if elsewhere is None else elsewhere,
    )


def version_from(
    place: Place,
    *,
    at: datetime,
    staff: Any,
    warnings: Sequence[SisterWarning],
    elsewhere: Sequence[HeldThing],
) -> str:
    today = clock.local_day(at)
    written = written_of(place, on=today)
    fridges = fridges_in_use(place, on=today).values_list("id", "name", "kind")
    contracts = SupplyContract.objects.filter(place=place).order_by("id", "supplier__names__id")
    facts = [
        SHAPE,
        get_language(),
        today,
        place.name,
        written.last,
        written.count,
        staff,
        [repr(warning) for warning in warnings],
        [(thing.of, thing.hold.record_id) for thing in elsewhere],
        list(fridges),
        list(contracts.values_list("id", "valid_to", "supplier__names__id")),
    ]
    return digest(json.dumps(facts, default=str))
