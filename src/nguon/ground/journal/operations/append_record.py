"""Store what somebody recorded, once, exactly as it was sent."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import is_aware
from django.utils.translation import gettext as _

from nguon.base.errors import FieldError, InputInvalid
from nguon.ground.journal.choices import Channel
from nguon.ground.journal.models import Record, RecordConflict
from nguon.ground.journal.operations.wait_for_place import wait_for_place

Outcome = Literal["stored", "duplicate", "conflict"]
_KIND = re.compile(r"[a-z][a-z0-9_.]{0,39}")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordEnvelope:
    """What the sender says about a record; `received_at` is not among it on purpose."""

    id: UUID
    kind: str
    schema_version: int
    raw: bytes
    place_id: UUID
    actor_id: UUID
    submitted_by_id: UUID
    channel: Channel
    claimed_at: datetime
    device_id: str = ""
    clock_offset_ms: int | None = None
    supersedes: UUID | None = None
    reason: str = ""

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.raw).hexdigest()

    @property
    def corrected_at(self) -> datetime:
        """The claimed time on the server's clock: less the device's error (device − server)."""
        return self.claimed_at - timedelta(milliseconds=self.clock_offset_ms or 0)


@dataclass(frozen=True, slots=True)
class Appended:
    """`record` is the stored one: with `duplicate` and `conflict` the one that was there first."""

    record: Record
    outcome: Outcome


@transaction.atomic
def append_record(envelope: RecordEnvelope, *, received_at: datetime) -> Appended:
    """`stored`; `duplicate`: sent before, byte for byte; `conflict`: the id has other content.

    In a conflict the second content is kept beside the first and changes nothing. Records of one
    place wait for each other until their transactions end, so that their sequence is the order
    in which they took effect, and replaying them gives the same tables.
    """
    _require_sound(envelope, received_at)
    wait_for_place(envelope.place_id)
    record = _record_of(envelope, received_at)
    try:
        # Insert first and look afterwards: whoever loses the race on the key waits here for the
        # winner and then finds its row, on whichever connection it came.
        with transaction.atomic():
            record.save(force_insert=True)
    except IntegrityError:
        first = Record.objects.filter(pk=envelope.id).first()
        if first is None:
            raise
        return _appended_before(first, record)
    return Appended(record, "stored")


def _appended_before(first: Record, again: Record) -> Appended:
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


def _record_of(envelope: RecordEnvelope, received_at: datetime) -> Record:
    return Record(
        id=envelope.id,
        kind=envelope.kind,
        schema_version=envelope.schema_version,
        raw=envelope.raw,
        sha256=envelope.sha256,
        place_id=envelope.place_id,
        actor_id=envelope.actor_id,
        submitted_by_id=envelope.submitted_by_id,
        device_id=envelope.device_id,
        channel=envelope.channel,
        claimed_at=envelope.claimed_at,
        clock_offset_ms=envelope.clock_offset_ms,
        corrected_at=envelope.corrected_at,
        received_at=received_at,
        supersedes=envelope.supersedes,
        reason=envelope.reason,
    )


def _require_sound(envelope: RecordEnvelope, received_at: datetime) -> None:
    """What a record must be whatever its kind; its meaning is the business of higher rooms."""
    errors = [error for error in _faults(envelope) if error is not None]
    if errors:
        raise InputInvalid(errors)
    if not is_aware(received_at):
        raise ValueError("received_at: expected an aware datetime, got a naive one")


def _faults(envelope: RecordEnvelope) -> list[FieldError | None]:
    supersedes = envelope.supersedes
    return [
        None
        if _KIND.fullmatch(envelope.kind)
        else FieldError("kind", _("This is no kind of record."), "a-z0-9_.", envelope.kind),
        None if envelope.raw else FieldError("raw", _("The record is empty.")),
        None
        if is_aware(envelope.claimed_at)
        else FieldError(
            "claimed_at",
            _("The time has no offset from UTC."),
            "2026-11-23T07:05:00+07:00",
            envelope.claimed_at.isoformat(),
        ),
        FieldError("supersedes", _("A record cannot correct itself."), got=str(supersedes))
        if supersedes == envelope.id
        else None,
        FieldError("reason", _("A correction needs a reason."))
        if supersedes is not None and not envelope.reason.strip()
        else None,
        FieldError("supersedes", _("The record it corrects is of another place."))
        if _is_of_another_place(envelope)
        else None,
    ]


def _is_of_another_place(envelope: RecordEnvelope) -> bool:
    """A record that has not come in yet is no fault: phones send in whatever order they can."""
    named = Record.objects.filter(pk=envelope.supersedes) if envelope.supersedes else None
    return named is not None and named.exclude(place_id=envelope.place_id).exists()
