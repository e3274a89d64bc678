"""Tell again the stories of the containers that new (or fallen) events touch."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from nguon.food.trace.models.containment import ContainmentKind
from nguon.food.trace.operations.copy_text import text
from nguon.food.trace.operations.write_lines import Lines, write_lines
from nguon.food.trace.queries.batch import Batch
from nguon.food.trace.queries.container_stories import Story, container_stories
from nguon.food.trace.queries.containments import Stay, stays
from nguon.food.trace.queries.linked_event import LinkedEvent

_CONTAINING = ("AggregationEvent", "AssociationEvent")
_COLUMNS = "kind, container_id, content, since, since_event, until, until_event, quantity, uom"
Row = tuple[object, ...]


def derive_containments(batch: Batch, *, fallen: Sequence[LinkedEvent] = ()) -> set[int]:
    """The containers of which something changed."""
    events = [*batch.events, *fallen]
    new_nodes = batch.new_nodes
    containers = {
        tie.node
        for event in events
        if event.type in _CONTAINING
        for tie in event.ties
        if tie.role == "parent_id"
    }
    moved = {node for event in events for node in _movers(event)}
    containers |= _containers_touched_by(moved - new_nodes)
    containers |= _filled_again(events, new_nodes)
    return _tell_again(containers, batch) if containers else set()


def _movers(event: LinkedEvent) -> list[int]:
    """The things whose whereabouts the event may end or begin."""
    if event.type in _CONTAINING:
        return event.instances("child_epcs")
    if event.is_transformation:
        return event.instances("input_epc_list", "output_epc_list")
    if event.type == "ObjectEvent" and event.action == "DELETE":
        return event.instances("epc_list")
    return []


def _containers_touched_by(nodes: set[int]) -> set[int]:
    if not nodes:
        return set()
    return _ids(
        "select container_id from trace_containment where content = any(%s)"
        " union select container_id from trace_containment where container_id = any(%s)",
        list(nodes),
        list(nodes),
    )


def _filled_again(events: Sequence[LinkedEvent], new_nodes: Collection[int]) -> set[int]:
    """Things that transformations put out more than once: tanks and returnable boxes."""
    outputs = Counter(node for event in events for node in event.instances("output_epc_list"))
    candidates = [node for node, times in outputs.items() if times > 1 or node not in new_nodes]
    if not candidates:
        return set()
    return _ids(
        "select l.node_id from trace_event_link l join trace_standing_event e"
        " on e.id = l.event_id where l.node_id = any(%s) and l.role = 'output_epc_list'"
        " group by l.node_id having count(distinct l.event_id) > 1",
        candidates,
    )


def _tell_again(containers: set[int], batch: Batch) -> set[int]:
    before: dict[int, set[Row]] = {container: set() for container in containers}
    known = containers - batch.new_nodes
    for row in _rows_of(known):
        before[row[1]].add(row)
    after: dict[int, set[Row]] = {container: set() for container in containers}
    for story in container_stories(containers, batch):
        after[story.container] |= set(_rows(story))
    changed = {container for container in containers if before[container] != after[container]}
    if changed & known:
        _forget(changed & known)
    _write([row for container in sorted(changed) for row in after[container]])
    return changed


def _rows_of(containers: set[int]) -> list[Any]:
    if not containers:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            f"select {_COLUMNS} from trace_containment where container_id = any(%s)",  # noqa: S608
            [list(containers)],
        )
        return list(cursor.fetchall())


def _rows(story: Story) -> Iterable[Row]:
    for stay in stays(story.happenings):
        yield _row(story, stay)


def _row(story: Story, stay: Stay) -> Row:
    kind = ContainmentKind.PRODUCTION if stay.content < 0 else story.kind
    until = stay.until
    return (
        str(kind),
        story.container,
        stay.content,
        stay.since.time,
        stay.since.event,
        None if until is None else until.time,
        None if until is None else until.event,
        stay.quantity,
        stay.uom,
    )


def _forget(containers: set[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "delete from trace_containment where container_id = any(%s)", [list(containers)]
        )


def _write(rows: Sequence[Row]) -> None:
    lines = ["\t".join(map(_text, row)) + "\n" for row in rows]
    write_lines(Lines("trace_containment", _COLUMNS, lines))


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    return text(None if value is None else str(value))


def _ids(statement: str, *parameters: list[int]) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return {number for (number,) in cursor.fetchall()}
