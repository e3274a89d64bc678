from django.db import models

from nguon.food.kitchen.choices import ParkedOutcome
from nguon.food.kitchen.models.parked_record import ParkedRecord
from nguon.ground.people.models import Person


class ParkedDecision(models.Model):
    """What became of a parked record, once and for all. `by` is null if it settled by itself."""

    parked = models.OneToOneField(ParkedRecord, on_delete=models.PROTECT, related_name="decision")
    outcome = models.CharField(max_length=8, choices=ParkedOutcome.choices)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome=ParkedOutcome.SETTLED, by=None)
                | (~models.Q(outcome=ParkedOutcome.SETTLED) & models.Q(by__isnull=False)),
                name="kitchen_decision_has_a_person",
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome=ParkedOutcome.REFUSED) | ~models.Q(reason=""),
                name="kitchen_refusal_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.parked_id}: {self.outcome}"
