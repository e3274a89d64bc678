"""What came in from a place on a local day, and the seal over it."""

import hashlib
from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from nguon.ground.journal.models import Record


def records_of(place_id: UUID, day: date) -> QuerySet[Record]:
    """Records *taken into the book* that day, in order: a day that is over never gets another one.

    That is the day of receipt, but for records that had to wait before they were admitted. What
    is entered late about Monday on Tuesday is among Tuesday's records.
    """
    zone = timezone.get_default_timezone()
    start = datetime.combine(day, time.min, tzinfo=zone)
    end = datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone)
    received = Q(admitted_at=None, received_at__gte=start, received_at__lt=end)
    admitted = Q(admitted_at__gte=start, admitted_at__lt=end)
    return Record.objects.filter(received | admitted, place_id=place_id).order_by("sequence")


def day_hash(place_id: UUID, day: date, *, of_kinds: Collection[str] | None = None) -> str:
    """SHA-256 over one line for each record of the day: id, content hash, actor, receipt in UTC.

    Whoever has noted it can show later whether a record was added, removed, changed, signed over
    to somebody else or moved in time. A day without records hashes the empty text. With
    `of_kinds` only records of these kinds count: who signs the seal must not break it by signing,
    nor an inspector by a word about the kitchen.
    """
    seal = hashlib.sha256()
    for line in _lines(place_id, day, of_kinds):
        seal.update(line)
    return seal.hexdigest()


def records_under_seal(
    place_id: UUID, day: date, seal: str, *, of_kinds: Collection[str] | None = None
) -> tuple[int, int] | None:
    """How many of the day's records the seal was put on, and how many came after them.

    Records are only ever added at the end, so what was sealed is still there, word for word, if
    the seal fits some beginning of the day. None: it fits none, and something was changed.
    """
    so_far, lines = hashlib.sha256(), list(_lines(place_id, day, of_kinds))
    for count, line in enumerate((b"", *lines)):
        so_far.update(line)
        if so_far.hexdigest() == seal:
            return count, len(lines) - count
    return None


def _lines(place_id: UUID, day: date, of_kinds: Collection[str] | None) -> Iterator[bytes]:
    records = records_of(place_id, day)
    if of_kinds is not None:
        records = records.filter(kind__in=of_kinds)
    rows = records.values_list("id", "sha256", "actor_id", "received_at")
    for record_id, sha256, actor_id, received_at in rows:
        at = received_at.astimezone(UTC).isoformat(timespec="microseconds")
        yield f"{record_id} {sha256} {actor_id} {at}\n".encode("ascii")
