"""What every projected act of oversight has in common."""

from django.db import models

from nguon.ground.journal.choices import Channel
from nguon.ground.people.models import Person


class OversightAct(models.Model):
    """One row for one record, added and never changed: the table refuses it.

    Nothing is corrected in place either. Who erred says so in an act of its own, and the newest
    act on a matter counts. `body` is what the record says, read and found sound.
    """

    record_id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=40, help_text="A value of `choices.ActKind`.")
    actor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=8, choices=Channel.choices)
    happened_at = models.DateTimeField()
    entered_at = models.DateTimeField()
    received_at = models.DateTimeField()
    sequence = models.BigIntegerField()
    body = models.JSONField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.kind} {self.record_id}"
