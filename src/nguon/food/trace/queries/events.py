"""Answers to the simple event query (EPCIS 2.0 §8.2.7.1): pages of events, and what came since."""

# ruff: noqa: S608
# Every value is a parameter; the texts put together are those of this file and its neighbours.

import json
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from nguon.base.errors import FieldError
from nguon.core.epcis.query import SimpleEventQuery
from nguon.food.trace.models import Event
from nguon.food.trace.queries.event_conditions import where
from nguon.food.trace.queries.event_order import Position, Stretch, read, stretches, written
from nguon.food.trace.queries.event_sql import Sql
from nguon.food.trace.queries.query_refusals import (
    QueryParameterInvalid,
    QueryTooLarge,
    require_simple,
)
from nguon.food.trace.queries.scope import Scope, scope_of
from nguon.food.trace.queries.seen_prefixes import with_seen_prefixes
from nguon.food.trace.queries.visible_ways import visible_ways
from nguon.ground.people.queries import Principal


@dataclass(frozen=True, slots=True)
class EventPage:
    """`next_cursor` leads to the following page, if there is one; it is opaque and unsigned."""

    events: list[Event]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class _Found:
    number: int
    stretch: int
    value: Any


def page_of_events(
    query: SimpleEventQuery, *, principal: Principal, cursor: str | None = None, limit: int
) -> EventPage:
    """At most `limit` events that match and that the asker may see, in the order asked for.

    Raises `QueryTooLarge` if all pages together would hold more than maxEventCount.
    """
    require_simple(query)
    scope = scope_of(principal)
    query = with_seen_prefixes(query, scope)
    _refuse_too_many(query, scope, after=None)
    position, seen = _read_cursor(query, cursor)
    wanted = limit
    if query.event_count_limit is not None:
        wanted = min(limit, query.event_count_limit - seen)
    found = _walk(query, scope, position=position, wanted=wanted + 1)
    page = found[:wanted]
    more = len(found) > wanted and (
        query.event_count_limit is None or seen + len(page) < query.event_count_limit
    )
    events = _in_order([one.number for one in page])
    return EventPage(events, _written(page[-1], seen + len(page)) if more and page else None)


def events_after(
    query: SimpleEventQuery, *, principal: Principal, after: int, limit: int
) -> list[Event]:
    """Events with numbers above `after`, in the order of their capture, for standing queries.

    The order and the eventCountLimit of the query say nothing here: nothing is passed over.
    """
    require_simple(query)
    scope = scope_of(principal)
    query = with_seen_prefixes(query, scope)
    _refuse_too_many(query, scope, after=after)
    plain = SimpleEventQuery(query.conditions)
    found = _walk(plain, scope, position=Position(0, None, after), wanted=limit)
    return _in_order([one.number for one in found])


def _walk(
    query: SimpleEventQuery, scope: Scope, *, position: Position | None, wanted: int
) -> list[_Found]:
    found: list[_Found] = []
    count = len(stretches(query.order, Sql(scope)))
    for number in range(position.stretch if position else 0, count):
        if len(found) >= wanted:
            break
        sql = Sql(scope)
        stretch = stretches(query.order, sql)[number]
        last = position if position is not None and position.stretch == number else None
        statement = _statement(stretch, query, sql, last=last, limit=wanted - len(found))
        found += [_Found(one, number, value) for one, value in _rows(statement, sql)]
    return found


def _statement(
    stretch: Stretch, query: SimpleEventQuery, sql: Sql, *, last: Position | None, limit: int
) -> str:
    """The first so many of the stretch behind `last`: of each way to see events, put together."""
    texts = [where(condition, sql) for condition in query.conditions]
    if stretch.where:
        texts.append(stretch.where)
    if last is not None:
        texts.append(stretch.after(last, sql))
    value, size = stretch.value or "null", sql.put(limit)
    ways = []
    for way, parameters in visible_ways(sql.scope):
        sql.parameters |= parameters
        conditions = " and ".join([way, *texts])
        ways.append(
            f"(select e.id, {value} as value from {stretch.source} where {conditions}"
            f" order by {stretch.order_by} limit {size})"
        )
    if len(ways) == 1:
        return ways[0]
    order = stretch.order_by.replace("e.id", "id")
    if stretch.value:
        order = order.replace(stretch.value, "value")
    return f"{' union '.join(ways)} order by {order} limit {size}"


def _refuse_too_many(query: SimpleEventQuery, scope: Scope, *, after: int | None) -> None:
    if query.max_event_count is None:
        return
    sql = Sql(scope)
    visible, parameters = scope.visible()
    sql.parameters |= parameters
    texts = [visible, *(where(condition, sql) for condition in query.conditions)]
    if after is not None:
        texts.append(f"e.id > {sql.put(after)}")
    most = sql.put(query.max_event_count + 1)
    statement = (
        "select count(*), null from (select from trace_event e"
        f" where {' and '.join(texts)} limit {most}) found"
    )
    [(count, _none)] = _rows(statement, sql)
    if count > query.max_event_count:
        raise QueryTooLarge(
            _("More events than asked for: expected at most %(most)d. Narrow the query.")
            % {"most": query.max_event_count}
        )


def _rows(statement: str, sql: Sql) -> list[tuple[int, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, sql.parameters)
        return list(cursor.fetchall())


def _in_order(numbers: list[int]) -> list[Event]:
    events = Event.objects.in_bulk(numbers)
    return [events[number] for number in numbers]


def _written(last: _Found, seen: int) -> str:
    return json.dumps([seen, last.stretch, written(last.value), last.number])


def _read_cursor(query: SimpleEventQuery, cursor: str | None) -> tuple[Position | None, int]:
    if cursor is None:
        return None, 0
    try:
        seen, stretch, text, number = json.loads(cursor)
        value = stretches(query.order, Sql(Scope(everything=True)))[stretch].value
        return Position(int(stretch), read(text, value), int(number)), int(seen)
    except (ValueError, TypeError, IndexError, ArithmeticError) as error:
        expected = _("a cursor that a page of this query gave")
        problem = FieldError("cursor", _("Not a usable token."), expected, cursor[:200])
        raise QueryParameterInvalid([problem]) from error
