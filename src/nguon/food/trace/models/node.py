from django.db import models


class NodeKind(models.TextChoices):
    INSTANCE = "instance"
    LOT = "lot"
    CLASS = "class"
    PLACE = "place"
    PARTY = "party"
    DOCUMENT = "document"
    UNKNOWN = "unknown"


class Node(models.Model):
    """One identifier in its canonical form; every other table names it by number.

    A `lot` is a class at lot level (01+10, or a class minted by us); `class` is a bare trade item
    (01 without lot), which says what a thing is but not which one: the graph never runs through
    it, or all lots of one product would be one lot.
    """

    id = models.BigAutoField(primary_key=True)
    uri = models.TextField(unique=True, db_collation="C")
    kind = models.CharField(max_length=8, choices=NodeKind.choices)

    class Meta:
        db_table = "trace_node"

    def __str__(self) -> str:
        return self.uri
