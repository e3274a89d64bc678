import django.db.models.deletion
from django.db import migrations, models

import nguon.food.trace.models.exact_decimal_field
from nguon.base.append_only import AppendOnly


class Migration(migrations.Migration):
    """What queries may ask for has an index of its own (EPCIS 2.0 §8.2.7.1)."""

    dependencies = [
        ("trace", "0006_sharing_rules"),
    ]

    operations = [
        migrations.CreateModel(
            name="EventField",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "event_id",
                        "position",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("position", models.IntegerField()),
                (
                    "event",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="trace.event",
                    ),
                ),
                ("key", models.UUIDField()),
                ("text", models.TextField(db_collation="C", null=True)),
                (
                    "number",
                    nguon.food.trace.models.exact_decimal_field.ExactDecimalField(
                        decimal_places=500, max_digits=1000, null=True
                    ),
                ),
                ("instant", models.DateTimeField(null=True)),
                ("within", models.JSONField(null=True)),
            ],
            options={
                "db_table": "trace_event_field",
            },
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["type", "id"], name="trace_event_type"),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                condition=models.Q(("action__isnull", False)),
                fields=["action", "id"],
                name="trace_event_action",
            ),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                condition=models.Q(("biz_step__isnull", False)),
                fields=["biz_step", "id"],
                name="trace_event_biz_step",
            ),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                condition=models.Q(("disposition__isnull", False)),
                fields=["disposition", "id"],
                name="trace_event_disposition",
            ),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                condition=models.Q(("read_point__isnull", False)),
                fields=["read_point", "id"],
                name="trace_event_read_point",
            ),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                condition=models.Q(("biz_location__isnull", False)),
                fields=["biz_location", "id"],
                name="trace_event_place",
            ),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                condition=models.Q(("transformation_id__isnull", False)),
                fields=["transformation_id", "id"],
                name="trace_event_joined",
            ),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                condition=models.Q(("error_declared_at__isnull", False)),
                fields=["error_declared_at", "id"],
                name="trace_event_declared",
            ),
        ),
        migrations.AddIndex(
            model_name="eventlink",
            index=models.Index(
                condition=models.Q(("quantity__isnull", False)),
                fields=["quantity", "uom", "event"],
                name="trace_event_link_quantity",
            ),
        ),
        migrations.AddIndex(
            model_name="eventfield",
            index=models.Index(
                condition=models.Q(("text__isnull", False)),
                fields=["key", "text", "event"],
                name="trace_event_field_text",
            ),
        ),
        migrations.AddIndex(
            model_name="eventfield",
            index=models.Index(
                condition=models.Q(("number__isnull", False)),
                fields=["key", "number", "event"],
                name="trace_event_field_number",
            ),
        ),
        migrations.AddIndex(
            model_name="eventfield",
            index=models.Index(
                condition=models.Q(("instant__isnull", False)),
                fields=["key", "instant", "event"],
                name="trace_event_field_instant",
            ),
        ),
        migrations.AddIndex(
            model_name="eventfield",
            index=models.Index(
                condition=models.Q(("instant", None), ("number", None), ("text", None)),
                fields=["key", "event"],
                name="trace_event_field_bare",
            ),
        ),
        # A key decides which texts there are; without it the planner takes the two for strangers.
        migrations.RunSQL(
            "create statistics trace_event_field_texts (dependencies, mcv) on key, text"
            " from trace_event_field",
            "drop statistics trace_event_field_texts",
        ),
        AppendOnly("trace_event_field"),
    ]
