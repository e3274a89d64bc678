"""The part of the graph that was reached: things, steps and the edges between, with depths."""

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db import connection

from nguon.food.trace.queries.parties import organisations_by_id, parties_by_uri
from nguon.food.trace.queries.said import people_in, read_facts, time_in
from nguon.food.trace.queries.scope import Scope
from nguon.food.trace.queries.trace_value import Amount, TraceEdge, TraceStep, TraceThing

Row = tuple[int, int, int]

_EDGES = "select src, dst, event from trace_edge where src = any(%(all)s) and dst = any(%(all)s)"
_THINGS = """
select n.id, n.uri, n.kind, l.name, l.lot_number, l.expiry, l.product
from trace_node n left join trace_lot l on l.node_id = n.id where n.id = any(%s)
"""
_STEPS = """
select id, event_id, tenant_id, biz_step, event_time, event_time_zone_offset,
    coalesce(biz_location, read_point), facts
from trace_event where id = any(%s) order by id
"""
_AMOUNTS = """
select l.event_id, l.node_id, l.quantity, l.uom from trace_event_link l
where l.event_id = any(%s) and l.role in ('input_epc_list', 'input_quantity_list',
    'output_epc_list', 'output_quantity_list', 'child_epcs', 'child_quantity_list')
order by l.event_id, l.position
"""
_VIA = """
select distinct on (e.id, c.content) e.id, c.content, n.uri
from trace_event e join trace_event_link l on l.event_id = e.id and l.role = 'input_epc_list'
join trace_node n on n.id = l.node_id
join trace_containment c on c.content = any(%(contents)s) and c.since <= e.event_time
    and coalesce(c.until, 'infinity') >= e.event_time
where e.id = any(%(events)s) order by e.id, c.content, c.container_id <> l.node_id, l.position
"""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a number stands as seen from the start."""

    side: str
    depth: int


def edges_among(numbers: Collection[int]) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(_EDGES, {"all": list(numbers)})
        return list(cursor.fetchall())


def placed(
    edges: Iterable[Row], start: int, *, up: Collection[int], down: Collection[int]
) -> dict[int, Placed]:
    """Side and depth of every number; what is on both sides (a circle) counts as upstream."""
    before: dict[int, list[int]] = defaultdict(list)
    after: dict[int, list[int]] = defaultdict(list)
    for src, dst, _ in edges:
        before[dst].append(src)
        after[src].append(dst)
    places = {
        number: Placed("downstream", depth)
        for number, depth in _depths(start, after, within=down).items()
    }
    places |= {
        number: Placed("upstream", -depth)
        for number, depth in _depths(start, before, within=up).items()
    }
    return places | {start: Placed("start", 0)}


def _depths(
    start: int, following: Mapping[int, list[int]], *, within: Collection[int]
) -> dict[int, int]:
    """How many transformations lie between; entering one costs a step, leaving it nothing."""
    allowed = set(within)
    depths = {start: 0}
    queue = deque([start])
    while queue:
        number = queue.popleft()
        for next_one in following[number]:
            depth = depths[number] + (next_one < 0)
            if next_one in allowed and depth < depths.get(next_one, depth + 1):
                depths[next_one] = depth
                (queue.append if next_one < 0 else queue.appendleft)(next_one)
    return depths


def things_of(places: Mapping[int, Placed]) -> dict[int, TraceThing]:
    with connection.cursor() as cursor:
        cursor.execute(_THINGS, [[number for number in places if number > 0]])
        return {
            number: TraceThing(
                uri=uri,
                kind=kind,
                side=places[number].side,
                depth=places[number].depth,
                name=name,
                lot_number=lot_number,
                expiry=expiry,
                product=product,
            )
            for number, uri, kind, name, lot_number, expiry, product in cursor.fetchall()
        }


def steps_of(
    places: Mapping[int, Placed], edges: Iterable[Row], *, scope: Scope
) -> dict[int, TraceStep]:
    """The transformations by their (negative) number; people only of the asker's own."""
    members: dict[int, set[int]] = {number: {-number} for number in places if number < 0}
    for src, dst, event in edges:
        for number in (src, dst):
            if number in members and not (number == src and dst < 0):
                members[number].add(event)
    with connection.cursor() as cursor:
        cursor.execute(_STEPS, [sorted(set().union(*members.values()))])
        rows = {row[0]: row for row in cursor.fetchall()}
    own = scope.events_at_own_places(rows)
    where = parties_by_uri({row[6] for row in rows.values() if row[6]})
    who = organisations_by_id({row[2] for row in rows.values()})
    steps = {}
    for number, events in members.items():
        first = rows[-number]
        _, _, tenant_id, biz_step, event_time, offset, place, facts = first
        is_own = -number in own
        people = [p for e in sorted(events) if e in own for p in people_in(read_facts(rows[e][7]))]
        told = read_facts(facts) if is_own else None
        steps[number] = TraceStep(
            key=str(-number),
            event_ids=tuple(rows[event][1] for event in sorted(events)),
            side=places[number].side,
            depth=places[number].depth,
            biz_step=biz_step,
            event_time=event_time,
            time_zone_offset=offset,
            place=where.get(place) if place else None,
            organisation=who[tenant_id],
            people=tuple(dict.fromkeys(people)),
            claimed_at=time_in(told, "claimedAt"),
            received_at=time_in(told, "receivedAt"),
            is_own=is_own,
        )
    return steps


def edges_of(rows: Iterable[Row], *, keys: Mapping[int, str]) -> list[TraceEdge]:
    """The edges with what the events say went in or came out."""
    rows = list(rows)
    events = sorted({event for _, _, event in rows})
    amounts: dict[tuple[int, int], list[Amount]] = defaultdict(list)
    named: set[tuple[int, int]] = set()
    with connection.cursor() as cursor:
        cursor.execute("select id, event_id from trace_event where id = any(%s)", [events])
        event_ids = dict(cursor.fetchall())
        cursor.execute(_AMOUNTS, [events])
        for event, node, quantity, uom in cursor.fetchall():
            named.add((event, node))
            if quantity is not None:
                amounts[event, node].append(Amount(quantity, uom))
        carried = {(event, src) for src, dst, event in rows if dst < 0} - named
        via: dict[tuple[int, int], str] = {}
        if carried:
            cursor.execute(
                _VIA,
                {
                    "contents": sorted({content for _, content in carried}),
                    "events": sorted({event for event, _ in carried}),
                },
            )
            via = {(event, content): uri for event, content, uri in cursor.fetchall()}
    edges = [
        TraceEdge(
            source=keys[src],
            target=keys[dst],
            event_id=event_ids[event],
            amounts=tuple(amounts[event, dst if src < 0 else src]),
            via=via.get((event, src)) if (event, src) in carried else None,
        )
        for src, dst, event in rows
    ]
    return sorted(edges, key=lambda edge: (edge.source, edge.target, edge.event_id))
