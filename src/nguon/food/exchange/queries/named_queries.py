"""Named queries and subscriptions of one organisation; nobody sees another's."""

import uuid

from django.db.models import QuerySet

from nguon.food.exchange.models import NamedQuery, Subscription


def named_queries_of(tenant_id: uuid.UUID) -> QuerySet[NamedQuery]:
    return NamedQuery.objects.filter(tenant_id=tenant_id, ended_at=None).order_by("name")


def subscriptions_of(query: NamedQuery) -> QuerySet[Subscription]:
    return query.subscriptions.filter(ended_at=None).order_by("created_at", "id")
