"""Events into their tables with as few round trips as there can be."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from nguon.core.epcis import write_json
from nguon.food.trace.operations.copy_fields import field_lines
from nguon.food.trace.operations.copy_text import NULL, octets, text, word
from nguon.food.trace.operations.look_up_store import Numbers, StoreKnowledge, in_a_row
from nguon.food.trace.operations.register_nodes import register_nodes
from nguon.food.trace.operations.register_seen import register_seen
from nguon.food.trace.operations.write_lines import Lines, write_lines
from nguon.food.trace.queries.linked_event import LinkedEvent, Tie
from nguon.food.trace.rules.event_row import EventRow, node_kind

_EVENT_COLUMNS = (
    "id, tenant_id, event_id, type, action, event_time, event_time_zone_offset, record_time,"
    " biz_step, disposition, read_point, biz_location, transformation_id, raw, context, facts,"
    " content_hash, error_declared_at, capture_job_id, record_id"
)
_LINK_COLUMNS = "event_id, position, role, type, node_id, quantity, uom"
_STEP = timedelta(microseconds=1)


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Where a batch comes from, the same for all its events."""

    tenant_id: uuid.UUID
    received_at: datetime
    capture_job_id: uuid.UUID | None = None


def insert_events(
    rows: Sequence[EventRow], origin: Origin, store: StoreKnowledge
) -> tuple[list[LinkedEvent], set[int]]:
    """Write rows that are known to be new; returns them with their numbers, and the new nodes.

    Call it under the capture lock. The record time is the receipt, or a microsecond after the
    last event if another process was faster: it never runs backwards.
    """
    return _insert([(row, origin) for row in rows], store.numbers, known_nodes=store.nodes)


def insert_events_of_tenants(
    rows: Sequence[tuple[EventRow, Origin]],
) -> tuple[list[LinkedEvent], set[int]]:
    """The same for rows of several origins that were received at one moment."""
    return _insert(rows, _next_numbers(len(rows)))


def _insert(
    rows: Sequence[tuple[EventRow, Origin]],
    numbers: Numbers,
    *,
    known_nodes: dict[str, int] | None = None,
) -> tuple[list[LinkedEvent], set[int]]:
    nodes, new_nodes = register_nodes(
        {link.identifier: node_kind(link) for row, _ in rows for link in row.links},
        known=known_nodes,
    )
    linked = [
        linked_event(row, number, tenant_id=origin.tenant_id, nodes=nodes)
        for number, (row, origin) in enumerate(rows, numbers.first)
    ]
    write_lines(
        _event_lines(rows, numbers),
        _link_lines(linked),
        field_lines([(number, row.fields) for number, (row, _) in enumerate(rows, numbers.first)]),
    )
    register_seen((row, origin.tenant_id) for row, origin in rows)
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
        event_id=row.event_id,
        type=row.type,
        action=row.action,
        event_time=row.event_time,
        transformation_id=row.transformation_id,
        is_declaration=row.error_declared_at is not None,
        facts=row.facts,
        ties=ties,
    )


def copy_links(events: Sequence[LinkedEvent]) -> None:
    write_lines(_link_lines(events))


def _link_lines(events: Sequence[LinkedEvent]) -> Lines:
    lines = [
        f"{event.number}\t{position}\t{word(tie.role)}\t{word(tie.type)}\t{tie.node}"
        f"\t{NULL if tie.quantity is None else tie.quantity}\t{word(tie.uom)}\n"
        for event in events
        for position, tie in enumerate(event.ties)
    ]
    return Lines("trace_event_link", _LINK_COLUMNS, lines)


def _next_numbers(count: int) -> Numbers:
    with connection.cursor() as cursor:
        cursor.execute(
            "select min(n), max(n), (select max(record_time) from trace_event)"
            " from (select nextval(pg_get_serial_sequence('trace_event', 'id')) as n"
            " from generate_series(1, %s)) numbers",
            [count],
        )
        return in_a_row(cursor.fetchone(), count)


def _event_lines(rows: Sequence[tuple[EventRow, Origin]], numbers: Numbers) -> Lines:
    received_at = rows[0][1].received_at
    record_time = received_at
    if numbers.latest is not None:
        record_time = max(received_at, numbers.latest + _STEP)
    lines = [
        _line(row, origin, number=numbers.first + index, record_time=record_time + index * _STEP)
        for index, (row, origin) in enumerate(rows)
    ]
    return Lines("trace_event", _EVENT_COLUMNS, lines)


def _line(row: EventRow, origin: Origin, *, number: int, record_time: datetime) -> str:
    """In the order of `_EVENT_COLUMNS`."""
    declared = row.error_declared_at
    return (
        "\t".join(
            (
                str(number),
                str(origin.tenant_id),
                text(row.event_id),
                text(row.type),
                word(row.action),
                row.event_time.isoformat(),
                text(row.event_time_zone_offset),
                record_time.isoformat(),
                text(row.biz_step),
                text(row.disposition),
                text(row.read_point),
                text(row.biz_location),
                text(row.transformation_id),
                octets(row.raw),
                text(_json(row.context)),
                text(_json(row.facts)),
                octets(row.content_hash),
                NULL if declared is None else declared.isoformat(),
                NULL if origin.capture_job_id is None else str(origin.capture_job_id),
                NULL if row.record_id is None else str(row.record_id),
            )
        )
        + "\n"
    )


def _json(value: Any) -> str | None:
    return None if value is None else write_json(value).decode()
