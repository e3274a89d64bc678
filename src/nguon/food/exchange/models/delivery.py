import uuid

from django.db import models
from django.db.models import Q

from nguon.food.exchange.choices import DeliveryState
from nguon.food.exchange.models.subscription import Subscription


class Delivery(models.Model):
    """One batch for one subscriber, written down before it is sent for the first time.

    What is in it is fixed by the numbers of its events, so every attempt says the same under the
    same id, but for events that the subscriber may no longer see. At most one of a subscription
    waits. `after` and `up_to` are the position before and after it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    subscription = models.ForeignKey(
        Subscription, on_delete=models.PROTECT, related_name="deliveries"
    )
    number = models.IntegerField()
    after = models.BigIntegerField()
    up_to = models.BigIntegerField()
    events = models.JSONField(help_text="Numbers of its events, in commit order.")
    problem = models.JSONField(null=True, help_text="What is told in place of events.")
    created_at = models.DateTimeField()
    state = models.CharField(
        max_length=9, choices=DeliveryState.choices, default=DeliveryState.WAITING
    )
    attempts_made = models.IntegerField(default=0)
    attempts_counted = models.IntegerField(
        default=0, help_text="Since the first, or since a person had it sent again."
    )
    next_attempt_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    sent_again_by = models.TextField(default="", blank=True)
    set_aside_by = models.TextField(default="", blank=True)

    class Meta:
        db_table = "exchange_delivery"
        constraints = [
            models.UniqueConstraint(
                fields=["subscription"],
                condition=Q(state="waiting"),
                name="exchange_one_delivery_waits",
            ),
            models.UniqueConstraint(
                fields=["subscription", "number"], name="exchange_delivery_number"
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                condition=Q(state="waiting"),
                name="exchange_delivery_due",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
