from django.db import models

from nguon.food.kitchen.models.act import Act, ActManager


class SampleDestruction(Act):
    """The second half of Mẫu 5.

    A phone that was offline may hand in a destruction of a box that was already held, or not
    yet old enough: the truth is stored, and the queries show it red whichever came in first.
    """

    sample_root_id = models.UUIDField(db_index=True)
    condition = models.CharField(max_length=200, blank=True)

    objects = ActManager()

    class Meta:
        ordering = ["happened_at", "sequence"]
