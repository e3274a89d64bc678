from django.db import models

from nguon.food.kitchen.choices import Result
from nguon.food.kitchen.models.act import Act, ActManager
from nguon.food.kitchen.models.dish import Dish


class CookingCheck(Act):
    """Mẫu 2 (step 2): a dish prepared and cooked. `happened_at` is when cooking was done."""

    dish = models.ForeignKey(Dish, on_delete=models.PROTECT, related_name="cooking_checks")
    portions = models.PositiveIntegerField()
    prep_done_at = models.DateTimeField()
    cook_done_at = models.DateTimeField()
    people = models.CharField(max_length=4, choices=Result.choices)
    tools = models.CharField(max_length=4, choices=Result.choices)
    area = models.CharField(max_length=4, choices=Result.choices)
    sensory = models.CharField(max_length=4, choices=Result.choices)
    core_celsius = models.DecimalField(max_digits=5, decimal_places=1, null=True)

    objects = ActManager()

    class Meta:
        ordering = ["happened_at", "sequence"]

    @property
    def passed(self) -> bool:
        checks = (self.people, self.tools, self.area, self.sensory)
        return all(check == Result.PASS for check in checks)
