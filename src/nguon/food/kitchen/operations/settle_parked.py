"""What waited for something that has now come in goes into the book by itself."""

from collections.abc import Collection
from datetime import datetime
from itertools import groupby
from uuid import UUID

from nguon.food.kitchen.choices import ParkedFor
from nguon.food.kitchen.models import ParkedRecord
from nguon.food.kitchen.operations.intake import Intake
from nguon.food.kitchen.operations.item import Item, Sent
from nguon.ground.people.models import Place


def settle_parked(place: Place, came_in: Collection[UUID], *, at: datetime) -> None:
    """Call it in the transaction that stored these, having waited for the place.

    One that settles may be what another one waits for.
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
            answers = Intake(device, at=at, sent=Sent()).take(items)
            came_in |= {one.id for one in answers if one.result == "stored" and one.id}
