"""Whose photos are taken in."""

from django.utils.translation import gettext as _

from nguon.base.decision import ALLOWED, Decision
from nguon.food.kitchen.models import ParkedRecord
from nguon.ground.people.models import Device


def may_hand_in_photo(device: Device, sha256: str) -> Decision:
    """Any phone in use; of one that was revoked only what belongs to the records it handed in."""
    if device.revoked_at is None:
        return ALLOWED
    parked = ParkedRecord.objects.filter(place_id=device.place_id, device=device)
    if parked.filter(photos__contains=[sha256.lower()]).exists():
        return ALLOWED
    reason = _("This phone was taken out of use, and no record that waits names this photo.")
    return Decision(False, "device_revoked", reason)
