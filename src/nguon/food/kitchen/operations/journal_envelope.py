"""From the envelope of a kitchen record to what the journal keeps of it."""

from datetime import datetime
from uuid import UUID

from nguon.food.kitchen.rules.envelope import Envelope
from nguon.ground.journal.choices import Channel
from nguon.ground.journal.operations import RecordEnvelope


def journal_envelope(
    raw: bytes,
    envelope: Envelope,
    *,
    submitted_by_id: UUID,
    channel: Channel,
    not_after: datetime | None = None,
) -> RecordEnvelope:
    """`submitted_by_id` is the person on a web page, or the phone that handed it in."""
    clock = envelope.clock
    return RecordEnvelope(
        id=envelope.id,
        kind=envelope.kind,
        schema_version=envelope.schema_version,
        raw=raw,
        place_id=envelope.place_id,
        actor_id=envelope.actor_id,
        submitted_by_id=submitted_by_id,
        device_id=str(envelope.device_id or ""),
        channel=channel,
        claimed_at=envelope.claimed_at,
        clock_offset_ms=envelope.clock_offset_ms,
        not_after=not_after,
        identified_by=clock.identified_by,
        contact_at=clock.contact_at,
        mono_ms=clock.mono_ms,
        boot_id=clock.boot_id,
        seq=clock.seq,
        build=clock.build,
        supersedes=envelope.supersedes,
        reason=envelope.reason,
    )
