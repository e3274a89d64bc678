from django.db import models
from django.db.models import Q

from nguon.food.trace.models.event import Event
from nguon.food.trace.models.exact_decimal_field import ExactDecimalField


class EventField(models.Model):
    """One value of an event that no column of its own holds, to be asked for by queries.

    A field of a user's, a word or number of a sensor report, a persistent disposition. `key` is
    the digest of what it is called and where it stands (`core.epcis.query.FieldKey`); at most one
    of `text`, `number` and `instant` is filled, none where the field is an object. Measurements
    are in the base unit of their dimension. `within` names the fields around an inner one.
    Derived from the event; `rebuild_graph` makes it anew.
    """

    pk = models.CompositePrimaryKey("event_id", "position")
    event = models.ForeignKey(
        Event, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )
    position = models.IntegerField()
    key = models.UUIDField()
    text = models.TextField(null=True, db_collation="C")
    number = ExactDecimalField(null=True)
    instant = models.DateTimeField(null=True)
    within = models.JSONField(null=True)

    class Meta:
        db_table = "trace_event_field"
        indexes = [
            models.Index(
                fields=["key", "text", "event"],
                condition=Q(text__isnull=False),
                name="trace_event_field_text",
            ),
            models.Index(
                fields=["key", "number", "event"],
                condition=Q(number__isnull=False),
                name="trace_event_field_number",
            ),
            models.Index(
                fields=["key", "instant", "event"],
                condition=Q(instant__isnull=False),
                name="trace_event_field_instant",
            ),
            models.Index(
                fields=["key", "event"],
                condition=Q(text=None, number=None, instant=None),
                name="trace_event_field_bare",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} of {self.event_id}"
