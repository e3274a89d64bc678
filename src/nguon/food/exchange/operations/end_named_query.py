from datetime import datetime

from django.db import transaction

from nguon.food.exchange.models import NamedQuery


@transaction.atomic
def end_named_query(query: NamedQuery, *, at: datetime) -> None:
    """Forget the name and end every subscription to it; sockets notice within a second.

    Rows stay for the log of what was delivered.
    """
    NamedQuery.objects.select_for_update().get(pk=query.pk)
    query.subscriptions.filter(ended_at=None).update(ended_at=at)
    NamedQuery.objects.filter(pk=query.pk, ended_at=None).update(ended_at=at)
