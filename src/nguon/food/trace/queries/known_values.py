"""What the asker's events speak of: places, words of users, things. In pages, never by a scan."""

# ruff: noqa: S608
# Every value is a parameter; the texts put together are those of this file and of `scope`.

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from nguon.base.errors import FieldError, InputInvalid
from nguon.food.trace.queries.grant import Grant
from nguon.food.trace.queries.scope import Scope
from nguon.food.trace.queries.visible_ways import visible_ways

EPC_ROLES = ("epc_list", "parent_id", "child_epcs", "input_epc_list", "output_epc_list")
MEMBERS = {
    "type": "type",
    "biz_step": "bizStep",
    "disposition": "disposition",
    "read_point": "readPoint",
    "biz_location": "bizLocation",
}
"""The columns of an event whose values are listed, and the members that they stand for."""
_WALKED = 2_000
_SEEN = """
select distinct value from trace_seen_value
where viewer = any(%(viewers)s) and kind = %(kind)s and value > %(after)s
order by value limit %(limit)s
"""


@dataclass(frozen=True, slots=True)
class ValuePage:
    """`next_cursor` leads on, if there may be more; a page may be shorter than asked for."""

    values: list[str]
    next_cursor: str | None


def page_of_values(
    column: str, *, scope: Scope, cursor: str | None = None, limit: int
) -> ValuePage:
    """Values of a column of `MEMBERS` in the asker's events, in the order of their letters."""
    after, found = cursor or "", list[str]()
    while len(found) <= limit:
        seen = _seen(column, scope, after=after, limit=limit + 1)
        found += [one for one in seen if _may_know(column, one, scope)]
        if len(seen) <= limit:
            break
        after = seen[-1]
    page = found[:limit]
    return ValuePage(page, page[-1] if len(found) > limit else None)


def knows_value(column: str, value: str, *, scope: Scope) -> bool:
    """Whether the value stands in an event that the asker may see."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists (select from trace_seen_value where viewer = any(%s)"
            " and kind = %s and value = %s)",
            [_viewers(scope), column, value],
        )
        (seen,) = cursor.fetchone() or (False,)
    return bool(seen) and _may_know(column, value, scope)


def _seen(column: str, scope: Scope, *, after: str, limit: int) -> list[str]:
    values: dict[str, Any] = {"kind": column, "after": after, "limit": limit}
    values["viewers"] = _viewers(scope)
    with connection.cursor() as cursor:
        cursor.execute(_SEEN, values)
        return [value for (value,) in cursor.fetchall()]


def _viewers(scope: Scope) -> list[str]:
    """Those who share something come as well; what they share is looked at value by value."""
    if scope.everything:
        return ["*"]
    owners = {str(grant.owner_id) for grant in scope.grants}
    return sorted({str(tenant) for tenant in scope.tenant_ids} | scope.uris | owners)


def _may_know(column: str, value: str, scope: Scope) -> bool:
    if scope.everything or not scope.grants:
        return True
    own = [str(tenant) for tenant in scope.tenant_ids] + sorted(scope.uris)
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists (select from trace_seen_value where viewer = any(%s)"
            " and kind = %s and value = %s)",
            [own, column, value],
        )
        (reached,) = cursor.fetchone() or (False,)
    return bool(reached) or any(_shares(grant, column, value) for grant in scope.grants)


def _shares(grant: Grant, column: str, value: str) -> bool:
    if grant.hides(MEMBERS[column]):
        return False
    condition, parameters = grant.condition(0)
    with connection.cursor() as cursor:
        cursor.execute(
            f"select exists (select from trace_event e where e.{column} = %(value)s"
            f" and {condition})",
            parameters | {"value": value},
        )
        (shared,) = cursor.fetchone() or (False,)
    return bool(shared)


def page_of_things(*, scope: Scope, cursor: str | None = None, limit: int) -> ValuePage:
    """Identifiers of things, in the order in which the asker's events named them first.

    Looks at a limited number of events for each page: one with nothing new is short, or empty,
    and still leads on.
    """
    event, node = _position(cursor)
    walked = _walk(scope, after=event)
    named = _first_named(scope, walked, position=(event, node)) if walked else []
    page = named[:limit]
    values = [uri for _, _, uri in page]
    if len(named) > limit:
        return ValuePage(values, json.dumps(page[-1][:2]))
    if len(walked) < _WALKED:
        return ValuePage(values, None)
    return ValuePage(values, json.dumps([walked[-1] + 1, 0]))


def _walk(scope: Scope, *, after: int) -> list[int]:
    """The next events that the asker may see, from this one on."""
    parameters: dict[str, Any] = {"after": after, "limit": _WALKED}
    ways = []
    for way, values in visible_ways(scope):
        parameters |= values
        ways.append(
            f"(select e.id from trace_event e where e.id >= %(after)s and {way}"
            " order by e.id limit %(limit)s)"
        )
    statement = f"{' union '.join(ways)} order by id limit %(limit)s"
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return [number for (number,) in cursor.fetchall()]


def _first_named(
    scope: Scope, walked: Sequence[int], *, position: tuple[int, int]
) -> list[tuple[int, int, str]]:
    """Event, node and URI of each thing that no earlier visible event names."""
    visible, parameters = scope.visible()
    shown, more = scope.shown_links(*EPC_ROLES)
    statement = f"""
        with named as (
            select min(l.event_id) as event, l.node_id as node
            from trace_event e join trace_event_link l on l.event_id = e.id
            where e.id = any(%(walked)s) and l.role = any(%(roles)s) and {shown}
            group by l.node_id)
        select named.event, named.node, n.uri from named join trace_node n on n.id = named.node
        where (named.event, named.node) > (%(event)s, %(node)s) and not exists (
            select from trace_event_link l join trace_event e on e.id = l.event_id
            where l.node_id = named.node and l.event_id < named.event
            and l.role = any(%(roles)s) and {visible} and {shown})
        order by named.event, named.node"""
    values = {
        "walked": list(walked),
        "roles": list(EPC_ROLES),
        "event": position[0],
        "node": position[1],
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters | more | values)
        return list(cursor.fetchall())


def knows_thing(uri: str, *, scope: Scope) -> bool:
    visible, parameters = scope.visible()
    shown, more = scope.shown_links(*EPC_ROLES)
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists (select from trace_node n join trace_event_link l on l.node_id = n.id"
            " join trace_event e on e.id = l.event_id where n.uri = %(uri)s"
            f" and l.role = any(%(roles)s) and {visible} and {shown})",
            parameters | more | {"uri": uri, "roles": list(EPC_ROLES)},
        )
        (known,) = cursor.fetchone() or (False,)
    return bool(known)


def _position(cursor: str | None) -> tuple[int, int]:
    if cursor is None:
        return 0, 0
    try:
        event, node = json.loads(cursor)
        return int(event), int(node)
    except (ValueError, TypeError) as error:
        raise InputInvalid([FieldError("cursor", "Not a cursor.", got=cursor[:100])]) from error
