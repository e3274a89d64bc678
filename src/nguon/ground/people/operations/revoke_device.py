"""Revoke a phone: from now on a manager judges whatever it hands in."""

from datetime import datetime

from django.db import transaction

from nguon.base import clock
from nguon.ground.people import rules
from nguon.ground.people.models import Device, Person


@transaction.atomic
def revoke_device(device: Device, *, by: Person, at: datetime | None = None) -> Device:
    """Revoking twice keeps the first time. The row stays: records name the phone they came by."""
    at = at or clock.now()
    rules.may_manage_devices(by, device.place, at=at).require()
    held = Device.objects.select_for_update(of=("self",)).get(pk=device.pk)
    if held.revoked_at is None:
        held.revoked_at, held.revoked_by = at, by
        held.save(update_fields=["revoked_at", "revoked_by"])
    return held
