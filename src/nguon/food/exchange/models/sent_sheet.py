import uuid

from django.db import models


class SentSheet(models.Model):
    """A spreadsheet exactly as somebody sent it, whether it could be captured or not.

    Append-only: what was sent is evidence too. The same bytes sent again are the same row.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    tenant_id = models.UUIDField(help_text="The organisation it was sent for.")
    person_id = models.UUIDField(help_text="Who sent it first.")
    file_name = models.TextField()
    raw = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    received_at = models.DateTimeField()

    class Meta:
        db_table = "exchange_sent_sheet"
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "sha256"], name="exchange_sheet_once")
        ]
        indexes = [models.Index(fields=["tenant_id", "-received_at"], name="exchange_sheet_tenant")]

    def __str__(self) -> str:
        return self.file_name
