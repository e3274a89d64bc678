"""What is kept of talking with others: named queries, subscriptions, what was delivered."""

from nguon.food.exchange.models.delivery import Delivery
from nguon.food.exchange.models.delivery_attempt import DeliveryAttempt
from nguon.food.exchange.models.named_query import NamedQuery
from nguon.food.exchange.models.subscription import Subscription

__all__ = ["Delivery", "DeliveryAttempt", "NamedQuery", "Subscription"]
