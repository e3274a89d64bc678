"""Events into their tables with as few round trips as there can be."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import orjson
from django.db import connection

from nguon.food.trace.operations.register_nodes import register_nodes
from nguon.food.trace.queries.linked_event import LinkedEvent, Tie
from nguon.food.trace.rules.event_row import EventRow, node_kind

_EVENT_COLUMNS = (
    "id, tenant_id, event_id, type, action, event_time, event_time_zone_offset, record_time,"
    " biz_step, disposition, read_point, biz_location, transformation_id, raw, context, facts,"
    " content_hash, error_declared_at, capture_job_id, record_id"
)
_LINK_COLUMNS = "event_id, position, role, type, node_id, quantity, uom"
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Where a batch comes from, the same for all its events."""

    tenant_id: uuid.UUID
    received_at: datetime
    capture_job_id: uuid.UUID | None = None
    record_id: uuid.UUID | None = None


def insert_events(rows: Sequence[EventRow], origin: Origin) -> tuple[list[LinkedEvent], set[int]]:
    """Write rows that are known to be new; returns them with their numbers, and the new nodes.

    Call it under the capture lock. The record time is the receipt, or a microsecond after the
    last event if another process was faster: it never runs backwards.
    """
    nodes, new_nodes = register_nodes(
        {link.identifier: node_kind(link) for row in rows for link in row.links}
    )
    first, record_time = _next_number_and_time(len(rows), origin.received_at)
    _copy_events(rows, origin, first=first, record_time=record_time)
    linked = [
        linked_event(row, number, tenant_id=origin.tenant_id, nodes=nodes)
        for number, row in enumerate(rows, first)
    ]
    copy_links(linked)
    return linked, new_nodes


def linked_event(
    row: EventRow, number: int, *, tenant_id: uuid.UUID, nodes: dict[str, int]
) -> LinkedEvent:
    """A row with its number and its links as node numbers, ready to be put into the graph."""
    ties = tuple(
        Tie(link.role, nodes[link.identifier], node_kind(link), link.quantity, link.uom, link.type)
        for link in row.links
    )
    return LinkedEvent(
        number=number,
        tenant_id=tenant_id,
        event_id=str(row.event_id),
        type=row.type,
        action=row.action,
        event_time=row.event_time,
        transformation_id=row.transformation_id,
        is_declaration=row.error_declared_at is not None,
        facts=row.facts,
        ties=ties,
    )


def copy_links(events: Sequence[LinkedEvent]) -> None:
    with (
        connection.cursor() as cursor,
        cursor.copy(f"copy trace_event_link ({_LINK_COLUMNS}) from stdin") as copy,
    ):
        for event in events:
            for position, tie in enumerate(event.ties):
                copy.write_row(
                    (
                        event.number,
                        position,
                        tie.role,
                        tie.type,
                        tie.node,
                        None if tie.quantity is None else str(tie.quantity),
                        tie.uom,
                    )
                )


def _next_number_and_time(count: int, received_at: datetime) -> tuple[int, datetime]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select min(n), max(n), (select max(record_time) from trace_event)"
            " from (select nextval(pg_get_serial_sequence('trace_event', 'id')) as n"
            " from generate_series(1, %s)) numbers",
            [count],
        )
        first, last, latest = cursor.fetchone()
    if last - first != count - 1:
        raise RuntimeError(
            f"Numbers of events: expected {count} in a row, got {first}…{last};"
            " something draws from the sequence without the capture lock."
        )
    return first, received_at if latest is None else max(received_at, latest + _MICROSECOND)


def _copy_events(
    rows: Sequence[EventRow], origin: Origin, *, first: int, record_time: datetime
) -> None:
    with (
        connection.cursor() as cursor,
        cursor.copy(f"copy trace_event ({_EVENT_COLUMNS}) from stdin") as copy,
    ):
        for index, row in enumerate(rows):
            copy.write_row(
                (
                    first + index,
                    origin.tenant_id,
                    row.event_id,
                    row.type,
                    row.action,
                    row.event_time,
                    row.event_time_zone_offset,
                    record_time + index * _MICROSECOND,
                    row.biz_step,
                    row.disposition,
                    row.read_point,
                    row.biz_location,
                    row.transformation_id,
                    row.raw,
                    _json(row.context),
                    _json(row.facts),
                    row.content_hash,
                    row.error_declared_at,
                    origin.capture_job_id,
                    origin.record_id,
                )
            )


def _json(value: Any) -> str | None:
    return None if value is None else orjson.dumps(value, default=dict).decode()
