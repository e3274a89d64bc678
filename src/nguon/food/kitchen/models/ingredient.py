from django.db import models

from nguon.food.kitchen.models.cooking_check import CookingCheck


class Ingredient(models.Model):
    """A lot that went into a dish. The amount may be unknown; then mass balance says so."""

    check_made = models.ForeignKey(
        CookingCheck, on_delete=models.CASCADE, related_name="ingredients"
    )
    position = models.PositiveSmallIntegerField()
    line_root_id = models.UUIDField(null=True, db_index=True)
    lot_uri = models.CharField(max_length=300, db_index=True)
    name = models.CharField(max_length=200)
    amount = models.DecimalField(max_digits=14, decimal_places=3, null=True)
    uom = models.CharField(max_length=3, blank=True)

    class Meta:
        ordering = ["check_made", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["check_made", "position"], name="kitchen_ingredient_position"
            )
        ]

    def __str__(self) -> str:
        return self.name
