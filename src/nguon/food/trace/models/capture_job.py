import uuid

from django.db import models


class CaptureJob(models.Model):
    """One document that was sent to be captured, exactly as sent. Append-only.

    Refused documents are kept as well: who sent what is evidence too. What came of it stands in
    its parts; a job without a last one is still running (EPCIS 2.0 §8.2.7).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    tenant_id = models.UUIDField()
    raw = models.BinaryField()
    media_type = models.TextField(default="application/json")
    sha256 = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    error_behaviour = models.CharField(max_length=8, default="rollback")

    class Meta:
        db_table = "trace_capture_job"
        indexes = [models.Index(fields=["tenant_id", "received_at", "id"], name="trace_job_tenant")]

    def __str__(self) -> str:
        return str(self.id)
