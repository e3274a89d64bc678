import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from nguon.base.append_only import AppendOnly, NoTruncate


class Migration(migrations.Migration):
    """What an organisation lets its partners see, beyond what everybody of ADR 7 sees."""

    dependencies = [
        ("people", "0005_given_passwords"),
        ("trace", "0005_master_data"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SharingRule",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "partner_role",
                    models.CharField(
                        choices=[
                            ("cook", "cook"),
                            ("health_officer", "health officer"),
                            ("manager", "manager"),
                            ("parent_representative", "parent representative"),
                            ("inspector", "inspector"),
                            ("province", "province"),
                            ("supplier", "supplier"),
                        ],
                        max_length=24,
                        null=True,
                    ),
                ),
                ("event_types", models.JSONField(default=list)),
                ("biz_steps", models.JSONField(default=list)),
                (
                    "places",
                    models.JSONField(
                        default=list, help_text="Canonical; read point or place after."
                    ),
                ),
                (
                    "things",
                    models.JSONField(
                        default=list, help_text="Canonical; a trade item covers its lots."
                    ),
                ),
                (
                    "since",
                    models.DateTimeField(
                        help_text="Of the event; null means from ever.", null=True
                    ),
                ),
                (
                    "until",
                    models.DateTimeField(help_text="Before this; null means for ever.", null=True),
                ),
                ("hidden_members", models.JSONField(default=list)),
                ("shares_master_data", models.BooleanField(default=False)),
                (
                    "may_trace",
                    models.BooleanField(
                        default=False,
                        help_text="What the events name may be traced to its sources, all shown.",
                    ),
                ),
                ("granted_at", models.DateTimeField()),
                (
                    "granted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
            ],
            options={
                "db_table": "trace_sharing_rule",
            },
        ),
        migrations.CreateModel(
            name="SharingRuleEnd",
            fields=[
                (
                    "rule",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="end",
                        serialize=False,
                        to="trace.sharingrule",
                    ),
                ),
                ("ended_at", models.DateTimeField()),
                (
                    "ended_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "trace_sharing_rule_end",
            },
        ),
        migrations.AddConstraint(
            model_name="sharingrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("partner__isnull", False), ("partner_role__isnull", True)),
                    models.Q(("partner__isnull", True), ("partner_role__isnull", False)),
                    _connector="OR",
                ),
                name="trace_sharing_rule_one_partner",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharingrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("may_trace", False), ("hidden_members", []), _connector="OR"),
                name="trace_sharing_rule_traced_whole",
            ),
        ),
        AppendOnly("trace_sharing_rule"),
        NoTruncate("trace_sharing_rule"),
        AppendOnly("trace_sharing_rule_end"),
        NoTruncate("trace_sharing_rule_end"),
    ]
