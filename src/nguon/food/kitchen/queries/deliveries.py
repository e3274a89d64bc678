"""Who delivers here, and what came the last time."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from nguon.base.folded_text import folded
from nguon.food.kitchen.models import ReceivedLine
from nguon.food.kitchen.queries.day import day_bounds
from nguon.ground.people.models import Organisation, OrganisationName, Place
from nguon.ground.people.queries import suppliers_matching
from nguon.ground.products.models import Product

RECENT = timedelta(days=30)
MOST = 8


@dataclass(frozen=True)
class Seller:
    """One real actor with every legal name it delivers under."""

    organisation: Organisation
    names: list[OrganisationName]


@dataclass(frozen=True)
class LastDelivery:
    """What came on the last day on which anything came: a plan for today, and no more."""

    day: date
    lines: list[ReceivedLine]


def sellers_matching(text: str) -> list[Seller]:
    """By any part of a name or the beginning of a tax code."""
    if not text.strip():
        return []
    found = suppliers_matching(text).prefetch_related("names").order_by("display_name")
    return [Seller(one, list(one.names.all())) for one in found[:20]]


def recent_names(place: Place, *, at: datetime) -> list[OrganisationName]:
    """Legal names that delivered here lately, the latest first."""
    lines = (
        ReceivedLine.objects.standing()
        .filter(place=place, happened_at__gte=at - RECENT, supplier_name__isnull=False)
        .select_related("supplier_name__organisation")
        .order_by("-happened_at")
    )
    names = {line.supplier_name_id: line.supplier_name for line in lines}
    return [name for name in names.values() if name is not None][:MOST]


def lines_of_day(place: Place, day: date) -> list[ReceivedLine]:
    start, end = day_bounds(day)
    lines = ReceivedLine.objects.standing().filter(
        place=place, happened_at__gte=start, happened_at__lt=end
    )
    return list(lines.select_related("supplier_name", "actor"))


def last_delivery(place: Place, *, before: date) -> LastDelivery | None:
    start, _end = day_bounds(before)
    latest = (
        ReceivedLine.objects.standing()
        .filter(place=place, happened_at__lt=start)
        .order_by("-happened_at")
        .first()
    )
    if latest is None:
        return None
    day = timezone.localdate(latest.happened_at)
    return LastDelivery(day, lines_of_day(place, day))


def goods_names(place: Place, *, at: datetime) -> list[str]:
    """What this kitchen calls its goods, for the list that the form offers while typing."""
    lines = ReceivedLine.objects.filter(place=place, happened_at__gte=at - RECENT)
    names = lines.order_by("product_name").values_list("product_name", flat=True).distinct()
    return list(names[:200])


def product_called(name: str, *, seller: OrganisationName | None) -> Product | None:
    """The registered product of exactly this name (marks and case aside), if there is only one.

    An article of the seller goes before common knowledge; an article of somebody else is not it.
    """
    called = Product.objects.filter(folded_name=folded(name))
    owner = seller.organisation_id if seller else None
    found = list(called.filter(Q(owner_organisation=None) | Q(owner_organisation_id=owner)))
    own = [one for one in found if one.owner_organisation_id is not None]
    found = own or found
    return found[0] if len(found) == 1 else None
