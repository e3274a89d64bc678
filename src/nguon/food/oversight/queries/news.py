"""Whether anything came in from a kitchen since somebody looked, and when it was heard from."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max, Q

from nguon.base import clock
from nguon.food.kitchen.choices import RecordKind
from nguon.ground.journal.models import Record
from nguon.ground.people.choices import Role
from nguon.ground.people.models import Assignment, Device


@dataclass(frozen=True)
class News:
    """How many records of a kitchen there are since some moment, and when the newest came.

    Counted, and not the number of the newest alone: of two records taken in at the same moment the
    one with the smaller number may be seen second.
    """

    records: int
    newest_at: datetime


def news_of(ids: Collection[UUID], since: datetime) -> dict[UUID, News]:
    """Read from one index, without opening a record; kitchens without news are left out."""
    rows = Record.objects.filter(place_id__in=ids, received_at__gte=since).order_by()
    counted = rows.values_list("place_id").annotate(count=Count("*"), newest=Max("received_at"))
    admitted = (
        Record.objects.filter(place_id__in=ids, admitted_at__gte=since)
        .order_by()
        .values_list("place_id")
        .annotate(count=Count("*"), newest=Max("admitted_at"))
    )
    found = {place_id: News(count, newest) for place_id, count, newest in counted}
    for place_id, count, newest in admitted:
        seen = found.get(place_id, News(0, newest))
        found[place_id] = News(seen.records + count, max(seen.newest_at, newest))
    return found


def last_records_of(ids: Collection[UUID], since: datetime) -> dict[UUID, datetime]:
    """When the newest record that a kitchen itself made was received.

    An inspector's record is no sign of life: a recall puts its holds into five hundred kitchens at
    once, of which some have been silent for days.
    """
    authorities = Assignment.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=clock.local_day(since)),
        role__in=(Role.INSPECTOR, Role.PROVINCE),
    )
    records = (
        Record.objects.filter(place_id__in=ids, received_at__gte=since, kind__in=RecordKind.values)
        .exclude(actor_id__in=authorities.values("person_id"))
        .order_by()
    )
    return dict(records.values_list("place_id").annotate(newest=Max("received_at")))


def phones_seen(ids: Collection[UUID], since: datetime) -> dict[UUID, datetime]:
    """When a phone of the kitchen last asked for anything."""
    phones = Device.objects.filter(place_id__in=ids, last_seen_at__gte=since).order_by()
    return dict(phones.values_list("place_id").annotate(newest=Max("last_seen_at")))
