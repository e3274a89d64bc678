from django.db import models


class SeenValue(models.Model):
    """A value that stands in an event which a viewer sees. Derived, so that lists need no events.

    `viewer` is the organisation that captured the event, or an identifier by which the event
    reaches somebody (its read point, its business location, a destination), or `*` for all.
    Words of EPCIS and CBV are not kept: everybody knows them.
    """

    pk = models.CompositePrimaryKey("viewer", "kind", "value")
    viewer = models.TextField(db_collation="C")
    kind = models.CharField(max_length=12)
    value = models.TextField(db_collation="C")

    class Meta:
        db_table = "trace_seen_value"

    def __str__(self) -> str:
        return f"{self.kind} {self.value} for {self.viewer}"
