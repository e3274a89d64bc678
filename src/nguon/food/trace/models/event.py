from django.db import models
from django.db.models import Q

from nguon.food.trace.models.capture_job import CaptureJob


def _where_given(field: str) -> models.Index:
    return models.Index(
        fields=[field, "id"],
        condition=Q(**{f"{field}__isnull": False}),
        name=f"trace_event_{_SHORT.get(field, field)}",
    )


_SHORT = {
    "biz_location": "place",
    "transformation_id": "joined",
    "error_declared_at": "declared",
}


class Event(models.Model):
    """An event as it was captured. Never changed: what was wrong is declared by another event.

    `id` and `record_time` both grow in commit order, so a reader who asks again for
    `record_time` at or after the last one seen never misses an event. `raw` is the event's JSON
    with members, order and numbers as sent; the columns hold canonical values of it. `facts` are
    the few members that a trace shows (names, people, claimed and received times). `context` is
    the document's; a context of the event's own stands in `raw`.
    """

    id = models.BigAutoField(primary_key=True)
    tenant_id = models.UUIDField(help_text="The organisation that captured it.")
    event_id = models.TextField(db_collation="C")
    type = models.TextField()
    action = models.TextField(null=True)
    event_time = models.DateTimeField()
    event_time_zone_offset = models.CharField(max_length=6)
    record_time = models.DateTimeField()
    biz_step = models.TextField(null=True)
    disposition = models.TextField(null=True)
    read_point = models.TextField(null=True, db_collation="C")
    biz_location = models.TextField(null=True, db_collation="C")
    transformation_id = models.TextField(null=True, db_collation="C")
    raw = models.BinaryField()
    context = models.JSONField(null=True)
    facts = models.JSONField(null=True)
    content_hash = models.BinaryField(max_length=32)
    error_declared_at = models.DateTimeField(null=True)
    capture_job = models.ForeignKey(
        CaptureJob, null=True, on_delete=models.PROTECT, related_name="events", db_index=False
    )
    record_id = models.UUIDField(null=True, help_text="The kitchen record it was made from.")

    class Meta:
        db_table = "trace_event"
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "event_id"],
                condition=Q(error_declared_at=None),
                name="trace_event_once",
            ),
            models.UniqueConstraint(
                fields=["tenant_id", "event_id", "content_hash"],
                condition=Q(error_declared_at__isnull=False),
                name="trace_declaration_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["record_id"],
                condition=Q(record_id__isnull=False),
                name="trace_event_record",
            ),
            models.Index(fields=["record_time"], name="trace_event_record_time"),
            models.Index(fields=["event_time"], name="trace_event_event_time"),
            models.Index(fields=["tenant_id", "id"], name="trace_event_tenant"),
            models.Index(fields=["event_id"], name="trace_event_event_id"),
            models.Index(
                fields=["biz_location", "event_time"],
                condition=Q(biz_location__isnull=False),
                name="trace_event_location",
            ),
            models.Index(
                fields=["tenant_id", "transformation_id"],
                condition=Q(transformation_id__isnull=False),
                name="trace_event_transformation",
            ),
            # One for each word that a query may ask for; with the number behind it the first
            # page comes out of the index in order, however many events have the word.
            models.Index(fields=["type", "id"], name="trace_event_type"),
            _where_given("action"),
            _where_given("biz_step"),
            _where_given("disposition"),
            _where_given("read_point"),
            _where_given("biz_location"),
            _where_given("transformation_id"),
            _where_given("error_declared_at"),
        ]

    def __str__(self) -> str:
        return self.event_id
