from datetime import datetime

from django.db import transaction

from nguon.food.exchange.choices import DeliveryState
from nguon.food.exchange.models import Delivery, Subscription
from nguon.food.exchange.operations.send_again import send_again
from nguon.ground.people.models import Person


@transaction.atomic
def resume_subscription(subscription: Subscription, *, by: Person, at: datetime) -> None:
    """Go on where it stood. A dead letter in the way is sent again, under its own id."""
    row = Subscription.objects.select_for_update().get(pk=subscription.pk)
    row.paused_at, row.paused_by = None, ""
    row.stopped_at, row.stop = None, ""
    row.save(update_fields=["paused_at", "paused_by", "stopped_at", "stop"])
    dead = Delivery.objects.filter(
        subscription=row, state=DeliveryState.GIVEN_UP, up_to__gt=row.position
    )
    in_the_way = dead.order_by("-number").first()
    if in_the_way is not None:
        send_again(in_the_way, by=by, at=at)
