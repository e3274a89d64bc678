"""Everything that ever happened to a container, from the events that stand."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from nguon.food.trace.models.containment import ContainmentKind
from nguon.food.trace.models.node import NodeKind
from nguon.food.trace.queries.batch import Batch
from nguon.food.trace.queries.containments import Child, Deed, Happening
from nguon.food.trace.queries.moment import Moment

_KIND = {
    "AggregationEvent": ContainmentKind.AGGREGATION,
    "AssociationEvent": ContainmentKind.ASSOCIATION,
}
_DEEDS = {"ADD": Deed.FILL, "OBSERVE": Deed.SEEN, "DELETE": Deed.TAKE_OUT}

_PARENTHOOD = """
select l.node_id, e.id, e.event_time, e.type, e.action
from trace_event_link l join trace_standing_event e on e.id = l.event_id
where l.node_id = any(%s) and l.role = 'parent_id'
and e.type in ('AggregationEvent', 'AssociationEvent')
"""
_CHILDREN = """
select l.event_id, l.node_id, n.kind, l.quantity, l.uom
from trace_event_link l join trace_node n on n.id = l.node_id
where l.event_id = any(%s) and l.role in ('child_epcs', 'child_quantity_list')
order by l.event_id, l.position
"""
_OWN = """
select l.node_id, e.id, e.event_time, l.role, first.id
from trace_event_link l join trace_standing_event e on e.id = l.event_id
left join lateral (
    select min(g.id) as id from trace_standing_event g
    where g.tenant_id = e.tenant_id and g.transformation_id = e.transformation_id
) first on e.transformation_id is not null
where l.node_id = any(%s) and (
    (e.type = 'TransformationEvent' and l.role in ('input_epc_list', 'output_epc_list'))
    or (e.type = 'ObjectEvent' and e.action = 'DELETE' and l.role = 'epc_list'))
"""
_LEAVING = """
select l.node_id, e.id, e.event_time, e.type, parent.node_id
from trace_event_link l join trace_standing_event e on e.id = l.event_id
left join trace_event_link parent on parent.event_id = e.id and parent.role = 'parent_id'
where l.node_id = any(%s) and (
    (e.type in ('AggregationEvent', 'AssociationEvent') and l.role = 'child_epcs'
        and e.action <> 'DELETE')
    or (e.type = 'TransformationEvent' and l.role = 'input_epc_list')
    or (e.type = 'ObjectEvent' and e.action = 'DELETE' and l.role = 'epc_list'))
"""


@dataclass(slots=True)
class Story:
    """The happenings of one container, of one kind: what was packed, or what was fixed to it."""

    container: int
    kind: ContainmentKind
    happenings: list[Happening] = field(default_factory=list)


def container_stories(containers: Collection[int], batch: Batch) -> list[Story]:
    """The stories of these containers; one that never held anything has none.

    What was first met in `batch` is told from there, the rest by the database.
    """
    stories: dict[tuple[int, ContainmentKind], Story] = {}
    # Which containers, by kind, once held a thing: its later fate may end its stay there.
    homes: dict[ContainmentKind, dict[int, set[int]]] = {
        kind: defaultdict(set) for kind in _KIND.values()
    }

    def tell(container: int, kind: ContainmentKind, happening: Happening) -> None:
        story = stories.setdefault((container, kind), Story(container, kind))
        story.happenings.append(happening)

    for container, kind, happening, things in _fillings(containers, batch):
        tell(container, kind, happening)
        for thing in things:
            homes[kind][thing].add(container)
    for container, happening in _own_happenings(containers, batch):
        tell(container, ContainmentKind.AGGREGATION, happening)
    for kind, by_thing in homes.items():
        for container, happening in _leavings(kind, by_thing, batch):
            tell(container, kind, happening)
    return list(stories.values())


def _fillings(
    containers: Collection[int], batch: Batch
) -> Iterator[tuple[int, ContainmentKind, Happening, list[int]]]:
    new = batch.new_among(containers)
    heard = batch.parenthood(new)
    told = _fetch(_PARENTHOOD, set(containers) - new)
    rows = heard + told
    members = batch.children({row[1] for row in heard} - {row[1] for row in told})
    members += _fetch(_CHILDREN, {row[1] for row in told})
    children: dict[int, list[Child]] = defaultdict(list)
    instances: dict[int, list[int]] = defaultdict(list)
    for event, node, kind, quantity, uom in members:
        children[event].append(Child(node, quantity, uom))
        if kind == NodeKind.INSTANCE:
            instances[event].append(node)
    for container, event, time, type_, action in rows:
        deed = _DEEDS[action]
        if deed is Deed.TAKE_OUT and not children[event]:
            deed = Deed.EMPTY
        happening = Happening(Moment(time, event), deed, tuple(children[event]))
        yield container, _KIND[type_], happening, instances[event]


def _own_happenings(containers: Collection[int], batch: Batch) -> Iterator[tuple[int, Happening]]:
    """Its use as an input, its end, and, where it was an output more than once, its fillings."""
    new = batch.new_among(containers)
    rows = batch.own(new) + _fetch(_OWN, set(containers) - new)
    fillings: dict[int, set[int]] = defaultdict(set)
    for container, event, _, role, _ in rows:
        if role == "output_epc_list":
            fillings[container].add(event)
    # One event may use a tank up and fill it again: used comes first.
    for container, event, time, role, first in sorted(rows, key=lambda row: row[3]):
        at = Moment(time, event)
        if role == "input_epc_list":
            yield container, Happening(at, Deed.USED)
        elif role == "epc_list":
            yield container, Happening(at, Deed.EMPTY)
        elif len(fillings[container]) > 1:
            yield container, Happening(at, Deed.FILL, (Child(-(first or event)),))


def _leavings(
    kind: ContainmentKind, homes: dict[int, set[int]], batch: Batch
) -> Iterator[tuple[int, Happening]]:
    new = batch.new_among(homes)
    for thing, event, time, type_, parent in [
        *batch.leaving(new),
        *_fetch(_LEAVING, homes.keys() - new),
    ]:
        if _KIND.get(type_, kind) != kind:
            continue
        if kind == ContainmentKind.ASSOCIATION and type_ == "TransformationEvent":
            continue
        for container in homes[thing]:
            if container != parent:
                yield container, Happening(Moment(time, event), Deed.LEAVES, (Child(thing),))


def _fetch(statement: str, numbers: Iterable[int]) -> list[tuple[Any, ...]]:
    wanted = list(numbers)
    if not wanted:
        return []
    with connection.cursor() as cursor:
        cursor.execute(statement, [wanted])
        return list(cursor.fetchall())
