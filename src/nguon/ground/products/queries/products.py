"""Finding a product by what somebody types or scans."""

from django.db.models import Q, QuerySet

from nguon.base.folded_text import folded
from nguon.core.gs1 import Gs1Error, Gtin
from nguon.ground.products.models import Product


def products_matching(text: str) -> QuerySet[Product]:
    """By part of the name in Vietnamese (marks or not) or English, by GTIN or by identifier."""
    typed = text.replace("\0", "").strip()
    matching = Q(folded_name__contains=folded(typed)) | Q(name_en__icontains=typed)
    if not folded(typed):
        matching = Q() if not typed else Q(pk__in=[])
    return Product.objects.filter(matching | Q(identifier=typed) | Q(gtin=_gtin(typed)))


def _gtin(text: str) -> str:
    """The number as 14 digits; of a text that is none, something that no product has."""
    try:
        return Gtin.parse(text).value
    except Gs1Error:
        return "-"
