"""Who delivers what: contracts and received lines."""

from uuid import UUID

from django.db.models import QuerySet

from nguon.food.kitchen.models import Fridge, ReceivedLine, SupplyContract
from nguon.ground.people.models import Place


def contracts_of(place: Place) -> QuerySet[SupplyContract]:
    """Ended ones as well, newest first, each with its supplier."""
    contracts = SupplyContract.objects.filter(place=place).select_related("supplier")
    return contracts.order_by("-valid_from", "id")


def fridges_of(place: Place) -> QuerySet[Fridge]:
    return Fridge.objects.filter(place=place).order_by("name")


def line_standing(line_id: UUID) -> ReceivedLine:
    """The line that now stands for the record named, whichever version of it was named.

    A withdrawn line has no successor that stands; the last version answers then.
    """
    named = ReceivedLine.objects.get(record_id=line_id)
    chain = ReceivedLine.objects.filter(root_id=named.root_id).order_by("sequence")
    return chain.filter(superseded_by=None).last() or chain.last() or named
