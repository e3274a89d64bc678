from django.db import models

from nguon.food.kitchen.models.act import Act, ActManager


class Countersignature(Act):
    """The manager has seen the day as it stood: `day_hash` says exactly which records."""

    date = models.DateField()
    day_hash = models.CharField(max_length=64)

    objects = ActManager()

    class Meta:
        ordering = ["happened_at", "sequence"]
