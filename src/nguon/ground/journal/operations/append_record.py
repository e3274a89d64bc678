"""Store what somebody recorded, once, exactly as it was sent."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db import IntegrityError, transaction

from nguon.ground.journal.models import Record, RecordConflict
from nguon.ground.journal.operations.record_envelope import RecordEnvelope, require_sound
from nguon.ground.journal.operations.wait_for_place import wait_for_place

Outcome = Literal["stored", "duplicate", "conflict"]


@dataclass(frozen=True, slots=True)
class Appended:
    """`record` is the stored one: with `duplicate` and `conflict` the one that was there first."""

    record: Record
    outcome: Outcome


@transaction.atomic
def append_record(
    envelope: RecordEnvelope, *, received_at: datetime, admitted_at: datetime | None = None
) -> Appended:
    """`stored`; `duplicate`: sent before, byte for byte; `conflict`: the id has other content.

    In a conflict the second content is kept beside the first and changes nothing. Records of one
    place wait for each other until their transactions end, so that their sequence is the order
    in which they took effect, and replaying them gives the same tables.
    """
    require_sound(envelope, received_at)
    wait_for_place(envelope.place_id)
    record = envelope.record(received_at, admitted_at=admitted_at)
    try:
        # Insert first and look afterwards: whoever loses the race on the key waits here for the
        # winner and then finds its row, on whichever connection it came.
        with transaction.atomic():
            record.save(force_insert=True)
    except IntegrityError:
        first = Record.objects.filter(pk=envelope.id).first()
        if first is None:
            raise
        return appended_before(first, record)
    return Appended(record, "stored")


def appended_before(first: Record, again: Record) -> Appended:
    """What a second content under the id of a stored record is; kept once if it is another."""
    if first.sha256 == again.sha256:
        return Appended(first, "duplicate")
    kept = RecordConflict(
        record=first,
        raw=again.raw,
        sha256=again.sha256,
        place_id=again.place_id,
        actor_id=again.actor_id,
        submitted_by_id=again.submitted_by_id,
        device_id=again.device_id,
        channel=again.channel,
        claimed_at=again.claimed_at,
        received_at=again.received_at,
    )
    RecordConflict.objects.bulk_create([kept], ignore_conflicts=True)  # the same twice, once
    return Appended(first, "conflict")
