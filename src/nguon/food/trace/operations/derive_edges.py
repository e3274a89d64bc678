"""Edges of material from transformations, through what was in the containers they used."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from django.db import connection

from nguon.food.trace.operations.write_lines import Lines, write_lines
from nguon.food.trace.queries.contents import contents_at
from nguon.food.trace.queries.linked_event import LinkedEvent
from nguon.food.trace.queries.linked_events import linked_events

Edge = tuple[int, int, int]

_GROUPED = """
select g.id, g.tenant_id, g.transformation_id from trace_standing_event g
where (g.tenant_id, g.transformation_id) in (select * from unnest(%s::uuid[], %s::text[]))
and g.type = 'TransformationEvent'
"""
_USERS = """
with recursive holder(id) as (
    select unnest(%s::bigint[])
    union
    select c.container_id from trace_containment c join holder h on c.content = h.id
    where c.kind <> 'association')
select distinct e.id from trace_event_link l join trace_standing_event e on e.id = l.event_id
where l.node_id in (select id from holder)
and l.role in ('input_epc_list', 'output_epc_list')
"""


def derive_edges(
    standing: Sequence[LinkedEvent],
    *,
    fallen: Sequence[LinkedEvent] = (),
    changed_containers: Collection[int] = (),
) -> None:
    """Write the edges of these transformations, and anew those that drew on changed containers."""
    fresh = {event.number: event for event in standing if event.is_transformation}
    again = {event.number for event in fallen if event.is_transformation}
    if changed_containers:
        again |= _ids(_USERS, [list(changed_containers)])
    groups = _groups([*fresh.values(), *fallen], again)
    members = {number for group in groups for number in group}
    again |= members - fresh.keys()
    if again:
        _forget(again)
    events = fresh | {event.number: event for event in linked_events(members - fresh.keys())}
    process_of = {number: -min(group) for group in groups for number in group}
    fallen_numbers = {event.number for event in fallen}
    wanted = [event for event in events.values() if event.number not in fallen_numbers]
    _write(_edges(wanted, process_of))


def _groups(events: Iterable[LinkedEvent], again: Collection[int]) -> list[list[int]]:
    """Standing transformations by what they are one of: a shared transformationID, or themselves.

    The id is believed within one organisation only; nobody can join another's cooking.
    """
    loaded = {event.number: event for event in events if event.is_transformation}
    missing = set(again) - loaded.keys()
    loaded |= {event.number: event for event in linked_events(missing)}
    shared = {
        (event.tenant_id, event.transformation_id)
        for event in loaded.values()
        if event.transformation_id is not None
    }
    alone = [[event.number] for event in loaded.values() if event.transformation_id is None]
    if not shared:
        return alone
    together: dict[tuple[object, str], list[int]] = defaultdict(list)
    tenants, ids = zip(*sorted(shared, key=str), strict=True)
    with connection.cursor() as cursor:
        cursor.execute(_GROUPED, [list(tenants), list(ids)])
        for number, tenant, transformation in cursor.fetchall():
            together[tenant, transformation].append(number)
    return alone + list(together.values())


def _edges(events: Sequence[LinkedEvent], process_of: dict[int, int]) -> set[Edge]:
    things = {node for event in events for node in event.instances("input_epc_list")}
    reused = _reused(
        things | {node for event in events for node in event.instances("output_epc_list")}
    )
    drawn = contents_at(
        [(node, event.at) for event in events for node in event.instances("input_epc_list")]
    )
    edges: set[Edge] = set()
    for event in events:
        process = process_of[event.number]
        for node in event.inputs:
            if node not in reused:
                edges.add((node, process, event.number))
            for content in drawn.get((node, event.at), ()):
                if content not in reused and content != process:
                    edges.add((content, process, event.number))
        for node in event.outputs:
            if node not in reused:
                edges.add((process, node, event.number))
    return edges


def _reused(nodes: Collection[int]) -> set[int]:
    """Containers that were an output more than once: material runs past them, not through."""
    if not nodes:
        return set()
    return _ids(
        "select distinct container_id from trace_containment"
        " where kind = 'production' and container_id = any(%s)",
        [list(nodes)],
    )


def _forget(numbers: Collection[int]) -> None:
    """Remove the edges that these events made; their transformation may be any of the group."""
    with connection.cursor() as cursor:
        cursor.execute(
            "with gone as (select -unnest(%(events)s::bigint[]) as process), groups as ("
            " select src, dst, event from trace_edge e join gone on e.src = gone.process"
            " union select src, dst, event from trace_edge e join gone on e.dst = gone.process)"
            " delete from trace_edge e using groups g where (e.src, e.dst, e.event)"
            " = (g.src, g.dst, g.event) and e.event = any(%(events)s)",
            {"events": list(numbers)},
        )


def _write(edges: set[Edge]) -> None:
    lines = [f"{src}\t{dst}\t{event}\n" for src, dst, event in sorted(edges)]
    write_lines(Lines("trace_edge", "src, dst, event", lines))


def _ids(statement: str, parameters: list[list[int]]) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return {number for (number,) in cursor.fetchall()}
