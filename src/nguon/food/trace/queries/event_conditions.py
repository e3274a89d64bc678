"""The conditions of a simple event query as SQL over an event `e`.

Each is written so that it can be looked up in an index, and each asks only for what the asker is
shown (`Scope.shown_members`): what a sharing rule hides neither matches nor counts.
"""

# ruff: noqa: S608
# Every value is a parameter; the texts put together are those of this file and its neighbours.

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from nguon.core.epcis.query import (
    Amount,
    AtTime,
    Condition,
    Declared,
    FieldExists,
    FieldIs,
    FieldKey,
    HasAttribute,
    Linked,
    Matches,
    OneOf,
    Typed,
    Within,
    kept_number,
    kept_text,
)
from nguon.core.epcis.query.field_keys import CORRECTIVE_EVENT_ID
from nguon.food.trace.queries.event_sql import MEMBERS, QUANTITIES, Sql
from nguon.food.trace.queries.field_shown import field_shown
from nguon.food.trace.queries.identifier_nodes import (
    events_of_nodes,
    like,
    nodes_matching,
    nodes_of,
)
from nguon.food.trace.queries.master_data_conditions import has_attribute, is_within


def where(condition: Condition, sql: Sql) -> str:
    """The condition as SQL, in parentheses where it needs them."""
    return _WRITERS[type(condition)](condition, sql)


def _one_of(condition: OneOf, sql: Sql) -> str:
    values = [kept_text(value) for value in condition.values]
    shown = sql.shown(MEMBERS[condition.member])
    return f"({sql.equals(f'e.{condition.member}', values)}{shown})"


def _at_time(condition: AtTime, sql: Sql) -> str:
    instant, shown = sql.put(condition.instant), sql.shown(MEMBERS[condition.member])
    return f"(e.{condition.member} {condition.comparison} {instant}{shown})"


def _declared(_: Declared, sql: Sql) -> str:
    return f"(e.error_declared_at is not null{sql.shown('errorDeclaration')})"


def _within(condition: Within, sql: Sql) -> str:
    inside = is_within(f"e.{condition.member}", sql.put(list(condition.places)), sql)
    return f"({inside}{sql.shown(MEMBERS[condition.member])})"


def _linked(condition: Linked, sql: Sql) -> str:
    nodes = nodes_of(condition.identifiers)
    if not nodes:
        return "false"
    return (
        "e.id in (select l.event_id from trace_event_link l"
        f" where {sql.equals('l.node_id', nodes)} and l.role = {sql.put(condition.role)}"
        f" and l.type = {sql.put(condition.type)}{sql.shown_links(condition.role)})"
    )


def _matches(condition: Matches, sql: Sql) -> str:
    nodes = nodes_matching(condition.patterns)
    shown = sql.shown_links(*condition.roles)
    if nodes is None:
        among = (
            f"l.node_id in (select n.id from trace_node n where {like(condition.patterns, sql)})"
        )
    elif not nodes:
        return "false"
    else:
        if len(nodes) > 1 and not shown:
            events = events_of_nodes(nodes, condition.roles)
            if events is not None:
                return f"e.id = any({sql.put(events)})"
        among = sql.equals("l.node_id", nodes)
    return (
        f"e.id in (select l.event_id from trace_event_link l where {among}"
        f" and {sql.equals('l.role', condition.roles)}{shown})"
    )


def _amount(condition: Amount, sql: Sql) -> str:
    texts = []
    if condition.any_unit:
        texts.append(_compared("l.quantity", condition.comparison, condition.any_unit, sql))
    for uom, values in condition.values:
        unit = "l.uom is null" if uom is None else f"l.uom = {sql.put(uom)}"
        texts.append(f"({unit} and {_compared('l.quantity', condition.comparison, values, sql)})")
    roles = sql.put(list(QUANTITIES))
    return (
        "e.id in (select l.event_id from trace_event_link l"
        f" where l.quantity is not null and l.role = any({roles}) and ({' or '.join(texts)})"
        f"{sql.shown('quantity')}{sql.shown_links(*QUANTITIES)})"
    )


def _compared(column: str, comparison: str, values: tuple[Any, ...], sql: Sql) -> str:
    if comparison == "=":
        return sql.equals(column, values)
    return f"{column} {comparison} {sql.put(values[0])}"


def _field_is(condition: FieldIs, sql: Sql) -> str:
    texts = [
        _compared(f"f.{column}", condition.comparison, values, sql)
        for column, values in columns_of(condition.values)
    ]
    if condition.keys == (CORRECTIVE_EVENT_ID,):
        texts = [f"({text}{_no_hash_where_hidden(sql)})" for text in texts]
    return _in_fields(condition.keys, f" and ({' or '.join(texts)})", sql)


def columns_of(values: Iterable[Typed]) -> list[tuple[str, tuple[Any, ...]]]:
    """The values by the column that holds their type, in the form in which they are kept there."""
    texts, numbers, instants = [], [], []
    for value in values:
        if isinstance(value, str):
            texts.append(kept_text(value))
        elif isinstance(value, Decimal):
            numbers.append(kept_number(value))
        elif isinstance(value, datetime):
            instants.append(value)
    found = (("text", texts), ("number", numbers), ("instant", instants))
    return [(column, tuple(listed)) for column, listed in found if listed]


def _field_exists(condition: FieldExists, sql: Sql) -> str:
    return _in_fields(condition.keys, "", sql)


def _in_fields(keys: tuple[FieldKey, ...], further: str, sql: Sql) -> str:
    each = [
        "e.id in (select f.event_id from trace_event_field f"
        f" where f.key = {sql.put(key.digest)}::uuid{further}{field_shown(key, sql)})"
        for key in dict.fromkeys(keys)
    ]
    return f"({' or '.join(each)})" if len(each) > 1 else each[0]


def _no_hash_where_hidden(sql: Sql) -> str:
    """Ids that are hashes are left out of what is shown in part, so nobody finds events by them."""
    text, parameters = sql.scope.shown_whole()
    if text == "true":
        return ""
    sql.parameters |= parameters
    return f" and (left(f.text, 3) <> 'ni:' or {text})"


_WRITERS: Mapping[type, Callable[[Any, Sql], str]] = {
    OneOf: _one_of,
    AtTime: _at_time,
    Declared: _declared,
    Within: _within,
    Linked: _linked,
    Matches: _matches,
    Amount: _amount,
    FieldIs: _field_is,
    FieldExists: _field_exists,
    HasAttribute: has_attribute,
}
