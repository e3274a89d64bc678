"""What traced things were packed in, and what a traced container held."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connection

from nguon.food.trace.queries.trace_value import Amount, Stayed, TraceThing

_LIMIT = 2_000
_HELD = """
select content, kind, since, until from trace_containment
where container_id = %s and kind <> 'association' order by since desc, since_event desc limit %s
"""
_USED_BY = """
select distinct t.dst from trace_event_link l
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


@dataclass(frozen=True, slots=True)
class Contents:
    """What a container held when it was last filled, and the transformations that drew on it."""

    contents: frozenset[int] = frozenset()
    used_by: frozenset[int] = frozenset()


def last_contents(container: int) -> Contents:
    """Of a container that was filled time and again, only the last filling is meant.

    Fillings are told apart by moments at which it held nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute(_HELD, [container, _LIMIT])
        rows = cursor.fetchall()
        if not rows:
            return Contents()
        contents: set[int] = set()
        began: datetime = rows[0][2]
        for content, _, since, until in rows:
            if (until or _NEVER) <= began:
                break
            contents.add(content)
            began = min(began, since)
        reused = [content for content in contents if content < 0]
        used_by: set[int] = set()
        if reused:
            cursor.execute(_USED_BY, {"container": container, "contents": reused, "since": began})
            used_by = {process for (process,) in cursor.fetchall()}
    return Contents(frozenset(contents), frozenset(used_by))


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
