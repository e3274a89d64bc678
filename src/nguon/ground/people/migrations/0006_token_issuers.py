import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Whose signed tokens open the programs' interface beside our own keys."""

    dependencies = [
        ("people", "0005_given_passwords"),
    ]

    operations = [
        migrations.CreateModel(
            name="TokenIssuer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("issuer", models.CharField(max_length=500, verbose_name="issuer")),
                ("audience", models.CharField(max_length=500, verbose_name="audience")),
                ("claim", models.CharField(max_length=200, verbose_name="claim")),
                (
                    "claim_value",
                    models.CharField(max_length=500, verbose_name="value of the claim"),
                ),
                (
                    "jwks_url",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="address of the keys"
                    ),
                ),
                ("jwks", models.JSONField(blank=True, null=True, verbose_name="pinned keys")),
                ("acts", models.JSONField(default=list, verbose_name="scopes")),
                (
                    "acts_from_scope",
                    models.BooleanField(default=False, verbose_name="only what the scope names"),
                ),
                ("created_at", models.DateTimeField(verbose_name="created at")),
                (
                    "revoked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="revoked at"),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="token_issuers",
                        to="people.organisation",
                    ),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "token issuer",
                "verbose_name_plural": "token issuers",
                "ordering": ("created_at", "id"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("revoked_at", None)),
                        fields=["issuer"],
                        name="people_token_issuer_live",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("jwks__isnull", False), ("jwks_url", "")),
                            models.Q(
                                models.Q(("jwks_url", ""), _negated=True), ("jwks__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="token_issuer_has_keys_once",
                    )
                ],
            },
        ),
    ]
