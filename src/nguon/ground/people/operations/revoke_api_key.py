"""Revoke a key: from now on it opens nothing."""

from datetime import datetime

from django.db import transaction

from nguon.base import clock
from nguon.ground.people import rules
from nguon.ground.people.models import ApiKey, Person


@transaction.atomic
def revoke_api_key(key: ApiKey, *, by: Person, at: datetime | None = None) -> ApiKey:
    """Revoking twice keeps the first time. The row stays: events name the key they came by."""
    at = at or clock.now()
    rules.may_manage_keys(by, key.organisation, at=at).require()
    held = ApiKey.objects.select_for_update().get(pk=key.pk)
    if held.revoked_at is None:
        held.revoked_at, held.revoked_by = at, by
        held.save(update_fields=["revoked_at", "revoked_by"])
    return held
