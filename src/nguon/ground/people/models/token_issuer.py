"""Whose signed tokens open the programs' interface for an organisation."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nguon.ground.people.choices import Act
from nguon.ground.people.models.organisation import Organisation
from nguon.ground.people.models.person import Person


class TokenIssuer(models.Model):
    """An OpenID Connect provider (or any issuer of JWTs) that one organisation trusts.

    A token counts for `organisation` if it is signed by a key of the issuer, is meant for
    `audience`, and its `claim` has the value `claim_value`: a provider serves many, and only this
    one client or tenant of it is the organisation's. `acts` is the most such a token may do; with
    `acts_from_scope` only what its `scope` names as well. The keys come from `jwks_url`, or are
    pinned in `jwks`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="token_issuers"
    )
    name = models.CharField(_("name"), max_length=100)
    issuer = models.CharField(_("issuer"), max_length=500)
    audience = models.CharField(_("audience"), max_length=500)
    claim = models.CharField(_("claim"), max_length=200)
    claim_value = models.CharField(_("value of the claim"), max_length=500)
    jwks_url = models.CharField(_("address of the keys"), max_length=500, blank=True)
    jwks = models.JSONField(_("pinned keys"), null=True, blank=True)
    acts = models.JSONField(_("scopes"), default=list)
    acts_from_scope = models.BooleanField(_("only what the scope names"), default=False)
    created_at = models.DateTimeField(_("created at"))
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    revoked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("token issuer")
        verbose_name_plural = _("token issuers")
        ordering = ("created_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(jwks_url="", jwks__isnull=False)
                | (~Q(jwks_url="") & Q(jwks__isnull=True)),
                name="token_issuer_has_keys_once",
            ),
        )
        indexes = (
            models.Index(
                fields=["issuer"], condition=Q(revoked_at=None), name="people_token_issuer_live"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.issuer})"

    @property
    def act_names(self) -> list[str]:
        return [str(Act(act).label) for act in self.acts]
