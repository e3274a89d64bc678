"""What every row of an act takes from its record."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from nguon.ground.journal.models import Record

AHEAD = timedelta(minutes=5)
"""So far apart may two honest clocks be."""


def act_fields(
    record: Record, body: Mapping[str, Any], *, happened_at: datetime | None
) -> dict[str, Any]:
    """Nothing happens after it was handed in, whatever was claimed."""
    claimed = happened_at or record.corrected_at
    return {
        "record_id": record.pk,
        "kind": record.kind,
        "actor_id": record.actor_id,
        "channel": record.channel,
        "happened_at": min(claimed, record.received_at),
        "entered_at": record.corrected_at,
        "received_at": record.received_at,
        "sequence": record.sequence,
        "body": dict(body),
    }
