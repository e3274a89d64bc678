from datetime import datetime

from django.db import transaction

from nguon.base import clock
from nguon.food.trace.models import SharingRule, SharingRuleEnd
from nguon.food.trace.rules.sharing import may_share
from nguon.ground.people.models import Person


@transaction.atomic
def end_sharing(rule: SharingRule, *, by: Person, at: datetime | None = None) -> SharingRuleEnd:
    """From the next question on the rule opens nothing. Ending twice keeps the first time."""
    at = at or clock.now()
    may_share(by, rule.owner, at=at).require()
    ended, _ = SharingRuleEnd.objects.get_or_create(
        rule=rule, defaults={"ended_at": at, "ended_by": by}
    )
    return ended
