from django.db import models

from nguon.food.trace.models.node import Node


class Lot(models.Model):
    """What is known of a lot or a single thing, gathered from the events about it. Derived.

    The maker's word (a transformation's or an ADD's ilmd) goes before the word of those who
    only saw the thing, an earlier capture before a later one: `name_rank` and `expiry_rank`
    remember whose word stands.
    """

    node = models.OneToOneField(
        Node,
        on_delete=models.DO_NOTHING,
        primary_key=True,
        related_name="lot",
        db_constraint=False,
    )
    name = models.TextField(null=True)
    name_rank = models.SmallIntegerField(default=9)
    expiry = models.DateField(null=True)
    expiry_rank = models.SmallIntegerField(default=9)
    lot_number = models.TextField(null=True)
    product = models.TextField(null=True, help_text="The trade item (01…) it belongs to.")

    class Meta:
        db_table = "trace_lot"
        indexes = [
            models.Index(fields=["lot_number"], name="trace_lot_lot_number"),
            models.Index(fields=["product"], name="trace_lot_product"),
        ]

    def __str__(self) -> str:
        return self.name or str(self.node_id)
