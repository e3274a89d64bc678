from django.db import connection, transaction

from nguon.food.trace.models import Event
from nguon.food.trace.operations.capture_lock import take_capture_lock
from nguon.food.trace.operations.copy_fields import copy_fields
from nguon.food.trace.operations.derive_graph import derive_graph
from nguon.food.trace.operations.insert_events import copy_links, linked_event
from nguon.food.trace.operations.register_nodes import register_nodes
from nguon.food.trace.queries.stored_events import epcis_event
from nguon.food.trace.rules.event_row import event_row, node_kind

_BATCH = 500


@transaction.atomic
def rebuild_graph() -> int:
    """Make nodes, links, fields, edges, containments and lots anew from the events alone.

    Answers with the number of events. Others read the old graph until the new one is committed;
    captures wait. Numbers of nodes change, so nobody may remember them.
    """
    take_capture_lock()
    with connection.cursor() as cursor:
        # Append-only tables refuse DELETE; emptying whole tables is what a rebuild is.
        cursor.execute(
            "truncate trace_node, trace_event_link, trace_edge, trace_containment, trace_lot,"
            " trace_event_field"
        )
    done, last = 0, 0
    while batch := list(Event.objects.filter(id__gt=last).order_by("id")[:_BATCH]):
        _derive(batch)
        done, last = done + len(batch), batch[-1].id
    return done


def _derive(batch: list[Event]) -> None:
    rows = [event_row(epcis_event(event)) for event in batch]
    nodes, new_nodes = register_nodes(
        {link.identifier: node_kind(link) for row in rows for link in row.links}
    )
    linked = [
        linked_event(row, event.id, tenant_id=event.tenant_id, nodes=nodes)
        for row, event in zip(rows, batch, strict=True)
    ]
    copy_links(linked)
    copy_fields([(event.id, row.fields) for row, event in zip(rows, batch, strict=True)])
    derive_graph(linked, new_nodes=new_nodes)
