"""Inputs that were named by trade item only: here the chain ends, and the answer says so."""

from collections.abc import Mapping

from django.db import connection

from nguon.food.trace.queries.trace_value import Amount, TraceEdge, TraceStep

_UNLOTTED = """
select e.id, e.event_id, n.uri, l.quantity, l.uom
from trace_event e join trace_event_link l on l.event_id = e.id
join trace_node n on n.id = l.node_id
where e.id = any(%s) and l.role = 'input_quantity_list' and n.kind = 'class'
order by e.id, l.position
"""


def unlotted_inputs(steps: Mapping[int, TraceStep]) -> list[TraceEdge]:
    """Edges from bare trade items into the steps of a trace."""
    keys = {-number: step.key for number, step in steps.items()}
    with connection.cursor() as cursor:
        cursor.execute(_UNLOTTED, [list(keys)])
        return [
            TraceEdge(
                source=uri,
                target=keys[number],
                event_id=event_id,
                amounts=() if quantity is None else (Amount(quantity, uom),),
            )
            for number, event_id, uri, quantity, uom in cursor.fetchall()
        ]
