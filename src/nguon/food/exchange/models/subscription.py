import uuid

from django.db import models
from django.db.models import Q

from nguon.food.exchange.choices import Stop
from nguon.food.exchange.models.named_query import NamedQuery


class Subscription(models.Model):
    """Somebody who is told by HTTP of events that match a named query (EPCIS 2.0 §8.2.5).

    `position` is the number of the last event that was delivered, or looked at and found not to
    match. Numbers grow in commit order, so nothing can appear behind it. It moves past an event
    that matches only when the receiver said 2xx, or a person decided to go on without.
    `run_until` is the last event of a scheduled run that has begun; a run is longer than a batch.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    query = models.ForeignKey(NamedQuery, on_delete=models.PROTECT, related_name="subscriptions")
    tenant_id = models.UUIDField()
    subscriber = models.TextField(help_text="Whose rights count, as “key:…” or “person:…”.")
    dest = models.TextField()
    signature_token = models.BinaryField(null=True, help_text="Sealed; never given out.")
    schedule = models.JSONField(null=True, help_text="As sent; nothing means streaming.")
    report_if_empty = models.BooleanField(default=False)
    initial_record_time = models.DateTimeField(null=True)
    epc_format = models.TextField()
    created_at = models.DateTimeField()
    position = models.BigIntegerField()
    run_until = models.BigIntegerField(null=True)
    next_due_at = models.DateTimeField(null=True)
    last_notified_at = models.DateTimeField(null=True)
    min_record_time = models.DateTimeField()
    batch_size = models.IntegerField()
    paused_at = models.DateTimeField(null=True)
    paused_by = models.TextField(default="", blank=True)
    stopped_at = models.DateTimeField(null=True)
    stop = models.CharField(max_length=16, choices=Stop.choices, default="", blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "exchange_subscription"
        indexes = [
            models.Index(
                fields=["position"],
                condition=Q(ended_at=None, paused_at=None, stopped_at=None),
                name="exchange_subscription_active",
            ),
            models.Index(fields=["tenant_id", "created_at"], name="exchange_subscription_tenant"),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def is_stream(self) -> bool:
        return self.schedule is None
