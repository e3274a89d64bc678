"""A phone of a kitchen, which hands in what its people recorded."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from nguon.ground.people.models.person import Person
from nguon.ground.people.models.place import Place


class Device(models.Model):
    """It is not a person: who did what, each record says itself.

    The token is shown once, to the phone, and not kept: `token_hash` is its SHA-256. A plain hash
    suffices, for the token has 256 random bits. A revoked device stays, and what it still hands
    in waits for a manager: what was done in the kitchen was done.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="devices")
    name = models.CharField(_("name of the phone"), max_length=60)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    enrolled_at = models.DateTimeField(_("paired at"))
    enrolled_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    revoked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    last_seen_at = models.DateTimeField(_("last heard from"), null=True, blank=True)
    build = models.CharField(_("version of the app"), max_length=60, blank=True)
    unsent = models.PositiveIntegerField(_("records not yet handed in"), null=True, blank=True)

    class Meta:
        verbose_name = _("kitchen phone")
        verbose_name_plural = _("kitchen phones")
        ordering = ("enrolled_at", "id")

    def __str__(self) -> str:
        return self.name
