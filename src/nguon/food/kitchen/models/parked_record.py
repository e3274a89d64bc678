from django.db import models

from nguon.food.kitchen.choices import ParkedFor
from nguon.ground.people.models import Device, Place


class ParkedRecord(models.Model):
    """What a phone handed in that cannot be in the book yet, exactly as it was sent.

    Append-only, as the book is: what became of it says its `ParkedDecision`. Once admitted, the
    record in the book keeps the time of its first receipt and the corrected time found then.
    """

    record_id = models.UUIDField(db_index=True)
    sha256 = models.CharField(max_length=64)
    raw = models.BinaryField()
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    actor_id = models.UUIDField(help_text="Who says so; it may be nobody we know.")
    code = models.CharField(max_length=24, choices=ParkedFor.choices)
    waiting_for = models.JSONField(default=list, help_text="Ids of what it names and is not here.")
    photos = models.JSONField(default=list)
    corrected_at = models.DateTimeField()
    received_at = models.DateTimeField()

    class Meta:
        ordering = ["received_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["record_id", "sha256"], name="kitchen_parked_once")
        ]
        indexes = [models.Index(fields=["place", "code"], name="kitchen_parked_place")]

    def __str__(self) -> str:
        return f"{self.kind} {self.record_id}"
