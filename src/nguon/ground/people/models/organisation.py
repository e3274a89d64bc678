"""One real actor, whatever it calls itself on paper."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from nguon.ground.people.choices import OrganisationKind


class Organisation(models.Model):
    """The actor behind one or several legal names; also the tenant that owns captured events.

    `identifier` is canonical: a PGLN as GS1 Digital Link, or an own `https://HOST/loc/ID`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=16, choices=OrganisationKind.choices)
    identifier = models.CharField(_("identifier"), max_length=255, unique=True)
    display_name = models.CharField(_("name shown"), max_length=200)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ("display_name", "id")

    def __str__(self) -> str:
        return self.display_name
