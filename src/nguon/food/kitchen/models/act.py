"""What every projected act has in common: the record it came from and its times."""

from datetime import datetime, timedelta
from typing import TypeVar

from django.db import models

from nguon.ground.journal.choices import Channel
from nguon.ground.people.models import Person, Place

A = TypeVar("A", bound=models.Model)


class ActManager(models.Manager[A]):
    def standing(self) -> models.QuerySet[A]:
        """Rows that no later record has corrected or withdrawn."""
        return self.filter(superseded_by=None)


class Act(models.Model):
    """One row for one record; written only by projecting the record, rebuilt by replay.

    `happened_at` is the time the person claims for the act, `entered_at` the corrected phone
    time at which the record was saved, `received_at` the server's own. A correction is a row
    of its own: the corrected row stays, and names its successor in `superseded_by`. What was
    recorded in time is not late for being corrected, so a correction bears the times at which
    the first version of its chain was saved (`first_entered_at`) and received.
    """

    record_id = models.UUIDField(primary_key=True)
    root_id = models.UUIDField(db_index=True, help_text="First record of the chain of corrections.")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    actor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=8, choices=Channel.choices)
    happened_at = models.DateTimeField()
    entered_at = models.DateTimeField()
    received_at = models.DateTimeField()
    first_entered_at = models.DateTimeField(null=True)
    first_received_at = models.DateTimeField(null=True)
    sequence = models.BigIntegerField()
    supersedes = models.UUIDField(null=True)
    superseded_by = models.UUIDField(null=True)
    reason = models.TextField(blank=True)
    photos = models.JSONField(default=list, help_text="SHA-256 of each photo named by the record.")
    note = models.TextField(blank=True)

    class Meta:
        abstract = True

    @property
    def first_entry(self) -> tuple[datetime, datetime]:
        """When the first version of the chain was saved and received; this may be it."""
        return self.first_entered_at or self.entered_at, self.first_received_at or self.received_at

    @property
    def entry_delay(self) -> timedelta:
        """How long after the act it was written down: what a late entry means."""
        return self.entered_at - self.happened_at
