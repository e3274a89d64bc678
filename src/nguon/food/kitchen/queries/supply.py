"""Who delivers what: contracts and received lines."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from nguon.food.kitchen.models import Fridge, ReceivedLine, SupplyContract
from nguon.ground.people.models import Place


def contracts_of(place: Place) -> QuerySet[SupplyContract]:
    """Ended ones as well, newest first, each with its supplier."""
    contracts = SupplyContract.objects.filter(place=place).select_related("supplier")
    return contracts.order_by("-valid_from", "id")


def fridges_of(place: Place) -> QuerySet[Fridge]:
    """Retired ones as well."""
    return Fridge.objects.filter(place=place).order_by("name", "id")


def fridges_in_use(place: Place, *, on: date) -> QuerySet[Fridge]:
    """Those that are read and hold samples on that day."""
    return fridges_of(place).filter(Q(valid_to=None) | Q(valid_to__gt=on))


def line_standing(line_id: UUID) -> ReceivedLine:
    """The line that now stands for the record named, whichever version of it was named.

    A withdrawn line has no successor that stands; the last version answers then.
    """
    named = ReceivedLine.objects.get(record_id=line_id)
    chain = ReceivedLine.objects.filter(root_id=named.root_id).order_by("sequence")
    return chain.filter(superseded_by=None).last() or chain.last() or named
