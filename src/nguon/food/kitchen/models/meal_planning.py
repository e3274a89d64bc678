from django.db import models

from nguon.food.kitchen.models.act import Act, ActManager


class MealPlanning(Act):
    """One version of a meal's plan; `Meal` and `Dish` show the newest."""

    meal_id = models.UUIDField(db_index=True)
    portions = models.PositiveIntegerField()

    objects = ActManager()

    class Meta:
        ordering = ["happened_at", "sequence"]
