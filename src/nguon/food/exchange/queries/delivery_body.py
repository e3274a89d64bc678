"""A delivery as the document that is sent, with what the subscriber may see at that moment."""

from nguon.core.epcis import write_json
from nguon.core.epcis.epc_format import EpcFormat
from nguon.food.exchange.models import Delivery
from nguon.food.exchange.queries.subscribers import principal_of_subscriber
from nguon.food.exchange.queries.told_document import Told, told_document
from nguon.food.trace.models import Event
from nguon.food.trace.queries.scope import scope_of


def delivery_body(delivery: Delivery) -> bytes | None:
    """None if the subscriber may not query any more; empty if none of its events is left to tell.

    The document carries the delivery's id as its own, and the moment the delivery was made, so
    that every attempt sends the same octets.
    """
    subscription = delivery.subscription
    principal = principal_of_subscriber(subscription.subscriber, tenant_id=subscription.tenant_id)
    if principal is None:
        return None
    if delivery.problem is not None:
        return write_json(delivery.problem)
    scope = scope_of(principal)
    visible = scope.visible_among(delivery.events)
    if delivery.events and not visible:
        return b""
    return told_document(
        Told(
            id=delivery.pk,
            query_name=subscription.query.name,
            subscription_id=str(subscription.pk),
            events=list(Event.objects.filter(pk__in=visible).order_by("pk")),
            at=delivery.created_at,
        ),
        scope=scope,
        epc_format=EpcFormat(subscription.epc_format),
    )
