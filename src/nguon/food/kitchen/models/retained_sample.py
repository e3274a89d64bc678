from django.db import models

from nguon.food.kitchen.models.act import Act, ActManager
from nguon.food.kitchen.models.dish import Dish
from nguon.food.kitchen.models.fridge import Fridge


class RetainedSample(Act):
    """Mẫu 4 and the first half of Mẫu 5: one sealed box of one dish in the sample fridge."""

    dish = models.ForeignKey(Dish, on_delete=models.PROTECT, related_name="samples")
    amount = models.DecimalField(max_digits=10, decimal_places=1)
    uom = models.CharField(max_length=3)
    container = models.CharField(max_length=120)
    sealed = models.BooleanField()
    seal = models.CharField(max_length=60, blank=True)
    fridge = models.ForeignKey(Fridge, null=True, on_delete=models.PROTECT, related_name="+")
    container_uri = models.CharField(
        max_length=300, blank=True, db_index=True, help_text="Code of the reusable box it lies in."
    )
    box_uri = models.CharField(max_length=200, db_index=True)
    box_code = models.CharField(max_length=20, help_text="What is written on the label.")

    objects = ActManager()

    class Meta:
        ordering = ["happened_at", "sequence"]
        indexes = [models.Index(fields=["place", "happened_at"], name="kitchen_sample_place")]
