import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_attempts_by_space"),
    ]

    operations = [
        migrations.CreateModel(
            name="InspectionPass",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("issued_at", models.DateTimeField(verbose_name="issued at")),
                ("expires_at", models.DateTimeField(verbose_name="valid until")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended at")),
                ("openings", models.PositiveIntegerField(default=0, verbose_name="times opened")),
                (
                    "last_opened_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="last opened"),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.place",
                    ),
                ),
            ],
            options={
                "verbose_name": "inspection pass",
                "verbose_name_plural": "inspection passes",
                "ordering": ("-issued_at", "id"),
                "indexes": [
                    models.Index(fields=["place", "issued_at"], name="inspection_pass_of_place")
                ],
            },
        ),
    ]
