import uuid

from django.db import models


class CaptureJob(models.Model):
    """One document that was sent to be captured, exactly as sent, and what came of it.

    Refused documents are kept as well, with their errors: who sent what is evidence too.
    Append-only: the row is written once, when the outcome is known (EPCIS 2.0 §8.2.7).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    tenant_id = models.UUIDField()
    raw = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    finished_at = models.DateTimeField()
    error_behaviour = models.CharField(max_length=8, default="rollback")
    is_success = models.BooleanField()
    errors = models.JSONField(default=list)
    stored_count = models.IntegerField(default=0)
    duplicate_count = models.IntegerField(default=0)

    class Meta:
        db_table = "trace_capture_job"
        indexes = [models.Index(fields=["tenant_id", "received_at", "id"], name="trace_job_tenant")]

    def __str__(self) -> str:
        return str(self.id)
