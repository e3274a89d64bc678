from datetime import datetime

from nguon.food.exchange.choices import Stop
from nguon.food.exchange.models import Subscription


def stop_subscription(subscription: Subscription, stop: Stop, *, at: datetime) -> None:
    """It stands still, where it is, until a person has looked at it; nothing is passed over."""
    subscription.stopped_at = at
    subscription.stop = stop
    subscription.save(update_fields=["stopped_at", "stop"])
