from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nguon.base.errors import Conflict
from nguon.food.exchange.choices import DeliveryState, Stop
from nguon.food.exchange.models import Delivery, Subscription
from nguon.ground.people.models import Person


@transaction.atomic
def send_again(delivery: Delivery, *, by: Person, at: datetime) -> None:
    """Have a delivery attempted now, under its own id, whatever became of it before.

    A dead letter may so move on; an old one is sent again without moving the position back.
    """
    subscription = Subscription.objects.select_for_update().get(pk=delivery.subscription_id)
    row = Delivery.objects.select_for_update().get(pk=delivery.pk)
    if subscription.ended_at is not None or row.state == DeliveryState.SPLIT:
        raise Conflict(_("This delivery cannot be sent again: its subscription ended."))
    others = Delivery.objects.filter(subscription=subscription, state=DeliveryState.WAITING)
    if others.exclude(pk=row.pk).exists():
        raise Conflict(_("Another delivery to this receiver is on its way. Wait for its end."))
    if row.state != DeliveryState.WAITING:
        row.attempts_counted = 0
    row.state, row.ended_at, row.next_attempt_at = DeliveryState.WAITING, None, at
    row.sent_again_by = by.full_name
    row.save()
    if subscription.stop == Stop.UNDELIVERABLE:
        subscription.stopped_at, subscription.stop = None, ""
        subscription.save(update_fields=["stopped_at", "stop"])
