"""What phones said of their clocks when records were saved, and the records next to each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import OuterRef, Subquery

from nguon.food.kitchen.choices import IdentifiedBy
from nguon.ground.journal.models import Record


@dataclass(frozen=True)
class RecordClock:
    record_id: UUID
    actor_id: UUID
    device_id: str
    seq: int
    claimed_at: datetime
    corrected_at: datetime
    received_at: datetime
    offset: timedelta | None
    contact_at: datetime | None
    by_tile: bool
    before: datetime | None
    """Claimed by the record that the same phone saved before this one."""

    after: datetime | None


def clocks_of(record_ids: Iterable[UUID]) -> dict[UUID, RecordClock]:
    """Of records that came from the app; web pages have no clock of their own."""
    same_phone = Record.objects.filter(device_id=OuterRef("device_id"))
    before = same_phone.filter(seq__lt=OuterRef("seq")).order_by("-seq").values("claimed_at")
    after = same_phone.filter(seq__gt=OuterRef("seq")).order_by("seq").values("claimed_at")
    found = (
        Record.objects.filter(pk__in=list(record_ids), seq__isnull=False)
        .annotate(before=Subquery(before[:1]), after=Subquery(after[:1]))
        .defer("raw")
    )
    return {record.pk: _clock(record, record.before, record.after) for record in found}


def _clock(record: Record, before: datetime | None, after: datetime | None) -> RecordClock:
    offset = record.clock_offset_ms
    return RecordClock(
        record_id=record.pk,
        actor_id=record.actor_id,
        device_id=record.device_id,
        seq=record.seq or 0,
        claimed_at=record.claimed_at,
        corrected_at=record.corrected_at,
        received_at=record.received_at,
        offset=None if offset is None else timedelta(milliseconds=offset),
        contact_at=record.contact_at,
        by_tile=record.identified_by == IdentifiedBy.TILE,
        before=before,
        after=after,
    )
