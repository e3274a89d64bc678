from django.db import models

from nguon.food.kitchen.models.act import Act, ActManager
from nguon.food.kitchen.models.meal import Meal


class EatingStart(Act):
    """When the pupils really began to eat; the column «bắt đầu ăn» of Mẫu 3."""

    meal = models.ForeignKey(Meal, on_delete=models.PROTECT, related_name="eating_starts")

    objects = ActManager()

    class Meta:
        ordering = ["happened_at", "sequence"]
