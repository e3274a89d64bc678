from django.db import models

from nguon.food.kitchen.models.act import Act, ActManager


class HoldRelease(Act):
    hold_root_id = models.UUIDField(db_index=True)
    finding = models.TextField()

    objects = ActManager()

    class Meta:
        ordering = ["happened_at", "sequence"]
