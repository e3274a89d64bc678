"""What somebody recorded, exactly as it was sent. Everything else can be rebuilt from these."""

from django.db import models
from django.db.models import Func, Value
from django.utils.translation import gettext_lazy as _

from nguon.ground.journal.choices import Channel


class Record(models.Model):
    """One act of one person. Rows are added, never changed: the table refuses it.

    `id` is made by the client at the first touch of the form, so that sending twice is harmless.
    `sequence` is the order in which the server took records in; it may have gaps.
    `claimed_at` is what the device's clock said, `corrected_at` the same on the server's clock
    as far as the device's error (`clock_offset_ms`, device minus server) was known, and
    `received_at` the server's own time: the only one nobody outside can choose.
    Places and persons are plain identifiers, because this room knows nobody above it.

    What the sender says of its clocks stays beside: `contact_at` is when it last heard the
    server, `mono_ms` a clock that nobody can turn, since `boot_id` began, and `seq` counts the
    records of the device. A record that had to wait for a person or for another record keeps
    the time it came, and `admitted_at` is when it entered the book.
    """

    id = models.UUIDField(primary_key=True)
    sequence = models.BigIntegerField(
        unique=True,
        editable=False,
        db_default=Func(
            Value("journal_record_sequence"),
            function="nextval",
            output_field=models.BigIntegerField(),
        ),
    )
    kind = models.CharField(_("kind"), max_length=40)
    schema_version = models.PositiveSmallIntegerField(_("version of the schema"))
    raw = models.BinaryField(_("content as sent"))
    sha256 = models.CharField(max_length=64)
    place_id = models.UUIDField(_("place"))
    actor_id = models.UUIDField(_("who did it"))
    submitted_by_id = models.UUIDField(_("who sent it"))
    device_id = models.CharField(_("device"), max_length=64, blank=True)
    channel = models.CharField(_("channel"), max_length=8, choices=Channel.choices)
    claimed_at = models.DateTimeField(_("time claimed"))
    clock_offset_ms = models.BigIntegerField(_("clock error (ms)"), null=True, blank=True)
    corrected_at = models.DateTimeField(_("time claimed, on the server's clock"))
    received_at = models.DateTimeField(_("time received"))
    admitted_at = models.DateTimeField(_("time admitted"), null=True, blank=True)
    identified_by = models.CharField(_("how the person was told apart"), max_length=8, blank=True)
    contact_at = models.DateTimeField(_("last contact before"), null=True, blank=True)
    mono_ms = models.BigIntegerField(_("steady clock (ms)"), null=True, blank=True)
    boot_id = models.UUIDField(null=True, blank=True)
    seq = models.BigIntegerField(_("number on the device"), null=True, blank=True)
    build = models.CharField(_("version of the app"), max_length=60, blank=True)
    supersedes = models.UUIDField(_("record it corrects"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("record")
        verbose_name_plural = _("records")
        ordering = ("sequence",)
        indexes = (
            models.Index(fields=("place_id", "received_at"), name="record_of_place_and_day"),
            models.Index(fields=("supersedes",), name="record_supersedes"),
            models.Index(
                fields=("device_id", "seq"),
                condition=models.Q(seq__isnull=False),
                name="record_of_device",
            ),
            models.Index(
                fields=("place_id", "admitted_at"),
                condition=models.Q(admitted_at__isnull=False),
                name="record_admitted_at_place",
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(supersedes=None) | ~models.Q(reason=""),
                name="record_correction_has_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(channel__in=Channel.values), name="record_channel_is_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"
