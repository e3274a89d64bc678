import uuid

import django.db.models.deletion
from django.db import migrations, models

from nguon.base.append_only import AppendOnly, NoTruncate


class Migration(migrations.Migration):
    dependencies = [("exchange", "0001_named_queries_and_subscriptions")]

    operations = [
        migrations.CreateModel(
            name="SentSheet",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("tenant_id", models.UUIDField(help_text="The organisation it was sent for.")),
                ("person_id", models.UUIDField(help_text="Who sent it first.")),
                ("file_name", models.TextField()),
                ("raw", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                ("received_at", models.DateTimeField()),
            ],
            options={
                "db_table": "exchange_sent_sheet",
                "indexes": [
                    models.Index(fields=["tenant_id", "-received_at"], name="exchange_sheet_tenant")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tenant_id", "sha256"), name="exchange_sheet_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SheetCapture",
            fields=[
                (
                    "sheet",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="capture",
                        serialize=False,
                        to="exchange.sentsheet",
                    ),
                ),
                ("person_id", models.UUIDField()),
                ("captured_at", models.DateTimeField()),
                ("stored_count", models.IntegerField()),
                ("duplicate_count", models.IntegerField()),
            ],
            options={"db_table": "exchange_sheet_capture"},
        ),
        AppendOnly("exchange_sent_sheet"),
        NoTruncate("exchange_sent_sheet"),
        AppendOnly("exchange_sheet_capture"),
        NoTruncate("exchange_sheet_capture"),
    ]
