"""Acts that nobody does by hand: notices, reminders, escalations. Many at once, each only once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from nguon.food.oversight.choices import ActKind
from nguon.food.oversight.models import RecallAct
from nguon.food.oversight.operations.recall_deed import row_after_start
from nguon.food.oversight.rules.act_envelope import ActEnvelope, written_act
from nguon.food.oversight.rules.recall_bodies import Numbered, Told
from nguon.ground.journal.choices import Channel
from nguon.ground.journal.models import Record
from nguon.ground.journal.operations import (
    RecordEnvelope,
    append_records,
    record_numbers,
    wait_for_place,
)

SCHEMA_VERSION = 1
SENDER = "recall_round"
"""Stands where a phone's id stands: nobody's hand wrote this."""


@dataclass(frozen=True, slots=True)
class RoundAct:
    """`id` follows from what is said to whom, so that two rounds write one record."""

    id: UUID
    kind: ActKind
    body: Told | Numbered


@transaction.atomic
def append_round_acts(recall_id: UUID, acts: Sequence[RoundAct], *, at: datetime) -> int:
    """Signed by whoever started the recall, in whose name they go out. How many were new."""
    wait_for_place(recall_id)
    ids = [act.id for act in acts]
    known = set(Record.objects.filter(pk__in=ids).values_list("pk", flat=True))
    new = [act for act in acts if act.id not in known]
    if not new:
        return 0
    started = RecallAct.objects.get(pk=recall_id)
    records, rows = [], []
    for act, number in zip(new, record_numbers(len(new)), strict=True):
        record = _journal(_envelope(act, started, at=at), started).record(at, sequence=number)
        records.append(record)
        rows.append(row_after_start(record, act.body, started=started))
    append_records(records, rows)
    return len(new)


def _envelope(act: RoundAct, started: RecallAct, *, at: datetime) -> ActEnvelope:
    one = {"place": act.body.place_id, "organisation": act.body.organisation_id}
    named = {name: str(value) for name, value in one.items() if value is not None}
    return ActEnvelope(
        id=act.id,
        kind=act.kind,
        schema_version=SCHEMA_VERSION,
        place_id=started.recall_id,
        actor_id=started.actor_id,
        claimed_at=at,
        body={"recall": str(started.recall_id), **named, **act.body.as_json()},
    )


def _journal(envelope: ActEnvelope, started: RecallAct) -> RecordEnvelope:
    return RecordEnvelope(
        id=envelope.id,
        kind=envelope.kind.value,
        schema_version=envelope.schema_version,
        raw=written_act(envelope),
        place_id=envelope.place_id,
        actor_id=envelope.actor_id,
        submitted_by_id=started.actor_id,
        device_id=SENDER,
        channel=Channel.WEB,
        claimed_at=envelope.claimed_at,
    )
