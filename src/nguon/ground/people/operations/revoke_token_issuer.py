"""Trust an issuer no longer: its tokens open nothing from now on."""

from datetime import datetime

from django.db import transaction

from nguon.base import clock
from nguon.ground.people import rules
from nguon.ground.people.models import Person, TokenIssuer


@transaction.atomic
def revoke_token_issuer(
    issuer: TokenIssuer, *, by: Person, at: datetime | None = None
) -> TokenIssuer:
    """Revoking twice keeps the first time; the row stays."""
    at = at or clock.now()
    rules.may_manage_keys(by, issuer.organisation, at=at).require()
    held = TokenIssuer.objects.select_for_update().get(pk=issuer.pk)
    if held.revoked_at is None:
        held.revoked_at, held.revoked_by = at, by
        held.save(update_fields=["revoked_at", "revoked_by"])
    return held
