"""Finding a product by what somebody types or scans."""

from django.db.models import Q, QuerySet

from nguon.base.folded_text import folded
from nguon.core.gs1 import Gs1Error, Gtin
from nguon.ground.people.models import Organisation
from nguon.ground.products.models import Product


def products_matching(text: str) -> QuerySet[Product]:
    """By part of the name in Vietnamese (marks or not) or English, by GTIN or by identifier.

    Without a text, all.
    """
    typed = text.replace("\0", "").strip()
    if not typed:
        return Product.objects.all()
    matching = Q(name_en__icontains=typed) | Q(identifier=typed) | Q(gtin=_gtin(typed))
    if key := folded(typed):
        matching |= Q(folded_name__contains=key)
    return Product.objects.filter(matching)


def products_like(
    *, name: str, gtin: str = "", owner: Organisation | None = None
) -> QuerySet[Product]:
    """What makes `register_product` refuse: the same number, or the same name without one."""
    same_name = Q(name__iexact=" ".join(name.split()), owner_organisation=owner, gtin=None)
    return Product.objects.filter(same_name | Q(gtin=_gtin(gtin)))


def _gtin(text: str) -> str:
    """The number as 14 digits; of a text that is none, something that no product has."""
    try:
        return Gtin.parse(text).value
    except Gs1Error:
        return "-"
