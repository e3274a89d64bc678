import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, TypeAlias

from django.db import connection, transaction

from nguon.base.errors import Conflict
from nguon.core.epcis import Event
from nguon.food.trace.operations.capture_lock import take_capture_lock
from nguon.food.trace.operations.derive_graph import derive_graph
from nguon.food.trace.operations.insert_events import (
    Origin,
    insert_events,
    insert_events_of_tenants,
)
from nguon.food.trace.operations.look_up_store import StoreKnowledge, look_up_store
from nguon.food.trace.rules.event_row import EventRow, event_row

Outcome: TypeAlias = Literal["stored", "duplicate", "conflict"]


@dataclass(frozen=True, slots=True)
class Captured:
    """What became of one event; `duplicate` means the very same event was here already.

    `conflict` (its id is another event's) only where events are stored as far as they can be.
    """

    event_id: str
    outcome: Outcome


class EventConflict(Conflict):
    """The event ids that are taken by events of another content."""

    def __init__(self, event_ids: Sequence[str]) -> None:
        self.event_ids = tuple(event_ids)
        listed = ", ".join(self.event_ids[:5]) + (" …" if len(self.event_ids) > 5 else "")
        super().__init__(
            f"Event id already taken: expected a new id or the very same event again, got other"
            f" content for {listed}. Give the event its own id, or declare the first one erroneous."
        )


def capture_events(
    events: Sequence[Event],
    *,
    tenant_id: uuid.UUID,
    received_at: datetime,
    record_id: uuid.UUID | None = None,
) -> list[Captured]:
    """Store valid events and put them into the graph, all or none.

    The same event again changes nothing; the same id with other content is a `Conflict`. An
    error declaration repeats the id of the event it declares erroneous: both are kept, and the
    first leaves the graph (EPCIS 2.0 §7.4.1.4).
    """
    said = [(record_id, event) for event in events]
    with transaction.atomic():
        return capture_events_of_records(said, tenant_id=tenant_id, received_at=received_at)


def capture_events_of_records(
    said: Sequence[tuple[uuid.UUID | None, Event]],
    *,
    tenant_id: uuid.UUID,
    received_at: datetime,
) -> list[Captured]:
    """`capture_events` for many records at once, each event with the record that says it.

    Without a savepoint of its own: if it fails, so has the transaction around it.
    """
    origin = Origin(tenant_id=tenant_id, received_at=received_at)
    rows = [replace(event_row(event), record_id=record_id) for record_id, event in said]
    with transaction.atomic(savepoint=False):
        return store_rows(rows, origin)


def store_rows(
    rows: Sequence[EventRow], origin: Origin, *, keep_going: bool = False
) -> list[Captured]:
    """`capture_events` for rows made beforehand; call it in a transaction.

    With `keep_going` an event whose id is taken is left out, and the others are stored.
    """
    store = look_up_store(rows, origin.tenant_id)
    outcomes = _outcomes(rows, store)
    conflicts = [row.event_id for row, one in zip(rows, outcomes, strict=True) if one == "conflict"]
    if conflicts and not keep_going:
        raise EventConflict(conflicts)
    new = [row for row, outcome in zip(rows, outcomes, strict=True) if outcome == "stored"]
    if new:
        linked, new_nodes = insert_events(new, origin, store)
        declared = {event_id for event_id, _ in store.declared}
        derive_graph(linked, new_nodes=new_nodes, declared=declared)
    return [Captured(row.event_id, outcome) for row, outcome in zip(rows, outcomes, strict=True)]


def capture_events_of_tenants(
    said: Sequence[tuple[uuid.UUID, uuid.UUID, Event]], *, received_at: datetime
) -> int:
    """Events of several organisations at once, each with the tenant and the record that says it.

    For events whose ids follow from their records, so that the same id is the same event: those
    that are stored already stay. How many were new. Call it in a transaction.
    """
    rows = [
        (
            replace(event_row(event), record_id=record_id),
            Origin(tenant_id=tenant, received_at=received_at),
        )
        for tenant, record_id, event in said
    ]
    take_capture_lock()
    known = _known_ids([row.event_id for row, _ in rows])
    new = [one for one in rows if (one[1].tenant_id, one[0].event_id) not in known]
    if new:
        linked, new_nodes = insert_events_of_tenants(new)
        derive_graph(linked, new_nodes=new_nodes)
    return len(new)


def _known_ids(event_ids: list[str]) -> set[tuple[uuid.UUID, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select tenant_id, event_id from trace_event where event_id = any(%s)", [event_ids]
        )
        return set(cursor.fetchall())


def _outcomes(rows: Sequence[EventRow], store: StoreKnowledge) -> list[Outcome]:
    """Adds what the rows say to what the store knows, for rows may repeat each other."""
    known, declared = store.hashes, store.declared
    outcomes: list[Outcome] = []
    for row in rows:
        event_id = row.event_id
        if row.error_declared_at is not None:
            is_new = (event_id, row.content_hash) not in declared
            declared.add((event_id, row.content_hash))
        else:
            is_new = event_id not in known
            if known.setdefault(event_id, row.content_hash) != row.content_hash:
                outcomes.append("conflict")
                continue
        outcomes.append("stored" if is_new else "duplicate")
    return outcomes
