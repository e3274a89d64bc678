"""What events say was done with things: received, shipped, handed out, held, destroyed.

A thing is in an event if it is named there, or lay in a container that is, at that time. Who may
read what is as in a trace: the asker's own and what names the asker; of others, that something
was received, and upstream the acts that make the chain.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from operator import attrgetter
from typing import Final, NamedTuple

from django.db import connection

from nguon.food.oversight.queries.arrays import bigints
from nguon.food.trace.queries.scope import Scope
from nguon.food.trace.queries.thing_facts import RECEIVING
from nguon.food.trace.queries.trace_value import Amount

SHIPPING: Final = frozenset({"shipping", "departing"})
MAKING: Final = frozenset({"commissioning", "creating_class_instance"})
SERVING: Final = frozenset({"dispensing", "retail_selling"})
CHAIN: Final = RECEIVING | SHIPPING | MAKING
_TOLD = CHAIN | SERVING | {"destroying", "holding", "storing", "inspecting"}
LIMIT: Final = 60_000
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)

# The lateral look-ups keep the planner from reading whole tables for ten thousand rows. Instants
# come as microseconds: most are only compared.
_HANDLINGS = """
with recursive carried(root, id, since, until, quantity, uom) as (
    select c.content, c.container_id, c.since, coalesce(c.until, 'infinity'), c.quantity, c.uom
    from trace_containment c
    where c.content = any(array(select unnest(%(things)s::bigint[]))) and c.kind <> 'association'
    union
    select h.root, c.container_id, greatest(h.since, c.since),
        least(h.until, coalesce(c.until, 'infinity')), h.quantity, h.uom
    from carried h join trace_containment c on c.content = h.id
    where c.kind <> 'association' and greatest(h.since, c.since)
        <= least(h.until, coalesce(c.until, 'infinity'))),
named as (
    select l.node_id as root, l.node_id as id, l.event_id, l.quantity, l.uom,
        '-infinity'::timestamptz as since, 'infinity'::timestamptz as until
    from trace_event_link l where l.node_id = any(array(select unnest(%(nodes)s::bigint[])))
    and l.role in ('epc_list', 'quantity_list', 'parent_id')
    union all
    select h.root, h.id, l.event_id, h.quantity, h.uom, h.since, h.until
    from carried h join trace_event_link l on l.node_id = h.id and h.id <> h.root
    and l.role in ('epc_list', 'quantity_list', 'parent_id'))
select h.root, h.id, e.id, e.tenant_id::text, e.action, e.biz_step, e.disposition,
    (extract(epoch from e.event_time) * 1000000)::bigint,
    coalesce(e.biz_location, e.read_point), h.quantity, h.uom, coalesce({own}, false)
from named h cross join lateral (
    select s.* from trace_standing_event s where s.id = h.event_id
    and s.type in ('ObjectEvent', 'TransactionEvent') and s.biz_step = any(%(steps)s) offset 0) e
where e.event_time between h.since and h.until
and ({visible} or (h.root <> all(%(claimed)s::bigint[]) and (e.biz_step = any(%(receiving)s)
    or (e.biz_step = any(%(chain)s) and h.root = any(%(behind)s::bigint[])
        and e.disposition is distinct from 'returned'))))
limit %(limit)s
"""
# Which name the event gives the source matters only where nobody of that identifier is registered.
_PARTIES = """
with told as (
    select l.event_id, l.position, l.role, l.node_id from trace_event_link l
    where l.event_id = any(array(select unnest(%s::bigint[])))
    and l.role in ('source', 'destination')),
named as (
    select n.id, n.uri, exists (
        select from people_organisation o where o.identifier = n.uri collate "default")
    or exists (
        select from people_place p where p.identifier = n.uri collate "default") as is_known
    from trace_node n where n.id in (select distinct t.node_id from told t))
select t.event_id, t.role, n.uri, case when t.role = 'source' and not n.is_known then (
    select e.facts ->> 'sourceName' from trace_event e where e.id = t.event_id) end
from told t join named n on n.id = t.node_id order by t.event_id, t.position
"""


class Handling(NamedTuple):
    """`holder` is the container that the event names, or the thing itself.

    Not `is_own`: told because it is part of the chain, not the asker's doing.
    """

    thing: int
    holder: int
    event: int
    tenant: str
    action: str | None
    biz_step: str
    disposition: str | None
    micros: int
    place: str | None
    quantity: Decimal | None
    uom: str | None
    is_own: bool

    @property
    def at(self) -> datetime:
        return instant(self.micros)

    @property
    def amount(self) -> Amount | None:
        return None if self.quantity is None else Amount(self.quantity, self.uom)


@dataclass(frozen=True, slots=True)
class Named:
    """A party of an event; of a source that nobody registered, the name that the event gives."""

    uri: str
    said: str


_WHEN: Final = attrgetter("micros", "event")
Parties = dict[tuple[int, str], list[Named]]


def instant(micros: int) -> datetime:
    return _EPOCH + timedelta(microseconds=micros)


def handlings_of(
    things: Collection[int], *, behind: Collection[int], claimed: Collection[int], scope: Scope
) -> tuple[list[Handling], bool]:
    """In the order of time, and whether these are all."""
    visible, parameters = scope.traced()
    own, more = scope.at_own_places()
    parameters = parameters | more
    parameters |= {
        "things": bigints(things),
        "nodes": bigints(thing for thing in things if thing > 0),
        "behind": bigints(behind),
        "claimed": bigints(claimed),
        "steps": sorted(_TOLD),
        "receiving": sorted(RECEIVING),
        "chain": sorted(CHAIN),
        "limit": LIMIT + 1,
    }
    with connection.cursor() as cursor:
        cursor.execute(_HANDLINGS.format(visible=visible, own=own), parameters)
        rows = [Handling._make(row) for row in cursor.fetchall()]
    is_complete = len(rows) <= LIMIT
    del rows[LIMIT:]
    carried = {(row.thing, row.event) for row in rows if row.holder != row.thing}
    if carried:  # A lot named beside its pallet in one event came once.
        named = carried & {(row.thing, row.event) for row in rows if row.holder == row.thing}
        rows = [r for r in rows if r.holder == r.thing or (r.thing, r.event) not in named]
    rows.sort(key=_WHEN)
    return rows, is_complete


def parties_of(events: Iterable[int]) -> Parties:
    """Sources and destinations by event and role."""
    parties: Parties = {}
    known: dict[tuple[str, str | None], Named] = {}
    with connection.cursor() as cursor:
        cursor.execute(_PARTIES, [bigints(events)])
        for event, role, uri, said in cursor.fetchall():
            named = known.get((uri, said))
            if named is None:
                named = known[uri, said] = Named(uri, said or "")
            parties.setdefault((event, role), []).append(named)
    return parties


def held_by_events(handlings: Iterable[Handling]) -> set[tuple[int, str | None]]:
    """Things with more holds than releases so far, by place: a hold holds in its kitchen."""
    holds: dict[tuple[int, str | None], int] = defaultdict(int)
    for one in handlings:
        if one.biz_step == "holding":
            holds[one.thing, one.place] += 1
        elif one.biz_step == "storing":
            key = one.thing, one.place
            holds[key] = max(0, holds[key] - 1)
    return {key for key, count in holds.items() if count}
