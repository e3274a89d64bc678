"""Keep edges, containments and lots true to the events that stand."""

from collections.abc import Collection, Sequence

from django.db import connection

from nguon.food.trace.operations.derive_containments import derive_containments
from nguon.food.trace.operations.derive_edges import derive_edges
from nguon.food.trace.operations.derive_lots import derive_lots, forget_facts
from nguon.food.trace.queries.batch import Batch
from nguon.food.trace.queries.linked_event import LinkedEvent
from nguon.food.trace.queries.linked_events import linked_events

_DECLARED = """
select e.id from trace_event e where e.id = any(%s) and exists (
    select from trace_event d where d.tenant_id = e.tenant_id and d.event_id = e.event_id
    and d.error_declared_at is not null)
"""
_DECLARED_BY = """
select e.id from trace_event e join trace_event d
    on d.tenant_id = e.tenant_id and d.event_id = e.event_id
where d.id = any(%s) and e.error_declared_at is null and not e.id = any(%s)
"""


def derive_graph(
    events: Sequence[LinkedEvent],
    *,
    new_nodes: Collection[int] = (),
    declared: Collection[str] | None = None,
) -> None:
    """Put newly stored events into the graph, and take out what they declare erroneous.

    `declared` are the ids of those that are declared erroneous, if that is known already.

    Order does not matter: whatever comes late, the graph is the one that all events together
    make. Call it under the capture lock.
    """
    declarations = [event.number for event in events if event.is_declaration]
    regular = [event for event in events if not event.is_declaration]
    numbers = [event.number for event in regular]
    if declared is None:
        never_stood = _ids(_DECLARED, numbers)
    else:
        never_stood = {event.number for event in regular if event.event_id in declared}
    standing = [event for event in regular if event.number not in never_stood]
    fallen = linked_events(_ids(_DECLARED_BY, declarations, numbers)) if declarations else []
    batch = Batch(tuple(standing), frozenset(new_nodes))
    changed = derive_containments(batch, fallen=fallen)
    # Whatever drew on a container first met here is in this batch as well, and comes anyway.
    derive_edges(standing, fallen=fallen, changed_containers=changed - batch.new_nodes)
    if fallen:
        forget_facts({thing for event in fallen for thing in event.things})
    derive_lots(standing)


def _ids(statement: str, *parameters: list[int]) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return {number for (number,) in cursor.fetchall()}
