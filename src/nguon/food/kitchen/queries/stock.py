"""Goods that may still be in the kitchen: received lately, and how much of them was cooked."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import Q, Sum

from nguon.food.kitchen.models import Ingredient, ReceivedLine
from nguon.ground.people.models import Place
from nguon.ground.products.choices import ProductGroup

FRESH = timedelta(days=14)
DRY = timedelta(days=60)
"""Rice and salt are bought for weeks."""


@dataclass(frozen=True)
class Stock:
    lines: Sequence[ReceivedLine]
    used: Mapping[UUID, Decimal]
    """By the first record of the line, in the line's own unit; what was not weighed is not in."""

    line_ids: Mapping[UUID, Sequence[UUID]]
    """Every version of a line by its first record."""


def lines_in_stock(place: Place, *, at: datetime, also: Iterable[str | UUID] = ()) -> Stock:
    """Newest first. `also` names lines by any version, that come in however old they are."""
    asked = ReceivedLine.objects.filter(place=place, record_id__in=list(also))
    named = set(asked.values_list("root_id", flat=True))
    fresh = Q(happened_at__gte=at - FRESH)
    dry = Q(happened_at__gte=at - DRY, group=ProductGroup.DRY_PACKAGED)
    lines = list(
        ReceivedLine.objects.standing()
        .filter(fresh | dry | Q(root_id__in=named), place=place)
        .select_related("supplier_name")
        .order_by("-happened_at", "-sequence")
    )
    roots = [line.root_id for line in lines]
    used = (
        Ingredient.objects.filter(line_root_id__in=roots, check_made__superseded_by=None)
        .values("line_root_id", "uom")
        .annotate(total=Sum("amount"))
        .values_list("line_root_id", "uom", "total")
    )
    uom = {line.root_id: line.uom for line in lines}
    versions: dict[UUID, list[UUID]] = defaultdict(list)
    for record_id, root_id in ReceivedLine.objects.filter(root_id__in=roots).values_list(
        "record_id", "root_id"
    ):
        versions[root_id].append(record_id)
    return Stock(
        lines=lines,
        used={
            root: total
            for root, unit, total in used
            if root is not None and total and unit == uom.get(root)
        },
        line_ids=versions,
    )
