"""How much of each thing transformations put out and used up, added up by holder in SQL."""

from collections.abc import Collection, Iterable
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from nguon.food.oversight.queries.arrays import bigints
from nguon.food.trace.queries.scope import Scope
from nguon.food.trace.queries.trace_graph import Row

# Every transformation counts, also one that lies outside the walk: what it took is gone. Where an
# event names no amount of a thing (it lay in the crate that was used), the amount is missing.
_USES = """
with moved as (
    select e.src as thing, false as is_in, e.event from trace_edge e
    where e.src = any(array(select unnest(%(things)s::bigint[]))) and e.dst < 0
    union all
    select e.dst, true, e.event from trace_edge e
    where e.dst = any(array(select unnest(%(things)s::bigint[]))) and e.src < 0
    union all
    select more.thing, more.is_in, more.event
    from unnest(%(more_things)s::bigint[], %(more_in)s::boolean[], %(more_events)s::bigint[])
        as more(thing, is_in, event))
select m.thing, e.place, e.tenant_id, m.is_in, e.is_sampling, a.uom,
    count(*) - count(a.quantity), sum(a.quantity), max(e.micros)
from moved m cross join lateral (
    select s.tenant_id, coalesce(s.biz_location, s.read_point) as place,
        s.biz_step is not distinct from 'sampling' as is_sampling,
        (extract(epoch from s.event_time) * 1000000)::bigint as micros
    from (select e.* from trace_event e where e.id = m.event and {own} offset 0) s) e
left join lateral (
    select l.quantity, l.uom from trace_event_link l
    where l.event_id = m.event and l.node_id = m.thing and l.quantity is not null
    and l.role = any(case when m.is_in then %(out_roles)s::text[] else %(in_roles)s::text[] end)
    offset 0) a on true
group by 1, 2, 3, 4, 5, 6
"""
_IN_ROLES = ["input_epc_list", "input_quantity_list"]
_OUT_ROLES = ["output_epc_list", "output_quantity_list"]


class Use(NamedTuple):
    """All that one holder put out of a thing (`is_in`: it came into being there), or used up."""

    thing: int
    place: str | None
    tenant_id: UUID
    is_in: bool
    is_sampling: bool
    uom: str | None
    missing: int
    quantity: Decimal | None
    last_micros: int


def uses_of(things: Collection[int], *, more: Iterable[Row], scope: Scope) -> list[Use]:
    """Of the asker's own doing. `more` are edges of tanks, which the graph runs past."""
    own, parameters = scope.at_own_places()
    extra = [(max(src, dst), src < 0, event) for src, dst, event in more if (src > 0) != (dst > 0)]
    parameters = parameters | {
        "things": bigints(things),
        "more_things": [thing for thing, _, _ in extra],
        "more_in": [is_in for _, is_in, _ in extra],
        "more_events": [event for _, _, event in extra],
        "in_roles": _IN_ROLES,
        "out_roles": _OUT_ROLES,
    }
    with connection.cursor() as cursor:
        cursor.execute(_USES.format(own=own), parameters)
        return [Use._make(row) for row in cursor.fetchall()]
