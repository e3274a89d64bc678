"""Conditions that look up master data (EPCIS 2.0 §6.5): places below others, attributes.

Two organisations may say different things of one identifier. What counts is what the asker may
read: their own master data and what partners share with them (`Scope.master_data_of`).
"""

# ruff: noqa: S608
# Every value is a parameter; the texts put together are those of this file and its neighbours.

import re
from collections.abc import Mapping
from decimal import Decimal

from nguon.core.epcis.instants import read_instant
from nguon.core.epcis.query import FieldKey, HasAttribute
from nguon.core.epcis.vocabulary import canonical_attribute
from nguon.food.trace.queries.event_sql import MEMBERS, QUANTITIES, Sql
from nguon.food.trace.queries.field_shown import field_shown

_COLUMNS = {
    "bizStep": "biz_step",
    "disposition": "disposition",
    "readPoint": "read_point",
    "bizLocation": "biz_location",
}
_ROLES: Mapping[str, tuple[str, ...]] = {
    "bizTransaction": ("biz_transaction",),
    "source": ("source",),
    "destination": ("destination",),
    "epcClass": QUANTITIES,
}
_LONGEST_INDEXED = 200
_NUMBER = re.compile(r"-?[0-9]{1,60}(?:\.[0-9]{1,60})?", re.ASCII)


def is_within(column: str, places: str, sql: Sql) -> str:
    """That a place is one of these or below one, however deep; a circle does no harm."""
    return (
        f"{column} in (with recursive below(uri) as ("
        f'select unnest({places}::text[]) collate "C" union'
        " select c.uri from below b join trace_vocabulary_element v on v.uri = b.uri"
        " join trace_vocabulary_child c on c.element_id = v.id"
        f" where {_readable(sql)}) select uri from below)"
    )


def has_attribute(condition: HasAttribute, sql: Sql) -> str:
    found = _elements(condition, sql)
    if isinstance(condition.field, FieldKey):
        return (
            "e.id in (select f.event_id from trace_event_field f"
            f" where f.key = {sql.put(condition.field.digest)}::uuid"
            f" and f.text in ({found}){field_shown(condition.field, sql)})"
        )
    column = _COLUMNS.get(str(condition.field))
    if column is not None:
        return f"(e.{column} in ({found}){sql.shown(MEMBERS[column])})"
    roles = _ROLES[str(condition.field)]
    return (
        "e.id in (select l.event_id from trace_event_link l join trace_node n on n.id = l.node_id"
        f" where {sql.equals('l.role', roles)} and n.uri in ({found}){sql.shown_links(*roles)})"
    )


def _elements(condition: HasAttribute, sql: Sql) -> str:
    """The identifiers of which somebody says such an attribute, as a select."""
    names = [canonical_attribute(name) for name in condition.attributes]
    text = (
        "select v.uri from trace_vocabulary_attribute a join trace_vocabulary_element v"
        f" on v.id = a.element_id where {_readable(sql)}"
        f" and {sql.equals('a.name', names)}"
    )
    if not condition.values:
        return text
    starts = [value[:_LONGEST_INDEXED] for value in condition.values]
    same = [
        f"({sql.equals(f'left(a.value, {_LONGEST_INDEXED})', starts)}"
        f" and {sql.equals('a.value', condition.values)})"
    ]
    numbers = [Decimal(value) for value in condition.values if _NUMBER.fullmatch(value)]
    if numbers:
        same.append(sql.equals("a.num", numbers))
    moments = [moment for moment in map(read_instant, condition.values) if moment is not None]
    if moments:
        same.append(sql.equals("a.moment", moments))
    return f"{text} and ({' or '.join(same)})"


def _readable(sql: Sql) -> str:
    if sql.scope.everything:
        return "true"
    return f"v.tenant_id = any({sql.put(list(sql.scope.master_data_of))})"
