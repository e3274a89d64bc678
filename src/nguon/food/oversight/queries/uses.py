"""What transformations put out of things and used up: when, where, how much, how hot."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from django.db import connection

from nguon.food.oversight.queries.arrays import bigints
from nguon.food.trace.queries.scope import Scope
from nguon.food.trace.queries.trace_graph import Row

_USES = """
select e.id, coalesce(e.biz_location, e.read_point), e.tenant_id::text, coalesce(e.biz_step, ''),
    (extract(epoch from e.event_time) * 1000000)::bigint, coalesce({own}, false),
    e.record_id is not null and e.facts ->> 'coreCelsius' is not null, e.facts ->> 'sealed'
from trace_event e where e.id = any(array(select unnest(%(events)s::bigint[])))
"""
_AMOUNTS = """
select l.event_id, l.node_id, l.role like 'output%%', l.quantity, l.uom from trace_event_link l
where l.node_id = any(array(select unnest(%s::bigint[]))) and l.quantity is not null
and l.role in ('input_epc_list', 'input_quantity_list', 'output_epc_list', 'output_quantity_list')
"""
Amounts = Mapping[tuple[int, int, bool], list[tuple[Decimal, str | None]]]


class Use(NamedTuple):
    """One event of a transformation; not `is_own`: it is told as part of the chain only.

    `is_measured`: a person of a kitchen wrote down a core reading.
    """

    place: str | None
    tenant: str
    biz_step: str
    micros: int
    is_own: bool
    is_measured: bool
    sealed: str | None


def uses_of(rows: Iterable[Row], *, scope: Scope) -> dict[int, Use]:
    """By the number of the event that says so."""
    own, parameters = scope.at_own_places()
    parameters = parameters | {"events": bigints({event for _, _, event in rows})}
    with connection.cursor() as cursor:
        cursor.execute(_USES.format(own=own), parameters)
        return {row[0]: Use._make(row[1:]) for row in cursor.fetchall()}


def amounts_of(things: Collection[int]) -> Amounts:
    """What events say of how much of a thing went in (False) or came out (True)."""
    amounts: dict[tuple[int, int, bool], list[tuple[Decimal, str | None]]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_AMOUNTS, [bigints(things)])
        for event, node, is_out, quantity, uom in cursor.fetchall():
            amounts[event, node, is_out].append((quantity, uom))
    return amounts
