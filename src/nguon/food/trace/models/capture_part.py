from django.db import models

from nguon.food.trace.models.capture_job import CaptureJob


class CapturePart(models.Model):
    """Some events of a capture job that were dealt with, and what came of them. Append-only.

    Written in the transaction that stores those events, so neither is ever there without the
    other. With `rollback` a job has one part; with `proceed` a long document has several, and
    after a crash the job goes on where it was.
    """

    id = models.BigAutoField(primary_key=True)
    job = models.ForeignKey(
        CaptureJob, on_delete=models.PROTECT, related_name="parts", db_index=False
    )
    first_event = models.IntegerField(help_text="Its position in the document, from 0.")
    stored_count = models.IntegerField(default=0)
    duplicate_count = models.IntegerField(default=0)
    errors = models.JSONField(default=list)
    finished_at = models.DateTimeField()
    is_last = models.BooleanField()

    class Meta:
        db_table = "trace_capture_part"
        constraints = [
            models.UniqueConstraint(fields=["job", "first_event"], name="trace_capture_part_once")
        ]

    def __str__(self) -> str:
        return f"{self.job_id} from {self.first_event}"
