"""What traced things were packed in, and what a traced container held."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection

from nguon.food.trace.queries.trace_value import Amount, Stayed, TraceThing

_LIMIT = 2_000
_HELD = """
select content, since, since_event, until from trace_containment
where container_id = %s and kind <> 'association' order by since desc, since_event desc limit %s
"""
_USED_BY = """
select distinct t.dst, t.event from trace_event_link l
join trace_standing_event e on e.id = l.event_id
join trace_edge t on t.event = e.id and t.src = any(%(contents)s)
where l.node_id = %(container)s and l.role = 'input_epc_list' and e.event_time >= %(since)s
"""
_STAYS = """
select thing.uri, container.uri, c.kind, c.since, c.until, c.quantity, c.uom
from trace_containment c join trace_node thing on thing.id = c.content
join trace_node container on container.id = c.container_id
where c.kind <> 'production' and (c.content = any(%s) or c.container_id = %s)
order by c.since, c.id limit %s
"""
_NEVER = datetime.max.replace(tzinfo=UTC)


Row = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Contents:
    """What a container held when it was last filled, and the transformations that drew on it.

    Both as edges: (content, container, event) and (container, transformation, event).
    """

    put_in: tuple[Row, ...] = ()
    drawn: tuple[Row, ...] = ()


def last_contents(container: int) -> Contents:
    """Of a container that was filled time and again, only the last filling is meant.

    Fillings are told apart by moments at which it held nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute(_HELD, [container, _LIMIT])
        rows = cursor.fetchall()
        if not rows:
            return Contents()
        put_in: list[Row] = []
        began: datetime = rows[0][1]
        for content, since, since_event, until in rows:
            if (until or _NEVER) <= began:
                break
            put_in.append((content, container, since_event))
            began = min(began, since)
        fillings = [content for content, _, _ in put_in if content < 0]
        drawn: list[Row] = []
        if fillings:
            parameters: dict[str, Any] = {
                "container": container,
                "contents": fillings,
                "since": began,
            }
            cursor.execute(_USED_BY, parameters)
            drawn = [(container, process, event) for process, event in cursor.fetchall()]
    return Contents(tuple(put_in), tuple(drawn))


def stays_of(things: Mapping[int, TraceThing], *, start: int) -> list[Stayed]:
    """Packed and unpacked: of every traced thing, and everything the start itself held."""
    with connection.cursor() as cursor:
        cursor.execute(_STAYS, [list(things), start, _LIMIT])
        return [
            Stayed(
                thing=thing,
                container=container,
                kind=kind,
                since=since,
                until=until,
                amount=None if quantity is None else Amount(quantity, uom),
            )
            for thing, container, kind, since, until, quantity, uom in cursor.fetchall()
        ]
