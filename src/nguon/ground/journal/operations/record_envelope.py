"""What the sender says about a record, and what a record must be whatever its kind."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from uuid import UUID

from django.utils.timezone import is_aware
from django.utils.translation import gettext as _

from nguon.base.errors import FieldError, InputInvalid
from nguon.ground.journal.choices import Channel
from nguon.ground.journal.models import Record

_KIND = re.compile(r"[a-z][a-z0-9_.]{0,39}")


@dataclass(frozen=True, kw_only=True)
class RecordEnvelope:
    """`received_at` is not among it on purpose.

    `not_after` is a moment after which the record cannot have been made, known from a clock that
    nobody can turn; it bounds what the sender's own clock claims.
    """

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
    not_after: datetime | None = None
    identified_by: str = ""
    contact_at: datetime | None = None
    mono_ms: int | None = None
    boot_id: UUID | None = None
    seq: int | None = None
    build: str = ""
    supersedes: UUID | None = None
    reason: str = ""

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.raw).hexdigest()

    @property
    def corrected_at(self) -> datetime:
        """The claimed time on the server's clock: less the device's error (device − server)."""
        corrected = self.claimed_at - timedelta(milliseconds=self.clock_offset_ms or 0)
        return corrected if self.not_after is None else min(corrected, self.not_after)

    def record(
        self,
        received_at: datetime,
        *,
        admitted_at: datetime | None = None,
        sequence: int | None = None,
    ) -> Record:
        """The row, not stored yet; it draws its own number unless one is given."""
        numbered = {} if sequence is None else {"sequence": sequence}
        return Record(
            **numbered,
            id=self.id,
            kind=self.kind,
            schema_version=self.schema_version,
            raw=self.raw,
            sha256=self.sha256,
            place_id=self.place_id,
            actor_id=self.actor_id,
            submitted_by_id=self.submitted_by_id,
            device_id=self.device_id,
            channel=self.channel,
            claimed_at=self.claimed_at,
            clock_offset_ms=self.clock_offset_ms,
            corrected_at=self.corrected_at,
            received_at=received_at,
            admitted_at=admitted_at,
            identified_by=self.identified_by,
            contact_at=self.contact_at,
            mono_ms=self.mono_ms,
            boot_id=self.boot_id,
            seq=self.seq,
            build=self.build,
            supersedes=self.supersedes,
            reason=self.reason,
        )


def require_sound(envelope: RecordEnvelope, received_at: datetime) -> None:
    """Raises `InputInvalid`; the meaning of a record is the business of higher rooms."""
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
    if envelope.supersedes is None:
        return False
    named = Record.objects.filter(pk=envelope.supersedes)
    return named.exclude(place_id=envelope.place_id).exists()
