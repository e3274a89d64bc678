from django.db import models

from nguon.food.trace.models.event import Event
from nguon.food.trace.models.exact_decimal_field import ExactDecimalField
from nguon.food.trace.models.node import Node


class EventLink(models.Model):
    """One identifier in one role of an event; `position` counts within the event.

    The roles are those of `core.epcis.ROLES`; `type` is the word of a source, destination or
    business transaction. The same lot may stand twice in one event. No foreign keys in the
    database: rows are only written beside their event and node, by one function, and the check
    of each row would cost more than the row.
    """

    pk = models.CompositePrimaryKey("event_id", "position")
    event = models.ForeignKey(
        Event,
        on_delete=models.DO_NOTHING,
        related_name="links",
        db_constraint=False,
        db_index=False,
    )
    position = models.IntegerField()
    role = models.TextField()
    type = models.TextField(null=True)
    node = models.ForeignKey(
        Node, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )
    quantity = ExactDecimalField(null=True)
    uom = models.TextField(null=True)

    class Meta:
        db_table = "trace_event_link"
        indexes = [
            models.Index(fields=["node", "event"], name="trace_event_link_node"),
            models.Index(
                fields=["quantity", "uom", "event"],
                condition=models.Q(quantity__isnull=False),
                name="trace_event_link_quantity",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.node_id} of {self.event_id}"
