from django.db import models

from nguon.food.kitchen.choices import FridgeKind
from nguon.ground.people.models import Place


class Fridge(models.Model):
    id = models.UUIDField(primary_key=True)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=8, choices=FridgeKind.choices)

    class Meta:
        ordering = ["place", "name"]
        constraints = [
            models.UniqueConstraint(fields=["place", "name"], name="kitchen_fridge_name")
        ]

    def __str__(self) -> str:
        return self.name
