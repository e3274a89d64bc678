from django.db import models

from nguon.food.exchange.models.sent_sheet import SentSheet


class SheetCapture(models.Model):
    """That a sheet was agreed to, by whom, and what came of it. Append-only, once for a sheet."""

    sheet = models.OneToOneField(
        SentSheet, on_delete=models.PROTECT, primary_key=True, related_name="capture"
    )
    person_id = models.UUIDField()
    captured_at = models.DateTimeField()
    stored_count = models.IntegerField()
    duplicate_count = models.IntegerField()

    class Meta:
        db_table = "exchange_sheet_capture"

    def __str__(self) -> str:
        return str(self.pk)
