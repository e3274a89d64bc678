"""From whom a kitchen gets its goods, and whether somebody else's source is one of these."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from uuid import UUID

from django.db.models import Q

from nguon.base import clock
from nguon.base.folded_phone import folded_phone
from nguon.food.kitchen.models import ReceivedLine, SupplyContract
from nguon.food.kitchen.queries.day import day_bounds
from nguon.ground.people.models import OrganisationName, Place

SHARED_FOR = timedelta(days=60)
"""Who delivered, or could have by contract, within these days counts as a supplier."""


class Sameness(Enum):
    SAME = "same"
    MAYBE = "maybe"
    """Not both are registered, and the name or the telephone is the same."""


@dataclass(frozen=True)
class Keys:
    names: frozenset[str]
    phones: frozenset[str]

    def know(self, line: ReceivedLine) -> bool:
        phone = line.source_phone_key
        return line.source_key in self.names or (phone != "" and phone in self.phones)


@dataclass(frozen=True)
class Sources:
    """The suppliers of one kitchen as real actors, and its unregistered sources by their keys."""

    organisations: frozenset[UUID]
    registered: Keys
    unregistered: Keys
    alike: frozenset[UUID]
    """Organisations with a legal name that an unregistered source here goes by."""

    names: dict[UUID, list[str]] = field(hash=False)
    """Every legal name by organisation."""

    def sameness(self, line: ReceivedLine) -> Sameness | None:
        """Whether goods that another kitchen received came from a source of this one."""
        if line.supplier_id is None:
            known = self.registered.know(line) or self.unregistered.know(line)
            return Sameness.MAYBE if known else None
        if line.supplier_id in self.organisations:
            return Sameness.SAME
        known = line.supplier_id in self.alike or self.unregistered.know(line)
        return Sameness.MAYBE if known else None

    def may_be(self) -> Q:
        """A filter on received lines that leaves out none for which `sameness` has an answer."""
        keys = (self.registered, self.unregistered)
        names = frozenset().union(*(one.names for one in keys))
        phones = frozenset().union(*(one.phones for one in keys))
        return (
            Q(supplier__in=self.organisations | self.alike)
            | Q(source_key__in=names)
            | Q(source_phone_key__in=phones)
        )


def sources_of(place: Place, *, at: datetime) -> Sources:
    """By contracts and deliveries of the last 60 days; changes at midnight and by records only."""
    start, _end = day_bounds(clock.local_day(at))
    since = start - SHARED_FOR
    contracts = SupplyContract.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=clock.local_day(since)),
        place=place,
        valid_from__lte=clock.local_day(at),
    )
    organisations = set(contracts.values_list("supplier_id", flat=True))
    strangers: set[tuple[str, str]] = set()
    delivered = ReceivedLine.objects.standing().filter(place=place, happened_at__gte=since)
    keys = ("supplier_id", "source_key", "source_phone_key")
    for supplier, name, phone in delivered.order_by().values_list(*keys).distinct():
        if supplier is None:
            strangers.add((name, phone))
        else:
            organisations.add(supplier)
    return _sources(organisations, strangers)


def _sources(organisations: set[UUID], strangers: set[tuple[str, str]]) -> Sources:
    unregistered = Keys(
        frozenset(name for name, _ in strangers if name),
        frozenset(phone for _, phone in strangers if phone),
    )
    named_alike = OrganisationName.objects.filter(folded_name__in=unregistered.names)
    rows = OrganisationName.objects.filter(
        Q(organisation__in=organisations) | Q(organisation__in=named_alike.values("organisation"))
    ).order_by("organisation_id", "id")
    names: dict[UUID, list[str]] = {}
    known_names, phones = set(), set()
    for row in rows:
        names.setdefault(row.organisation_id, []).append(row.legal_name)
        if row.organisation_id in organisations:
            known_names.add(row.folded_name)
            phones.add(folded_phone(row.phone))
    return Sources(
        organisations=frozenset(organisations),
        registered=Keys(frozenset(known_names), frozenset(phones - {""})),
        unregistered=unregistered,
        alike=frozenset(names.keys() - organisations),
        names=names,
    )
