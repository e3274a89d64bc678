from django.db import models

from nguon.food.trace.models.capture_job import CaptureJob


class VocabularyStatement(models.Model):
    """What one document said of one vocabulary element (master data, EPCIS 2.0 §6.5). Append-only.

    `said` is the element's JSON as it was sent, `context` its document's. `type` and `uri` are
    canonical. Numbers grow in commit order, so the later statement is the one with the higher
    number. Of the same words twice in a row the first is kept.
    """

    id = models.BigAutoField(primary_key=True)
    tenant_id = models.UUIDField(help_text="The organisation that captured it.")
    type = models.TextField(db_collation="C")
    uri = models.TextField(db_collation="C")
    said = models.BinaryField()
    context = models.JSONField(null=True)
    content_hash = models.BinaryField(max_length=32)
    recorded_at = models.DateTimeField()
    capture_job = models.ForeignKey(
        CaptureJob, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        db_table = "trace_vocabulary_statement"
        indexes = [
            models.Index(
                fields=["tenant_id", "type", "uri", "id"], name="trace_vocabulary_statement_of"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.uri} ({self.type})"
