from django.db import models

from nguon.food.exchange.models.delivery import Delivery


class DeliveryAttempt(models.Model):
    """One knock at the receiver's door, noted before it is made.

    Without `ended_at` nobody knows how it ended: the worker was killed, or is still at it. What
    it carried may have arrived; the next attempt says the same delivery id.
    """

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="attempts")
    number = models.IntegerField()
    asked_by = models.TextField(default="", blank=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    status = models.IntegerField(null=True)
    error = models.TextField(default="", blank=True)
    answer = models.TextField(default="", blank=True)
    sent_octets = models.IntegerField(default=0)

    class Meta:
        db_table = "exchange_delivery_attempt"
        constraints = [
            models.UniqueConstraint(fields=["delivery", "number"], name="exchange_attempt_once"),
        ]

    def __str__(self) -> str:
        return f"{self.delivery_id}/{self.number}"
