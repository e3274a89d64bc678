from django.db import models

from nguon.food.kitchen.models.code_sheet import CodeSheet


class IssuedCode(models.Model):
    """One code of a sheet. What it is bound to is said by records, time and again for a box."""

    uri = models.CharField(primary_key=True, max_length=200)
    sheet = models.ForeignKey(CodeSheet, on_delete=models.PROTECT, related_name="codes")
    number = models.PositiveIntegerField(help_text="Counts on through the sheets of a kitchen.")

    class Meta:
        ordering = ["sheet", "number"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "number"], name="kitchen_code_number")
        ]

    def __str__(self) -> str:
        return self.uri
