"""Where food is: kitchens, eating sites, warehouses, fields."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from nguon.ground.people.choices import PlaceKind
from nguon.ground.people.models.organisation import Organisation
from nguon.ground.reference.models import Commune


class Place(models.Model):
    """`identifier` is canonical: a GLN as GS1 Digital Link, or an own `https://HOST/loc/ID`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="places")
    kind = models.CharField(_("kind"), max_length=16, choices=PlaceKind.choices)
    name = models.CharField(_("name"), max_length=200)
    identifier = models.CharField(_("identifier"), max_length=255, unique=True)
    commune = models.ForeignKey(
        Commune, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    address = models.CharField(_("address"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ("name", "id")

    def __str__(self) -> str:
        return self.name
