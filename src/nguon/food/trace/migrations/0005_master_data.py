import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models

import nguon.food.trace.models.exact_decimal_field
from nguon.base.append_only import AppendOnly, NoTruncate


class Migration(migrations.Migration):
    """What partners say of their places and goods (EPCIS 2.0 §6.5), and how it now stands."""

    dependencies = [("trace", "0004_no_truncate")]

    operations = [
        migrations.CreateModel(
            name="VocabularyStatement",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("tenant_id", models.UUIDField(help_text="The organisation that captured it.")),
                ("type", models.TextField(db_collation="C")),
                ("uri", models.TextField(db_collation="C")),
                ("said", models.BinaryField()),
                ("context", models.JSONField(null=True)),
                ("content_hash", models.BinaryField(max_length=32)),
                ("recorded_at", models.DateTimeField()),
                (
                    "capture_job",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="trace.capturejob",
                    ),
                ),
            ],
            options={
                "db_table": "trace_vocabulary_statement",
            },
        ),
        migrations.CreateModel(
            name="VocabularyElement",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("tenant_id", models.UUIDField(help_text="The organisation that says so.")),
                ("type", models.TextField(db_collation="C")),
                ("uri", models.TextField(db_collation="C")),
                (
                    "statement",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        help_text="The latest one.",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="trace.vocabularystatement",
                    ),
                ),
            ],
            options={
                "db_table": "trace_vocabulary_element",
            },
        ),
        migrations.CreateModel(
            name="VocabularyChild",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "element_id",
                        "uri",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("uri", models.TextField(db_collation="C")),
                (
                    "element",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="children",
                        to="trace.vocabularyelement",
                    ),
                ),
            ],
            options={
                "db_table": "trace_vocabulary_child",
                "indexes": [models.Index(fields=["uri"], name="trace_vocabulary_child_uri")],
            },
        ),
        migrations.CreateModel(
            name="VocabularyAttribute",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "element_id",
                        "name",
                        "position",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("name", models.TextField(db_collation="C")),
                ("position", models.IntegerField()),
                ("value", models.TextField()),
                (
                    "num",
                    nguon.food.trace.models.exact_decimal_field.ExactDecimalField(
                        decimal_places=500, max_digits=1000, null=True
                    ),
                ),
                ("moment", models.DateTimeField(null=True)),
                (
                    "element",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="attributes",
                        to="trace.vocabularyelement",
                    ),
                ),
            ],
            options={
                "db_table": "trace_vocabulary_attribute",
                "indexes": [
                    models.Index(
                        models.F("name"),
                        django.db.models.functions.text.Left("value", 200),
                        name="trace_vocabulary_value",
                    ),
                    models.Index(models.F("name"), models.F("num"), name="trace_vocabulary_num"),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="vocabularystatement",
            index=models.Index(
                fields=["tenant_id", "type", "uri", "id"], name="trace_vocabulary_statement_of"
            ),
        ),
        migrations.AddConstraint(
            model_name="vocabularyelement",
            constraint=models.UniqueConstraint(
                fields=("uri", "type", "tenant_id"), name="trace_vocabulary_element_once"
            ),
        ),
        AppendOnly("trace_vocabulary_statement"),
        NoTruncate("trace_vocabulary_statement"),
    ]
