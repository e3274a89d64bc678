from django.db import models

from nguon.food.trace.models.sharing_rule import SharingRule
from nguon.ground.people.models import Person


class SharingRuleEnd(models.Model):
    """From when on a sharing rule no longer counts, and who said so. Append-only."""

    rule = models.OneToOneField(
        SharingRule, on_delete=models.PROTECT, primary_key=True, related_name="end"
    )
    ended_at = models.DateTimeField()
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "trace_sharing_rule_end"

    def __str__(self) -> str:
        return f"{self.rule_id} ended"
