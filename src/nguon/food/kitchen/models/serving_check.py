from django.db import models

from nguon.food.kitchen.choices import Result, ServingDecision
from nguon.food.kitchen.models.act import Act, ActManager
from nguon.food.kitchen.models.dish import Dish


class ServingCheck(Act):
    """Mẫu 3 (step 3): a dish portioned and checked before eating, then served or stopped."""

    dish = models.ForeignKey(Dish, on_delete=models.PROTECT, related_name="serving_checks")
    portions = models.PositiveIntegerField()
    portioned_at = models.DateTimeField()
    utensils = models.CharField(max_length=4, choices=Result.choices)
    utensils_note = models.CharField(max_length=200, blank=True)
    sensory = models.CharField(max_length=4, choices=Result.choices)
    decision = models.CharField(max_length=5, choices=ServingDecision.choices)

    objects = ActManager()

    class Meta:
        ordering = ["happened_at", "sequence"]
