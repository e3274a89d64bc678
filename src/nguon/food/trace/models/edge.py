from django.db import models


class Edge(models.Model):
    """One step of material: a thing into a transformation, or a transformation into a thing.

    Things are node numbers; a transformation is **minus the number of its event** (of the first
    one, where several share a transformationID). So n inputs and m outputs make n + m edges, not
    n × m. Derived; `rebuild_graph` makes it anew. Both indexes cover the row, so that walks in
    either direction read indexes only.
    """

    pk = models.CompositePrimaryKey("src", "dst", "event")
    src = models.BigIntegerField()
    dst = models.BigIntegerField()
    event = models.BigIntegerField(help_text="The event that says so.")

    class Meta:
        db_table = "trace_edge"
        indexes = [models.Index(fields=["dst", "src", "event"], name="trace_edge_back")]

    def __str__(self) -> str:
        return f"{self.src} → {self.dst}"
