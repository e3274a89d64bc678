"""What the store knows of a batch, asked in one round trip under the capture lock."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from django.db import connection

from nguon.food.trace.operations.capture_lock import CAPTURE_LOCK
from nguon.food.trace.rules.event_row import EventRow

# Each statement has a snapshot of its own, so the later ones see all that was committed before
# the lock was given. Lists go as one JSON text: an array costs a look at each of its items.
_ASK = """
select pg_advisory_xact_lock(%(lock)s);
select event_id, content_hash, error_declared_at is not null from trace_event
where tenant_id = %(tenant)s
and event_id = any(array(select json_array_elements_text(%(ids)s::json)));
select uri, id from trace_node
where uri = any(array(select json_array_elements_text(%(uris)s::json)));
select min(n), max(n), (select max(record_time) from trace_event)
from (select nextval(pg_get_serial_sequence('trace_event', 'id')) as n
    from generate_series(1, %(count)s)) numbers
"""


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers of events in a row, and the record time of the last event that is stored."""

    first: int
    latest: datetime | None


@dataclass(frozen=True, slots=True)
class StoreKnowledge:
    """Which of a batch's events and nodes are stored, and the numbers that are set aside for it.

    `hashes` are contents by event id, `declared` the declarations that events are erroneous. As
    many numbers are set aside as there are rows; those of duplicates stay unused.
    """

    hashes: dict[str, bytes]
    declared: set[tuple[str, bytes]]
    nodes: dict[str, int]
    numbers: Numbers


def look_up_store(rows: Sequence[EventRow], tenant_id: uuid.UUID) -> StoreKnowledge:
    """Waits for the capture lock, which is kept until the transaction ends."""
    uris = {link.identifier for row in rows for link in row.links}
    asked: dict[str, Any] = {
        "lock": CAPTURE_LOCK,
        "tenant": tenant_id,
        "ids": _json([row.event_id for row in rows]),
        "uris": _json(sorted(uris)),
        "count": len(rows),
    }
    with connection.cursor() as cursor:
        cursor.execute(_ASK, asked)
        cursor.nextset()
        events = [(i, bytes(digest), is_declared) for i, digest, is_declared in cursor.fetchall()]
        cursor.nextset()
        nodes = dict(cursor.fetchall())
        cursor.nextset()
        numbers = in_a_row(cursor.fetchone(), len(rows))
    return StoreKnowledge(
        hashes={id_: digest for id_, digest, is_declared in events if not is_declared},
        declared={(id_, digest) for id_, digest, is_declared in events if is_declared},
        nodes=nodes,
        numbers=numbers,
    )


def in_a_row(found: tuple[int, int, datetime | None], count: int) -> Numbers:
    first, last, latest = found
    if last - first != count - 1:
        raise RuntimeError(
            f"Numbers of events: expected {count} in a row, got {first}…{last};"
            " something draws from the sequence without the capture lock."
        )
    return Numbers(first, latest)


def _json(texts: list[str]) -> str:
    return orjson.dumps(texts).decode()
