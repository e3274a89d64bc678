from django.db import models

from nguon.food.kitchen.choices import MealKind
from nguon.ground.people.models import Place


class Meal(models.Model):
    """A meal of a kitchen as planned by the newest meal_plan record. Planned is never checked."""

    id = models.UUIDField(primary_key=True)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    date = models.DateField()
    kind = models.CharField(max_length=12, choices=MealKind.choices)
    eating_at = models.DateTimeField(help_text="Planned start of eating.")
    portions = models.PositiveIntegerField()
    plan_record_id = models.UUIDField()
    cancelled = models.BooleanField(default=False)

    class Meta:
        ordering = ["date", "eating_at", "id"]
        indexes = [models.Index(fields=["place", "date"], name="kitchen_meal_place_date")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.date:%d/%m/%Y}"
