"""The part of the graph that a suspicion is about: behind it, made of it, and beside it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db import connection

from nguon.food.oversight.queries.arrays import bigints
from nguon.food.oversight.queries.following import deep_first, newest_first
from nguon.food.oversight.queries.suspicion import Asked
from nguon.food.trace.queries.claims import claimed_inputs
from nguon.food.trace.queries.reach import LIMIT, Direction, Reach, reach_in_database
from nguon.food.trace.queries.scope import Scope
from nguon.food.trace.queries.trace_graph import Row, edges_among

_EDGES = """
select src, dst, event from trace_edge
where src = any(array(select unnest(%(things)s::bigint[]))) and dst < 0
union all
select src, dst, event from trace_edge
where dst = any(array(select unnest(%(things)s::bigint[]))) and src < 0
"""
_LAST = 2**63
LIMIT_OF_SUPPLIER = 6_000
"""Numbers to which the goods of a supplier are followed, the newest first: of a trader who sells to
three hundred kitchens what was handed over in one to two days."""

LIMIT_ELSEWHERE = 2_000
"""How many numbers are looked at that only share a lot with what was asked about."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    walk: int = LIMIT
    elsewhere: int = LIMIT_ELSEWHERE


@dataclass(frozen=True, kw_only=True)
class Walked:
    """Node numbers, and minus the event numbers of transformations.

    `behind` is upstream of what was asked about, `suspected` downstream of it, both with it.
    `elsewhere` is downstream of what is behind. Of `claimed` things only the asker says that it
    had them: nothing more is told of those.
    """

    behind: frozenset[int]
    suspected: frozenset[int]
    elsewhere: frozenset[int]
    claimed: frozenset[int]
    inside: tuple[Row, ...]
    """Edges of a container that was asked about, as it was last filled."""
    limits: tuple[str, ...]
    left_out: frozenset[int] = frozenset()
    """What was asked about too, but is older than what could be followed."""

    @cached_property
    def all(self) -> frozenset[int]:
        return self.behind | self.suspected | self.elsewhere

    def edges(self) -> list[Row]:
        """All edges of the walked things, also to transformations that lie outside the walk.

        What another dish took of a lot is gone, whether that dish is looked at or not.
        """
        with connection.cursor() as cursor:
            cursor.execute(_EDGES, {"things": bigints(n for n in self.all if n > 0)})
            rows: list[Row] = cursor.fetchall()
        if self.claimed:
            rows = [row for row in rows if row[1] not in self.claimed]
        return list(dict.fromkeys([*rows, *self.inside])) if self.inside else rows


def walked(asked: Asked, *, scope: Scope, limits: Limits | None, looks_elsewhere: bool) -> Walked:
    """`looks_elsewhere`: whom somebody else's supplier sells to is not everybody's business."""
    limits = limits or Limits()
    contents = {content for content, _, _ in asked.inside.put_in}
    used_by = {process for _, process, _ in asked.inside.drawn}
    if not scope.everything:
        used_by = {-n for n in scope.events_at_own_places({-n for n in used_by})}
    starts, down = _downstream(asked, used_by, scope=scope, limit=limits.walk)
    up = reach_in_database(starts | contents, Direction.UPSTREAM, scope=scope, limit=limits.walk)
    behind, claimed = up.numbers, frozenset[int]()
    if not scope.everything:
        behind, claimed = _proven(up.numbers, starts | contents, scope)
    elsewhere, has_all = frozenset[int](), True
    others = behind - claimed - down.numbers
    if looks_elsewhere and others:
        beside = reach_in_database(
            others, Direction.DOWNSTREAM, scope=scope, limit=len(others) + limits.elsewhere
        )
        elsewhere, has_all = beside.numbers - behind - down.numbers, beside.is_complete
    inside = (*asked.inside.put_in, *asked.inside.drawn)
    left_out = asked.numbers - starts
    ended = {
        "upstream": up.is_complete,
        "downstream": down.is_complete,
        "earlier": not left_out and not asked.has_more,
        "elsewhere": has_all,
    }
    return Walked(
        behind=behind,
        suspected=down.numbers,
        elsewhere=elsewhere,
        claimed=claimed,
        inside=tuple(row for row in inside if row[1] not in claimed),
        limits=tuple(name for name, is_complete in ended.items() if not is_complete),
        left_out=left_out,
    )


def _downstream(
    asked: Asked, used_by: Collection[int], *, scope: Scope, limit: int
) -> tuple[frozenset[int], Reach]:
    """What was asked about, as far as it was followed, and how far that leads."""
    if asked.handed_in:
        events = asked.handed_in
        newest = sorted(asked.numbers, key=lambda n: (events.get(n, _LAST), n), reverse=True)
        return newest_first(newest, scope=scope, limit=min(limit, LIMIT_OF_SUPPLIER))
    starts = asked.numbers | frozenset(used_by)
    down = reach_in_database(starts, Direction.DOWNSTREAM, scope=scope, limit=limit)
    if not down.is_complete and not asked.is_of_goods:
        down = Reach(deep_first(starts, scope=scope, limit=limit), is_complete=False)
    return asked.numbers, down


def _proven(
    numbers: Collection[int], starts: Collection[int], scope: Scope
) -> tuple[frozenset[int], frozenset[int]]:
    """What is upstream without what lies before things that the asker only claims."""
    rows = edges_among(numbers)
    claimed = claimed_inputs(rows, scope=scope)
    if not claimed:
        return frozenset(numbers), frozenset()
    before: dict[int, set[int]] = defaultdict(set)
    for src, dst, _ in rows:
        if dst not in claimed:
            before[dst].add(src)
    found = _walk(starts, before)
    return frozenset(found), frozenset(claimed & found)


def _walk(starts: Iterable[int], following: dict[int, set[int]]) -> set[int]:
    found = set(starts)
    todo = list(found)
    while todo:
        for number in following[todo.pop()] - found:
            found.add(number)
            todo.append(number)
    return found
