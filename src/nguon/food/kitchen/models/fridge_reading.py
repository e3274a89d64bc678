from django.db import models

from nguon.food.kitchen.models.act import Act, ActManager
from nguon.food.kitchen.models.fridge import Fridge


class FridgeReading(Act):
    """A temperature somebody read by hand."""

    fridge = models.ForeignKey(Fridge, on_delete=models.PROTECT, related_name="readings")
    celsius = models.DecimalField(max_digits=5, decimal_places=1)

    objects = ActManager()

    class Meta:
        ordering = ["happened_at", "sequence"]
        indexes = [models.Index(fields=["fridge", "happened_at"], name="kitchen_reading_time")]
