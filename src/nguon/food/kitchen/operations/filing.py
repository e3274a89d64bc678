"""A stored record on its way into the tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from nguon.food.kitchen.choices import RecordKind
from nguon.food.kitchen.models import (
    Act,
    CookingCheck,
    Countersignature,
    EatingStart,
    FridgeReading,
    Hold,
    HoldRelease,
    MealPlanning,
    ReceivedLine,
    RetainedSample,
    SampleDestruction,
    ServingCheck,
)
from nguon.food.kitchen.rules.envelope import Envelope
from nguon.ground.journal.models import Record

ACT_MODELS: dict[RecordKind, type[Act]] = {
    RecordKind.MEAL_PLAN: MealPlanning,
    RecordKind.DELIVERY_LINE: ReceivedLine,
    RecordKind.DISH_COOKED: CookingCheck,
    RecordKind.DISH_CHECKED: ServingCheck,
    RecordKind.EATING_STARTED: EatingStart,
    RecordKind.SAMPLE_TAKEN: RetainedSample,
    RecordKind.SAMPLE_DESTROYED: SampleDestruction,
    RecordKind.FRIDGE_READING: FridgeReading,
    RecordKind.HOLD: Hold,
    RecordKind.HOLD_RELEASED: HoldRelease,
    RecordKind.DAY_COUNTERSIGNED: Countersignature,
}

AHEAD = timedelta(minutes=5)
"""So far apart may two honest clocks be."""


@dataclass(frozen=True)
class Filing:
    record: Record
    envelope: Envelope
    root_id: UUID
    corrected: tuple[Act, ...]
    """The rows this record takes the place of; empty for a record that corrects nothing."""

    named: Act | None = None
    """The version that this record corrects, whether or not that still stands."""

    def act_fields(self, happened_at: datetime | None, note: str) -> dict[str, Any]:
        first_entered_at, first_received_at = self.named.first_entry if self.named else (None, None)
        return {
            "record_id": self.record.id,
            "root_id": self.root_id,
            "place_id": self.record.place_id,
            "actor_id": self.record.actor_id,
            "channel": self.record.channel,
            "happened_at": self._possible(self._on_server_clock(happened_at)),
            "entered_at": self.record.corrected_at,
            "received_at": self.record.received_at,
            "first_entered_at": first_entered_at,
            "first_received_at": first_received_at,
            "sequence": self.record.sequence,
            "supersedes": self.envelope.supersedes,
            "reason": self.envelope.reason,
            "photos": list(self.envelope.photos),
            "note": note,
        }

    def _on_server_clock(self, happened_at: datetime | None) -> datetime:
        """The claimed time of the act with the phone's own error taken out (R8)."""
        if happened_at is None:
            return self.record.corrected_at
        if self.envelope.clock.corrects_body:
            return happened_at
        return happened_at - timedelta(milliseconds=self.envelope.clock_offset_ms or 0)

    def _possible(self, happened_at: datetime) -> datetime:
        """Nothing happens after it was handed in: a clock years ahead would hide the act from the
        day it belongs to. The record keeps what was claimed, and is doubted for it."""
        late = happened_at > self.record.received_at + AHEAD
        return self.record.corrected_at if late else happened_at


def act_models() -> Iterator[type[Act]]:
    yield from ACT_MODELS.values()


def act_of_record(record_id: UUID) -> Act | None:
    for model in act_models():
        found = model._default_manager.filter(pk=record_id).first()
        if found is not None:
            return found
    return None
