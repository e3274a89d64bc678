from datetime import datetime

from django.db import transaction

from nguon.food.exchange.models import Subscription


@transaction.atomic
def unsubscribe(subscription: Subscription, *, at: datetime) -> None:
    """Nothing more is sent; what is on its way at this moment may still arrive."""
    Subscription.objects.filter(pk=subscription.pk, ended_at=None).update(ended_at=at)
