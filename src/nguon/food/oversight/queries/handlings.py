"""What events say was done with things: received, shipped, handed out, held, destroyed.

A thing is in an event if it is named there, or lay in a container that is, at that time. Who may
read what is as in a trace: the asker's own and what names the asker; of others, that something
was received, and upstream the acts that make the chain.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final
from uuid import UUID

from django.db import connection

from nguon.food.trace.queries.scope import Scope
from nguon.food.trace.queries.thing_facts import RECEIVING

SHIPPING: Final = frozenset({"shipping", "departing"})
MAKING: Final = frozenset({"commissioning", "creating_class_instance"})
SERVING: Final = frozenset({"dispensing", "retail_selling"})
CHAIN: Final = RECEIVING | SHIPPING | MAKING
_TOLD = CHAIN | SERVING | {"destroying", "holding", "storing", "inspecting"}
LIMIT: Final = 60_000

_HANDLINGS = """
with recursive held(root, id, since, until, quantity, uom) as (
    select thing, thing, '-infinity'::timestamptz, 'infinity'::timestamptz, null::numeric, null
    from unnest(%(things)s::bigint[]) thing
    union
    select h.root, c.container_id, greatest(h.since, c.since),
        least(h.until, coalesce(c.until, 'infinity')),
        case when h.root = h.id then c.quantity else h.quantity end,
        case when h.root = h.id then c.uom else h.uom end
    from held h join trace_containment c on c.content = h.id
    where c.kind <> 'association' and greatest(h.since, c.since)
        <= least(h.until, coalesce(c.until, 'infinity')))
select h.root, h.id, e.id, e.tenant_id, e.action, e.biz_step, e.disposition, e.event_time,
    coalesce(e.biz_location, e.read_point),
    case when h.root = h.id then l.quantity else h.quantity end,
    case when h.root = h.id then l.uom else h.uom end
from held h join trace_event_link l on l.node_id = h.id
join trace_standing_event e on e.id = l.event_id
where e.event_time between h.since and h.until and e.type in ('ObjectEvent', 'TransactionEvent')
and e.biz_step = any(%(steps)s) and l.role in ('epc_list', 'quantity_list', 'parent_id')
and ({visible} or (h.root <> all(%(claimed)s) and (e.biz_step = any(%(receiving)s)
    or (e.biz_step = any(%(chain)s) and h.root = any(%(behind)s)
        and e.disposition is distinct from 'returned'))))
limit %(limit)s
"""
_PARTIES = """
select l.event_id, l.role, n.uri, e.facts ->> 'sourceName'
from trace_event_link l join trace_node n on n.id = l.node_id
join trace_event e on e.id = l.event_id
where l.event_id = any(%s) and l.role in ('source', 'destination') order by l.event_id, l.position
"""


@dataclass(frozen=True, slots=True)
class Handling:
    """`holder` is the container that the event names, or the thing itself."""

    thing: int
    holder: int
    event: int
    tenant_id: UUID
    action: str | None
    biz_step: str
    disposition: str | None
    at: datetime
    place: str | None
    quantity: Decimal | None
    uom: str | None


@dataclass(frozen=True, slots=True)
class Named:
    """A party of an event, and the name that the event gives the source."""

    uri: str
    said: str


Parties = dict[tuple[int, str], list[Named]]


def handlings_of(
    things: Collection[int], *, behind: Collection[int], claimed: Collection[int], scope: Scope
) -> tuple[list[Handling], bool]:
    """In the order of time, and whether these are all."""
    visible, parameters = scope.visible()
    parameters = parameters | {
        "things": list(things),
        "behind": list(behind),
        "claimed": list(claimed),
        "steps": sorted(_TOLD),
        "receiving": sorted(RECEIVING),
        "chain": sorted(CHAIN),
        "limit": LIMIT + 1,
    }
    with connection.cursor() as cursor:
        cursor.execute(_HANDLINGS.format(visible=visible), parameters)
        rows = [Handling(*row) for row in cursor.fetchall()]
    named = {(row.thing, row.event) for row in rows if row.holder == row.thing}
    # A lot named beside its pallet in one event came once.
    once = [r for r in rows[:LIMIT] if r.holder == r.thing or (r.thing, r.event) not in named]
    return sorted(once, key=lambda row: (row.at, row.event)), len(rows) <= LIMIT


def parties_of(events: Iterable[int]) -> Parties:
    """Sources and destinations by event and role."""
    parties: Parties = {}
    with connection.cursor() as cursor:
        cursor.execute(_PARTIES, [list(events)])
        for event, role, uri, said in cursor.fetchall():
            parties.setdefault((event, role), []).append(Named(uri, said or ""))
    return parties
