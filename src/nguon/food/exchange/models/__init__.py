"""What is kept of talking with others: queries, subscriptions, deliveries, sheets sent."""

from nguon.food.exchange.models.delivery import Delivery
from nguon.food.exchange.models.delivery_attempt import DeliveryAttempt
from nguon.food.exchange.models.named_query import NamedQuery
from nguon.food.exchange.models.returned_page_token import ReturnedPageToken
from nguon.food.exchange.models.sent_sheet import SentSheet
from nguon.food.exchange.models.sheet_capture import SheetCapture
from nguon.food.exchange.models.subscription import Subscription

__all__ = [
    "Delivery",
    "DeliveryAttempt",
    "NamedQuery",
    "ReturnedPageToken",
    "SentSheet",
    "SheetCapture",
    "Subscription",
]
