from django.db import models

from nguon.food.kitchen.choices import CodePurpose
from nguon.ground.people.models import Person, Place


class CodeSheet(models.Model):
    """Codes printed before anything is known: whoever sticks one on says what it stands for."""

    id = models.UUIDField(primary_key=True)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=8, choices=CodePurpose.choices)
    issued_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()

    class Meta:
        ordering = ["-issued_at", "id"]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} · {self.place}"
