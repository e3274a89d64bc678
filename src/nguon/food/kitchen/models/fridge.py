from datetime import date

from django.db import models

from nguon.food.kitchen.choices import FridgeKind
from nguon.ground.people.models import Person, Place


class Fridge(models.Model):
    """In use until the day before `valid_to`. Never deleted: old records say where a box stood."""

    id = models.UUIDField(primary_key=True)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=8, choices=FridgeKind.choices)
    valid_to = models.DateField(null=True, blank=True)
    retired_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["place", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "name"],
                condition=models.Q(valid_to=None),
                name="kitchen_fridge_name",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def serves_on(self, day: date) -> bool:
        """As `queries.supply.fridges_in_use` says it in SQL."""
        return self.valid_to is None or self.valid_to > day
