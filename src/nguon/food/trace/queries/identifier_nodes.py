"""The numbers of identifiers, looked up before a query is planned.

Told a number, the planner knows whether a thing stands in three events or in half of them, and
reads the index of links in order or not; of an identifier inside the query it would know nothing.
"""

# ruff: noqa: S608
# Every value is a parameter; the texts put together are those of this file.

from collections.abc import Collection, Sequence

from django.db import connection

from nguon.core.epcis.query import Pattern
from nguon.food.trace.queries.event_sql import Sql
from nguon.food.trace.queries.scope import EVERYTHING

MOST_NUMBERS = 1_000
"""A pattern that stands for more is left to the query itself."""

_HIGHEST = "\U0010ffff"


def nodes_of(identifiers: Collection[str]) -> list[int]:
    """Identifiers in canonical form; those that no event names are left out."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select id from trace_node where uri = any(%s) order by id", [list(identifiers)]
        )
        return [number for (number,) in cursor.fetchall()]


def nodes_matching(patterns: Sequence[Pattern]) -> list[int] | None:
    """None if there are too many to be listed."""
    sql = Sql(EVERYTHING)
    condition = like(patterns, sql)
    with connection.cursor() as cursor:
        cursor.execute(
            f"select n.id from trace_node n where {condition} limit {MOST_NUMBERS + 1}",
            sql.parameters,
        )
        found = sorted(number for (number,) in cursor.fetchall())
    return found if len(found) <= MOST_NUMBERS else None


def events_of_nodes(nodes: Sequence[int], roles: Sequence[str]) -> list[int] | None:
    """The events that name one of several things in one of the roles; None if there are many.

    The planner takes many things for many events and would read them all in order. No event is
    passed over for it: who pages on finds those that were captured in between behind the last.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select distinct l.event_id from trace_event_link l"
            f" where l.node_id = any(%s) and l.role = any(%s) limit {MOST_NUMBERS + 1}",
            [list(nodes), list(roles)],
        )
        found = sorted(number for (number,) in cursor.fetchall())
    return found if len(found) <= MOST_NUMBERS else None


def like(patterns: Sequence[Pattern], sql: Sql) -> str:
    """Patterns as a condition on a node `n`: the exact ones, and ranges of an index."""
    exact = [pattern.start for pattern in patterns if not pattern.rest]
    texts = [sql.equals("n.uri", exact)] if exact else []
    texts += [_in_range(pattern, sql) for pattern in patterns if pattern.rest]
    return f"({' or '.join(texts)})"


def _in_range(pattern: Pattern, sql: Sql) -> str:
    """From its beginning to whatever begins so; anchored at both ends."""
    first, last = sql.put(pattern.start), sql.put(pattern.start + _HIGHEST)
    return f"(n.uri >= {first} and n.uri < {last} and n.uri ~ {sql.put(pattern.posix)})"
