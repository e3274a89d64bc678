import uuid

import django.db.models.deletion
from django.db import migrations, models

import nguon.food.trace.models.exact_decimal_field
from nguon.base.append_only import AppendOnly


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Node",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("uri", models.TextField(db_collation="C", unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("instance", "Instance"),
                            ("lot", "Lot"),
                            ("class", "Class"),
                            ("place", "Place"),
                            ("party", "Party"),
                            ("document", "Document"),
                            ("unknown", "Unknown"),
                        ],
                        max_length=8,
                    ),
                ),
            ],
            options={
                "db_table": "trace_node",
            },
        ),
        migrations.CreateModel(
            name="CaptureJob",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("tenant_id", models.UUIDField()),
                ("raw", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                ("received_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField()),
                ("error_behaviour", models.CharField(default="rollback", max_length=8)),
                ("is_success", models.BooleanField()),
                ("errors", models.JSONField(default=list)),
                ("stored_count", models.IntegerField(default=0)),
                ("duplicate_count", models.IntegerField(default=0)),
            ],
            options={
                "db_table": "trace_capture_job",
                "indexes": [
                    models.Index(fields=["tenant_id", "received_at", "id"], name="trace_job_tenant")
                ],
            },
        ),
        migrations.CreateModel(
            name="Edge",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "src",
                        "dst",
                        "event",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("src", models.BigIntegerField()),
                ("dst", models.BigIntegerField()),
                ("event", models.BigIntegerField(help_text="The event that says so.")),
            ],
            options={
                "db_table": "trace_edge",
                "indexes": [models.Index(fields=["dst", "src", "event"], name="trace_edge_back")],
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("tenant_id", models.UUIDField(help_text="The organisation that captured it.")),
                ("event_id", models.TextField(db_collation="C")),
                ("type", models.TextField()),
                ("action", models.TextField(null=True)),
                ("event_time", models.DateTimeField()),
                ("event_time_zone_offset", models.CharField(max_length=6)),
                ("record_time", models.DateTimeField()),
                ("biz_step", models.TextField(null=True)),
                ("disposition", models.TextField(null=True)),
                ("read_point", models.TextField(db_collation="C", null=True)),
                ("biz_location", models.TextField(db_collation="C", null=True)),
                ("transformation_id", models.TextField(db_collation="C", null=True)),
                ("raw", models.BinaryField()),
                ("context", models.JSONField(null=True)),
                ("facts", models.JSONField(null=True)),
                ("content_hash", models.BinaryField(max_length=32)),
                ("error_declared_at", models.DateTimeField(null=True)),
                (
                    "record_id",
                    models.UUIDField(help_text="The kitchen record it was made from.", null=True),
                ),
                (
                    "capture_job",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="trace.capturejob",
                    ),
                ),
            ],
            options={
                "db_table": "trace_event",
            },
        ),
        migrations.CreateModel(
            name="Lot",
            fields=[
                (
                    "node",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="lot",
                        serialize=False,
                        to="trace.node",
                    ),
                ),
                ("name", models.TextField(null=True)),
                ("name_rank", models.SmallIntegerField(default=9)),
                ("expiry", models.DateField(null=True)),
                ("expiry_rank", models.SmallIntegerField(default=9)),
                ("lot_number", models.TextField(null=True)),
                (
                    "product",
                    models.TextField(help_text="The trade item (01…) it belongs to.", null=True),
                ),
            ],
            options={
                "db_table": "trace_lot",
            },
        ),
        migrations.CreateModel(
            name="EventLink",
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
                ("role", models.TextField()),
                ("type", models.TextField(null=True)),
                (
                    "quantity",
                    nguon.food.trace.models.exact_decimal_field.ExactDecimalField(
                        decimal_places=500, max_digits=1000, null=True
                    ),
                ),
                ("uom", models.TextField(null=True)),
                (
                    "event",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="links",
                        to="trace.event",
                    ),
                ),
                (
                    "node",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="trace.node",
                    ),
                ),
            ],
            options={
                "db_table": "trace_event_link",
            },
        ),
        migrations.CreateModel(
            name="Containment",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("aggregation", "Aggregation"),
                            ("association", "Association"),
                            ("production", "Production"),
                        ],
                        max_length=11,
                    ),
                ),
                ("content", models.BigIntegerField()),
                ("since", models.DateTimeField()),
                ("since_event", models.BigIntegerField()),
                ("until", models.DateTimeField(null=True)),
                ("until_event", models.BigIntegerField(null=True)),
                (
                    "quantity",
                    nguon.food.trace.models.exact_decimal_field.ExactDecimalField(
                        decimal_places=500, max_digits=1000, null=True
                    ),
                ),
                ("uom", models.TextField(null=True)),
                (
                    "container",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="trace.node",
                    ),
                ),
            ],
            options={
                "db_table": "trace_containment",
            },
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["record_time"], name="trace_event_record_time"),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["event_time"], name="trace_event_event_time"),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["tenant_id", "id"], name="trace_event_tenant"),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["event_id"], name="trace_event_event_id"),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                condition=models.Q(("biz_location__isnull", False)),
                fields=["biz_location", "event_time"],
                name="trace_event_location",
            ),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                condition=models.Q(("transformation_id__isnull", False)),
                fields=["tenant_id", "transformation_id"],
                name="trace_event_transformation",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.UniqueConstraint(
                condition=models.Q(("error_declared_at", None)),
                fields=("tenant_id", "event_id"),
                name="trace_event_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.UniqueConstraint(
                condition=models.Q(("error_declared_at__isnull", False)),
                fields=("tenant_id", "event_id", "content_hash"),
                name="trace_declaration_once",
            ),
        ),
        migrations.AddIndex(
            model_name="lot",
            index=models.Index(fields=["lot_number"], name="trace_lot_lot_number"),
        ),
        migrations.AddIndex(
            model_name="lot",
            index=models.Index(fields=["product"], name="trace_lot_product"),
        ),
        migrations.AddIndex(
            model_name="eventlink",
            index=models.Index(fields=["node", "event"], name="trace_event_link_node"),
        ),
        migrations.AddIndex(
            model_name="containment",
            index=models.Index(fields=["container", "content"], name="trace_containment_container"),
        ),
        migrations.AddIndex(
            model_name="containment",
            index=models.Index(fields=["content", "container"], name="trace_containment_content"),
        ),
        AppendOnly("trace_capture_job"),
        AppendOnly("trace_event"),
        AppendOnly("trace_event_link"),
    ]
