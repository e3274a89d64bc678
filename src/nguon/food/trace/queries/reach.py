"""How far material runs from given numbers, up or down: two ways to one answer.

`reach_in_database` is one recursive statement; `reach_by_frontier` asks step by step through an
`edges(ids)` function, and so walks over several databases, or over somebody else's repository.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import partial

from django.db import connection

from nguon.food.trace.queries.scope import Scope

LIMIT = 20_000
Edges = Callable[[Sequence[int]], Iterable[tuple[int, int]]]


class Direction(Enum):
    UPSTREAM = "upstream"
    DOWNSTREAM = "downstream"


@dataclass(frozen=True, slots=True)
class Reach:
    """Node numbers, and minus the event numbers of transformations; the start is among them.

    Not `is_complete`: there are more than `LIMIT`, and which ones were left out is chance.
    """

    numbers: frozenset[int]
    is_complete: bool


# `union` keeps each number once and so ends also where data run in a circle. The limit stops the
# recursion itself: PostgreSQL makes no more rows than are asked for.
_UPSTREAM = """
with recursive reached(id) as (
    select unnest(%(starts)s::bigint[])
    union
    select e.src from reached r join trace_edge e on e.dst = r.id)
select id from reached limit %(limit)s
"""
_DOWNSTREAM = """
with recursive reached(id) as (
    select unnest(%(starts)s::bigint[])
    union
    select e.dst from reached r join trace_edge e on e.src = r.id)
select id from reached limit %(limit)s
"""
# Going down, the walk enters a transformation only if the asker may see it.
_DOWNSTREAM_SCOPED = """
with recursive reached(id) as (
    select unnest(%(starts)s::bigint[])
    union
    select e.dst from reached r join trace_edge e on e.src = r.id
    where e.dst > 0 or exists (
        select from trace_event v where v.id = -e.dst and (
            v.tenant_id = any(%(tenants)s) or v.biz_location = any(%(uris)s)
            or v.read_point = any(%(uris)s))))
select id from reached limit %(limit)s
"""
_FORWARD = "select src, dst from trace_edge where src = any(%s)"
_BACKWARD = "select dst, src from trace_edge where dst = any(%s)"


def reach_in_database(
    starts: Collection[int], direction: Direction, *, scope: Scope, limit: int = LIMIT
) -> Reach:
    """Everything upstream (the chain is one story), or downstream as far as `scope` sees."""
    if direction is Direction.UPSTREAM:
        statement = _UPSTREAM
    else:
        statement = _DOWNSTREAM if scope.everything else _DOWNSTREAM_SCOPED
    with connection.cursor() as cursor:
        cursor.execute(
            statement,
            {
                "starts": list(starts),
                "limit": limit + 1,
                "tenants": list(scope.tenant_ids),
                "uris": list(scope.uris),
            },
        )
        numbers = [number for (number,) in cursor.fetchall()]
    return Reach(frozenset(numbers[:limit]), len(numbers) <= limit)


def reach_by_frontier(starts: Collection[int], edges: Edges, *, limit: int = LIMIT) -> Reach:
    """The same, over any source of edges."""
    reached = set(starts)
    frontier = sorted(reached)
    while frontier and len(reached) <= limit:
        following = {end for _, end in edges(frontier)}
        frontier = sorted(following - reached)
        reached |= following
    numbers = sorted(reached, key=lambda number: (number not in starts, number))
    return Reach(frozenset(numbers[:limit]), len(numbers) <= limit)


def database_edges(direction: Direction, *, scope: Scope) -> Edges:
    """The edges of this database as a function, with the same borders as `reach_in_database`."""
    if direction is Direction.UPSTREAM:
        return partial(_fetch, _BACKWARD)
    if scope.everything:
        return partial(_fetch, _FORWARD)

    def seen(ids: Sequence[int]) -> Iterable[tuple[int, int]]:
        rows = _fetch(_FORWARD, ids)
        hidden = _hidden({-end for _, end in rows if end < 0}, scope)
        return [row for row in rows if -row[1] not in hidden]

    return seen


def _fetch(statement: str, ids: Sequence[int]) -> list[tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [list(ids)])
        return list(cursor.fetchall())


def _hidden(events: Collection[int], scope: Scope) -> set[int]:
    return set(events) - scope.events_at_own_places(events)
