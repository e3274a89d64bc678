"""Groups of the intake form and the ways to store a product."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ProductGroup(TextChoices):
    """Which half of Mẫu 1 (QĐ 1246) a delivery of it is written on."""

    FRESH_FROZEN = "fresh_frozen", _("fresh or frozen food")
    DRY_PACKAGED = "dry_packaged", _("dry or packaged food, additives")


class Storage(TextChoices):
    AMBIENT = "ambient", _("ambient")
    CHILLED = "chilled", _("chilled")
    FROZEN = "frozen", _("frozen")


class Allergen(TextChoices):
    """The fourteen groups of Regulation (EU) 1169/2011, Annex II; they contain those of Codex."""

    GLUTEN = "gluten", _("cereals containing gluten")
    CRUSTACEA = "crustacea", _("crustacea")
    EGGS = "eggs", _("eggs")
    FISH = "fish", _("fish")
    PEANUTS = "peanuts", _("peanuts")
    SOYBEANS = "soybeans", _("soybeans")
    MILK = "milk", _("milk")
    TREE_NUTS = "tree_nuts", _("tree nuts")
    SESAME = "sesame", _("sesame")
    MOLLUSCS = "molluscs", _("molluscs")
    CELERY = "celery", _("celery")
    MUSTARD = "mustard", _("mustard")
    LUPIN = "lupin", _("lupin")
    SULPHITES = "sulphites", _("sulphites from 10 mg/kg")
