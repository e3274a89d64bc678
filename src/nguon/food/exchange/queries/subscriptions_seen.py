"""Subscriptions and their log, for people of the organisation in whose name they were made."""

import uuid

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from nguon.food.exchange.choices import DeliveryState
from nguon.food.exchange.models import Delivery, Subscription
from nguon.ground.people.choices import Act
from nguon.ground.people.models import ApiKey, Person
from nguon.ground.people.queries import principal_of


def subscriptions_seen_by(person: Person) -> QuerySet[Subscription]:
    """Those of organisations that the person may query events for; ended ones stay to be read."""
    waiting = Delivery.objects.filter(subscription=OuterRef("pk"), state=DeliveryState.WAITING)
    return (
        Subscription.objects.filter(tenant_id__in=_tenants(person))
        .select_related("query")
        .defer("signature_token")
        .annotate(
            failed_attempts=Subquery(waiting.values("attempts_counted")[:1]),
            next_attempt_at=Subquery(waiting.values("next_attempt_at")[:1]),
            arrived=Count("deliveries", filter=Q(deliveries__state=DeliveryState.ARRIVED)),
        )
        .order_by("ended_at", "-created_at", "id")
    )


def deliveries_seen_by(person: Person) -> QuerySet[Delivery]:
    return (
        Delivery.objects.filter(subscription__tenant_id__in=_tenants(person))
        .select_related("subscription__query")
        .prefetch_related("attempts")
        .order_by("-number")
    )


def subscriber_label(subscriber: str) -> str:
    """The key or the person behind it, for people; nothing for one that is not known."""
    kind, _sep, number = subscriber.partition(":")
    if kind == "key":
        key = ApiKey.objects.filter(pk=uuid.UUID(number)).first()
        return str(key) if key is not None else ""
    person = Person.objects.filter(pk=uuid.UUID(number)).first() if kind == "person" else None
    return person.full_name if person is not None else ""


def _tenants(person: Person) -> frozenset[uuid.UUID]:
    return principal_of(person, act=Act.QUERY_EVENTS).organisation_ids
