"""Whose photos are taken in, and how many."""

from datetime import datetime

from django.utils.translation import gettext as _

from nguon.base import clock
from nguon.base.decision import ALLOWED, Decision
from nguon.base.errors import Conflict
from nguon.food.kitchen.models import ParkedRecord
from nguon.food.kitchen.queries.day import day_bounds
from nguon.food.kitchen.queries.named_photos import is_named_in_book
from nguon.ground.journal.queries import photos_since
from nguon.ground.people.models import Device

MOST_UNNAMED_A_DAY = 300
"""Photos of a kitchen in one day; beyond that only those that one of its records names."""


def may_hand_in_photo(device: Device, sha256: str) -> Decision:
    """Any phone in use; of one that was revoked only what belongs to the records it handed in."""
    if device.revoked_at is None or _is_named_in_inbox(device, sha256):
        return ALLOWED
    reason = _("This phone was taken out of use, and no record that waits names this photo.")
    return Decision(False, "device_revoked", reason)


def require_room_for_photo(device: Device, sha256: str, *, at: datetime) -> None:
    """A record comes before its photos, so an honest phone has none without one for long.

    Raises Conflict, after which the phone tries the others first and this one later.
    """
    midnight = day_bounds(clock.local_day(at))[0]
    if photos_since(device.place_id, midnight) < MOST_UNNAMED_A_DAY:
        return
    if is_named_in_book(device.place, sha256) or _is_named_in_inbox(device, sha256):
        return
    raise Conflict(
        _("Too many photos came in today that no record names. Hand in the record first.")
    )


def _is_named_in_inbox(device: Device, sha256: str) -> bool:
    parked = ParkedRecord.objects.filter(place_id=device.place_id, device=device)
    return parked.filter(photos__contains=[sha256.lower()]).exists()
