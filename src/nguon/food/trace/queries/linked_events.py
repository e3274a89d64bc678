"""Stored events by number, as the graph sees them."""

from collections import defaultdict
from collections.abc import Collection

from django.db import connection

from nguon.food.trace.models.node import NodeKind
from nguon.food.trace.queries.linked_event import LinkedEvent, Tie
from nguon.food.trace.queries.said import read_facts


def linked_events(numbers: Collection[int]) -> list[LinkedEvent]:
    """The events with these numbers, in order, whether they stand or not."""
    if not numbers:
        return []
    wanted = list(numbers)
    ties: dict[int, list[Tie]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(
            "select l.event_id, l.role, l.node_id, n.kind, l.quantity, l.uom, l.type"
            " from trace_event_link l join trace_node n on n.id = l.node_id"
            " where l.event_id = any(%s) order by l.event_id, l.position",
            [wanted],
        )
        for number, role, node, kind, quantity, uom, type_ in cursor.fetchall():
            ties[number].append(Tie(role, node, NodeKind(kind), quantity, uom, type_))
        cursor.execute(
            "select id, tenant_id, event_id, type, action, event_time, transformation_id,"
            " error_declared_at is not null, facts from trace_event"
            " where id = any(%s) order by id",
            [wanted],
        )
        return [
            LinkedEvent(
                number=number,
                tenant_id=tenant_id,
                event_id=event_id,
                type=type_,
                action=action,
                event_time=event_time,
                transformation_id=transformation_id,
                is_declaration=is_declaration,
                facts=read_facts(facts),
                ties=tuple(ties[number]),
            )
            for (
                number,
                tenant_id,
                event_id,
                type_,
                action,
                event_time,
                transformation_id,
                is_declaration,
                facts,
            ) in cursor.fetchall()
        ]
