"""Records for replay and for reading."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import Q, QuerySet

from nguon.ground.journal.models import Record, RecordConflict


def records_in_order(place_id: UUID | None = None) -> Iterator[Record]:
    """All records, or one place's, in the order in which they took effect; streamed."""
    records = Record.objects.order_by("sequence")
    if place_id is not None:
        records = records.filter(place_id=place_id)
    return records.iterator(chunk_size=500)


def record_chain(record_id: UUID) -> list[Record]:
    """A record, what it corrects back to the first, and all that correct any of these, in order."""
    found: dict[UUID, Record] = {}
    asked: set[UUID] = set()
    wanted = {record_id}
    while wanted:
        for record in Record.objects.filter(Q(pk__in=wanted) | Q(supersedes__in=wanted)):
            found[record.pk] = record
        asked |= wanted
        named = {record.supersedes for record in found.values() if record.supersedes is not None}
        wanted = (found.keys() | named) - asked
    return sorted(found.values(), key=lambda record: record.sequence)


def conflicts_of(place_id: UUID) -> QuerySet[RecordConflict]:
    """Second contents under one id, sent by the place and kept beside its own records."""
    found = RecordConflict.objects.filter(record__place_id=place_id, place_id=place_id)
    return found.select_related("record")


def strays_of(place_id: UUID) -> QuerySet[RecordConflict]:
    """Contents that the place sent under the id of another place's record, which is not theirs."""
    return RecordConflict.objects.filter(place_id=place_id).exclude(record__place_id=place_id)


def conflicts_under(record_id: UUID, *, but: str) -> int:
    """How many contents are kept beside a record, that of hash `but` not counted."""
    return RecordConflict.objects.filter(record_id=record_id).exclude(sha256=but).count()
