from django.db import models

from nguon.food.trace.models.exact_decimal_field import ExactDecimalField
from nguon.food.trace.models.node import Node


class ContainmentKind(models.TextChoices):
    AGGREGATION = "aggregation"
    ASSOCIATION = "association"
    PRODUCTION = "production"


class Containment(models.Model):
    """What was in (or fixed to) what, from when until when. Derived from the container's events.

    A crate that is emptied and filled again has new rows, so Monday's fish never meets
    Wednesday's rice. `content` is a node number, or, for a container that was itself an output
    several times (a milk tank), minus the event number of the transformation that filled it.
    Instants are compared together with the number of the event that set them.
    """

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=11, choices=ContainmentKind.choices)
    container = models.ForeignKey(
        Node, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )
    content = models.BigIntegerField()
    since = models.DateTimeField()
    since_event = models.BigIntegerField()
    until = models.DateTimeField(null=True)
    until_event = models.BigIntegerField(null=True)
    quantity = ExactDecimalField(null=True)
    uom = models.TextField(null=True)

    class Meta:
        db_table = "trace_containment"
        indexes = [
            models.Index(fields=["container", "content"], name="trace_containment_container"),
            models.Index(fields=["content", "container"], name="trace_containment_content"),
        ]

    def __str__(self) -> str:
        return f"{self.content} in {self.container_id} since {self.since}"
