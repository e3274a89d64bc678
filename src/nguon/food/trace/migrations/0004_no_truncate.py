from django.db import migrations

from nguon.base.append_only import NoTruncate


class Migration(migrations.Migration):
    """What was sent cannot be emptied away either; what is derived from it can be made anew."""

    dependencies = [("trace", "0003_event_record_index")]

    operations = [NoTruncate("trace_event"), NoTruncate("trace_capture_job")]
