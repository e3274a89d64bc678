from datetime import datetime

from django.db import transaction

from nguon.base import clock
from nguon.food.trace.models import SharingRule
from nguon.food.trace.rules.sharing import SharingTerms, good_terms, may_share
from nguon.ground.people.models import Organisation, Person


@transaction.atomic
def share_events(
    owner: Organisation, terms: SharingTerms, *, by: Person, at: datetime | None = None
) -> SharingRule:
    """Let a partner see events of an organisation from now on, old ones as well as coming ones.

    Adds to what the partner sees anyway (ADR 7) and takes nothing away.
    """
    at = at or clock.now()
    may_share(by, owner, at=at).require()
    good = good_terms(terms, owner=owner)
    members = {name: getattr(good, name) for name in SharingTerms.__slots__}
    return SharingRule.objects.create(owner=owner, granted_at=at, granted_by=by, **members)
