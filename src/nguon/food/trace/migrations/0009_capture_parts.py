import django.db.models.deletion
from django.db import migrations, models

from nguon.base.append_only import AppendOnly, NoTruncate

_COPY = """
insert into trace_capture_part
    (job_id, first_event, stored_count, duplicate_count, errors, finished_at, is_last)
select id, 0, stored_count, duplicate_count, errors, finished_at, true from trace_capture_job
"""
_MOVED = ("errors", "stored_count", "duplicate_count", "finished_at", "is_success")


class Migration(migrations.Migration):
    """What came of a capture stands beside what was sent, so that a job can outlive its answer."""

    dependencies = [("trace", "0008_fields_of_events")]

    operations = [
        migrations.AddField(
            "capturejob", "media_type", models.TextField(default="application/json")
        ),
        migrations.CreateModel(
            name="CapturePart",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "first_event",
                    models.IntegerField(help_text="Its position in the document, from 0."),
                ),
                ("stored_count", models.IntegerField(default=0)),
                ("duplicate_count", models.IntegerField(default=0)),
                ("errors", models.JSONField(default=list)),
                ("finished_at", models.DateTimeField()),
                ("is_last", models.BooleanField()),
                (
                    "job",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="trace.capturejob",
                    ),
                ),
            ],
            options={"db_table": "trace_capture_part"},
        ),
        migrations.AddConstraint(
            "capturepart",
            models.UniqueConstraint(fields=["job", "first_event"], name="trace_capture_part_once"),
        ),
        migrations.RunSQL(_COPY, migrations.RunSQL.noop),
        *(migrations.RemoveField("capturejob", name) for name in _MOVED),
        AppendOnly("trace_capture_part"),
        NoTruncate("trace_capture_part"),
    ]
