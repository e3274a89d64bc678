"""Goods that the suspicion of an incident holds: received lines with one of its lots."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from nguon.food.kitchen.models import ReceivedLine
from nguon.ground.people.models import Place
from nguon.ground.people.queries import Principal

MOST = 400


@dataclass(frozen=True)
class HeldGoods:
    """One lot in one kitchen, by its newest line there."""

    line: ReceivedLine
    place: Place
    supplier_id: UUID | None


def held_goods(lots: Collection[str], principal: Principal) -> list[HeldGoods]:
    """At places within reach, by kitchen and goods."""
    lines = ReceivedLine.objects.standing().filter(lot_uri__in=list(lots))
    if not principal.sees_everything:
        lines = lines.filter(place__in=principal.place_ids)
    lines = lines.select_related("place", "supplier_name").order_by(
        "place__name", "product_name", "-happened_at", "-sequence"
    )
    first: dict[tuple[UUID, str], HeldGoods] = {}
    for line in lines[:MOST]:
        first.setdefault(
            (line.place_id, line.lot_uri), HeldGoods(line, line.place, line.supplier_id)
        )
    return list(first.values())
