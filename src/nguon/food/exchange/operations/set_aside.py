from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nguon.base.errors import Conflict
from nguon.food.exchange.choices import DeliveryState, Stop
from nguon.food.exchange.models import Delivery, Subscription
from nguon.food.exchange.operations.prepare_delivery import move_on
from nguon.ground.people.models import Person


@transaction.atomic
def set_aside(delivery: Delivery, *, by: Person, at: datetime) -> None:
    """Go on without a delivery that does not arrive. It stays in the log and can be sent later.

    The only way past an event that was not delivered, and a person's name stands beside it.
    """
    subscription = Subscription.objects.select_for_update().get(pk=delivery.subscription_id)
    row = Delivery.objects.select_for_update().get(pk=delivery.pk)
    if row.state not in (DeliveryState.WAITING, DeliveryState.GIVEN_UP):
        raise Conflict(_("Only a delivery that has not arrived can be set aside."))
    row.state, row.ended_at, row.next_attempt_at = DeliveryState.SET_ASIDE, at, None
    row.set_aside_by = by.full_name
    row.save()
    if subscription.stop == Stop.UNDELIVERABLE:
        subscription.stopped_at, subscription.stop = None, ""
        subscription.save(update_fields=["stopped_at", "stop"])
    move_on(subscription, row.up_to, at=at)
