from datetime import datetime

from django.db import transaction

from nguon.food.exchange.models import Subscription
from nguon.ground.people.models import Person


@transaction.atomic
def pause_subscription(subscription: Subscription, *, by: Person, at: datetime) -> None:
    """Send nothing until somebody lets it go on; what happens meanwhile is told then."""
    row = Subscription.objects.select_for_update().get(pk=subscription.pk)
    if row.paused_at is None:
        row.paused_at, row.paused_by = at, by.full_name
        row.save(update_fields=["paused_at", "paused_by"])
