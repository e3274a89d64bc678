"""What waited for something that has now come in goes into the book by itself."""

import logging
from collections.abc import Collection, Sequence
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.db import transaction

from nguon.food.kitchen.choices import ParkedFor
from nguon.food.kitchen.models import ParkedRecord
from nguon.food.kitchen.operations.intake import Intake
from nguon.food.kitchen.operations.item import Item, Sent
from nguon.ground.people.models import Device, Place

logger = logging.getLogger(__name__)


def settle_parked(place: Place, came_in: Collection[UUID], *, at: datetime) -> None:
    """Call it in the transaction that stored these, having waited for the place.

    One that settles may be what another one waits for. One that cannot be stored stays parked: what
    it waited for is stored all the same.
    """
    while came_in:
        waiting = (
            ParkedRecord.objects.filter(
                place=place,
                code=ParkedFor.UNKNOWN_REFERENCE,
                decision=None,
                waiting_for__has_any_keys=[str(one) for one in came_in],
            )
            .select_related("device__place__organisation")
            .order_by("device", "received_at", "id")
        )
        came_in = set()
        for device, found in groupby(waiting, key=lambda parked: parked.device):
            items = [Item.of(bytes(parked.raw)) for parked in found]
            came_in |= _settled(device, items, at=at)


def _settled(device: Device, items: Sequence[Item], *, at: datetime) -> set[UUID]:
    try:
        return _taken(device, items, at=at)
    except Exception:
        logger.exception("%d parked of device %s do not settle together", len(items), device.pk)
    if len(items) == 1:
        return set()
    return {one for item in items for one in _settled(device, [item], at=at)}


@transaction.atomic
def _taken(device: Device, items: Sequence[Item], *, at: datetime) -> set[UUID]:
    answers = Intake(device, at=at, sent=Sent()).take(items)
    return {one.id for one in answers if one.result == "stored" and one.id}
