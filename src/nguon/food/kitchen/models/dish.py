from django.db import models

from nguon.food.kitchen.choices import Matter
from nguon.food.kitchen.models.meal import Meal


class Dish(models.Model):
    """A dish on a menu. Its lot identifier is a class id of its own (no GTIN is needed)."""

    id = models.UUIDField(primary_key=True)
    meal = models.ForeignKey(Meal, on_delete=models.CASCADE, related_name="dishes")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    matter = models.CharField(max_length=8, choices=Matter.choices)
    planned_ingredients = models.TextField(blank=True)
    lot_uri = models.CharField(max_length=200, unique=True)
    dropped = models.BooleanField(default=False, help_text="No longer on the newest plan.")

    class Meta:
        ordering = ["meal", "position", "id"]

    def __str__(self) -> str:
        return self.name
