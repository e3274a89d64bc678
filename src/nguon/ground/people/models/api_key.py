"""The key with which a program of an organisation sends or queries events."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from nguon.ground.people.choices import Act
from nguon.ground.people.models.organisation import Organisation
from nguon.ground.people.models.person import Person


class ApiKey(models.Model):
    """The secret itself is shown once and not kept: `secret_hash` is its SHA-256.

    A plain hash suffices, for the secret has 256 random bits and cannot be guessed from it.
    `prefix` finds the row; `scopes` lists the acts (`choices.Act`) the key may do.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="api_keys"
    )
    name = models.CharField(_("name"), max_length=100)
    prefix = models.CharField(_("prefix"), max_length=16, unique=True)
    secret_hash = models.CharField(max_length=64, editable=False)
    scopes = models.JSONField(_("scopes"), default=list)
    created_at = models.DateTimeField(_("created at"))
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    revoked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("API key")
        verbose_name_plural = _("API keys")
        ordering = ("created_at", "id")

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"

    @property
    def scope_names(self) -> list[str]:
        return [str(Act(scope).label) for scope in self.scopes]
