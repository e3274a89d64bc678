"""A second content that came in under the identifier of a stored record. Both are kept."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from nguon.ground.journal.choices import Channel
from nguon.ground.journal.models.record import Record


class RecordConflict(models.Model):
    """Kept beside the record, changing nothing; the same second content is kept only once."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="conflicts")
    raw = models.BinaryField(_("content as sent"))
    sha256 = models.CharField(max_length=64)
    place_id = models.UUIDField(_("place"))
    actor_id = models.UUIDField(_("who did it"))
    submitted_by_id = models.UUIDField(_("who sent it"))
    device_id = models.CharField(_("device"), max_length=64, blank=True)
    channel = models.CharField(_("channel"), max_length=8, choices=Channel.choices)
    claimed_at = models.DateTimeField(_("time claimed"))
    received_at = models.DateTimeField(_("time received"))

    class Meta:
        verbose_name = _("conflicting record")
        verbose_name_plural = _("conflicting records")
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("record", "sha256"), name="record_conflict_is_kept_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.record_id} ≠ {self.sha256[:12]}"
