"""What is bought, cooked and sold: a kind of thing, not a lot of it."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nguon.base.ui.unit_symbol import unit_symbol
from nguon.ground.people.models import Organisation
from nguon.ground.products.choices import Allergen, ProductGroup, Storage


class Product(models.Model):
    """`identifier` is canonical: a GTIN as GS1 Digital Link, or an own `https://HOST/class/ID`.

    A product without owner is common knowledge (rau muống); one with an owner is that
    organisation's article. `gtin` is always 14 digits, `default_uom` a UN/ECE Rec 20 code.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    identifier = models.CharField(_("identifier"), max_length=255, unique=True)
    gtin = models.CharField("GTIN", max_length=14, unique=True, null=True, blank=True)
    name = models.CharField(_("name"), max_length=200)
    folded_name = models.CharField(max_length=200, db_index=True, editable=False)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    group = models.CharField(_("group"), max_length=16, choices=ProductGroup.choices)
    default_uom = models.CharField(_("usual unit"), max_length=3, default="KGM")
    allergens = models.JSONField(_("allergens"), default=list, blank=True)
    storage = models.CharField(
        _("storage"), max_length=8, choices=Storage.choices, default=Storage.AMBIENT
    )
    owner_organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")
        ordering = ("folded_name", "name", "id")  # the same whatever the server collates by
        constraints = (
            models.CheckConstraint(
                condition=Q(gtin=None) | Q(gtin__regex=r"^[0-9]{14}$"),
                name="product_gtin_is_fourteen_digits",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def unit_symbol(self) -> str:
        return unit_symbol(self.default_uom)

    @property
    def allergen_names(self) -> list[str]:
        return [str(Allergen(one).label) for one in self.allergens]
