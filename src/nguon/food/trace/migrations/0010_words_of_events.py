from django.db import migrations


class Migration(migrations.Migration):
    """Tells the planner which words of events come together, and which never meet.

    Without it a query for two common words that no event has both of reads all events.
    """

    dependencies = [("trace", "0009_capture_parts")]

    operations = [
        migrations.RunSQL(
            "create statistics trace_event_words (mcv)"
            " on type, action, biz_step, disposition from trace_event",
            "drop statistics trace_event_words",
        )
    ]
