from django.db import models

from nguon.food.kitchen.models.act import Act, ActQuerySet


class SampleDestruction(Act):
    """The second half of Mẫu 5. `exception` is set when it should not have been possible.

    A phone that was offline may hand in a destruction of a box that was already held, or not
    yet old enough: the truth is stored and shown red, never refused and never overwritten.
    """

    sample_root_id = models.UUIDField(db_index=True)
    condition = models.CharField(max_length=200, blank=True)
    exception = models.CharField(max_length=40, blank=True)

    objects = ActQuerySet.as_manager()

    class Meta:
        ordering = ["happened_at", "sequence"]
