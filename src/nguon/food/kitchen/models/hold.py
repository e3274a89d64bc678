from django.db import models

from nguon.food.kitchen.choices import HoldKind
from nguon.food.kitchen.models.act import Act, ActManager


class Hold(Act):
    """Samples, lots and meals that must stay as they are until somebody has looked."""

    kind = models.CharField(max_length=12, choices=HoldKind.choices)
    cause = models.TextField()
    sample_ids = models.JSONField(default=list, help_text="Root record ids of sample boxes.")
    lot_uris = models.JSONField(default=list)
    meal_ids = models.JSONField(default=list)
    sick = models.PositiveIntegerField(null=True, help_text="How many, if people fell sick.")
    first_onset_at = models.DateTimeField(null=True)
    symptoms = models.JSONField(default=list, help_text="Values of `choices.Symptom`.")

    objects = ActManager()

    class Meta:
        ordering = ["happened_at", "sequence"]
