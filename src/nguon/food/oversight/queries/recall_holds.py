"""Which holds in the kitchens are a recall's own: known by their ids, which follow from it."""

from collections.abc import Collection
from uuid import UUID, uuid5

from nguon.food.kitchen.models import Hold, HoldRelease


def hold_id(recall_id: UUID, place_id: UUID, thing: str) -> UUID:
    """The same for whoever places it and however often."""
    return uuid5(recall_id, f"hold {place_id} {thing}")


def holds_placed(ids: Collection[UUID]) -> set[UUID]:
    """Whatever became of them since."""
    return set(Hold.objects.filter(record_id__in=ids).values_list("record_id", flat=True))


def holds_standing(ids: Collection[UUID]) -> dict[UUID, UUID]:
    """The newest version by the first, of those that nobody has withdrawn or released."""
    released = HoldRelease.objects.standing().filter(hold_root_id__in=ids)
    gone = set(released.values_list("hold_root_id", flat=True))
    rows = Hold.objects.standing().filter(root_id__in=ids)
    return {
        root: newest
        for root, newest in rows.values_list("root_id", "record_id")
        if root not in gone
    }
