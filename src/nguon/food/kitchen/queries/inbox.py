"""What phones handed in and a person has to look at."""

from datetime import datetime, timedelta
from itertools import groupby

from django.db.models import Q, QuerySet

from nguon.food.kitchen.choices import ParkedFor
from nguon.food.kitchen.models import ParkedRecord, ServingCheck
from nguon.ground.journal.models import RecordConflict
from nguon.ground.journal.queries import conflicts_of, strays_of
from nguon.ground.people.models import Place

FOR_A_PERSON = (ParkedFor.PERSON_NOT_ALLOWED, ParkedFor.DEVICE_REVOKED)
SETTLES_WITHIN = timedelta(days=1)
DISAGREEMENTS_SHOWN_FOR = timedelta(days=7)
CONFLICTS_SHOWN_FOR = timedelta(days=30)


def inbox_of(place: Place) -> QuerySet[ParkedRecord]:
    """All that is parked and not decided, the oldest first; also what may settle by itself."""
    found = ParkedRecord.objects.filter(place=place, decision=None)
    return found.select_related("device").order_by("received_at", "id")


def waiting_for_a_person(place: Place, *, at: datetime) -> QuerySet[ParkedRecord]:
    """Those that nobody but a person can move on.

    What waits for another record is left alone for a day; then the other one is likely lost.
    """
    return inbox_of(place).filter(_for_a_person(at))


def settling_by_themselves(place: Place, *, at: datetime) -> QuerySet[ParkedRecord]:
    """All the others."""
    return inbox_of(place).exclude(_for_a_person(at))


def _for_a_person(at: datetime) -> Q:
    return Q(code__in=FOR_A_PERSON) | Q(received_at__lt=at - SETTLES_WITHIN)


def needs_person(parked: ParkedRecord, *, at: datetime) -> bool:
    """`waiting_for_a_person` says the same in SQL."""
    return parked.code in FOR_A_PERSON or parked.received_at < at - SETTLES_WITHIN


def disagreeing_checks(place: Place, *, at: datetime) -> list[list[ServingCheck]]:
    """Dishes of the last week that one check before eating lets out and another one stops.

    Two phones, or two people: both checks stand, and the worse one governs until a person
    corrects or withdraws the wrong one.
    """
    checks = (
        ServingCheck.objects.standing()
        .filter(place=place, happened_at__gte=at - DISAGREEMENTS_SHOWN_FOR)
        .select_related("actor", "dish__meal")
        .order_by("-dish__meal__date", "dish_id", "sequence")
    )
    by_dish = [list(group) for _dish, group in groupby(checks, key=lambda one: one.dish_id)]
    return [group for group in by_dish if len({one.decision for one in group}) > 1]


def recent_conflicts(place: Place, *, at: datetime) -> QuerySet[RecordConflict]:
    """Two contents under one number, newest first. Nothing has to be decided: both are kept."""
    since = at - CONFLICTS_SHOWN_FOR
    return conflicts_of(place.pk).filter(received_at__gte=since).order_by("-received_at", "-id")


def recent_strays(place: Place, *, at: datetime) -> QuerySet[RecordConflict]:
    """What came in under a number that another kitchen's record bears: kept, and in no book."""
    since = at - CONFLICTS_SHOWN_FOR
    return strays_of(place.pk).filter(received_at__gte=since).order_by("-received_at", "-id")
