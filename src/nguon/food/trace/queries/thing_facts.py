"""What events say of things directly, or of the container they were in at the time.

Who may read what: the asker's own events whole; without people, those that name the asker as
destination. Of others, upstream: the chain's facts (made, packed, shipped, received) and whatever
the maker says; downstream: only that the thing was received, by whom, when and how much.
"""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection

from nguon.food.trace.queries.parties import organisations_by_id, parties_by_uri
from nguon.food.trace.queries.said import notes_in, people_in, read_facts, text_in, time_in
from nguon.food.trace.queries.scope import Scope
from nguon.food.trace.queries.trace_value import Amount, Fact, Party

RECEIVING = frozenset({"receiving", "accepting", "arriving"})
_CHAIN = RECEIVING | {
    "commissioning",
    "creating_class_instance",
    "collecting",
    "packing",
    "shipping",
    "departing",
    "loading",
    "transporting",
    "unloading",
}
_SHOWN_WHOLE = frozenset({"upstream", "start"})
_MAKING = frozenset({"commissioning", "creating_class_instance"})

# A thing is present in an event if it is named, or sits in a container (in a container…) that is.
_PRESENT = """
with recursive held(root, id, since, until, quantity, uom) as (
    select thing, thing, '-infinity'::timestamptz, 'infinity'::timestamptz, null::numeric, null
    from unnest(%(things)s::bigint[]) thing
    union
    select h.root, c.container_id, greatest(h.since, c.since),
        least(h.until, coalesce(c.until, 'infinity')),
        case when h.root = h.id then c.quantity else h.quantity end,
        case when h.root = h.id then c.uom else h.uom end
    from held h join trace_containment c on c.content = h.id
    where c.kind = 'aggregation' and greatest(h.since, c.since)
        <= least(h.until, coalesce(c.until, 'infinity')))
select h.root, h.id, e.id, case when h.root = h.id then l.quantity else h.quantity end,
    case when h.root = h.id then l.uom else h.uom end
from held h join trace_event_link l on l.node_id = h.id
join trace_standing_event e on e.id = l.event_id
where e.event_time between h.since and h.until and e.type in ('ObjectEvent', 'TransactionEvent')
and l.role in ('epc_list', 'quantity_list', 'parent_id')
order by e.event_time, e.id, l.position limit %(limit)s
"""
_EVENTS = """
select id, event_id, tenant_id, type, action, biz_step, disposition, event_time,
    event_time_zone_offset, record_time, coalesce(biz_location, read_point), facts
from trace_event where id = any(%s)
"""
_PARTIES = """
select l.event_id, l.role, n.uri from trace_event_link l join trace_node n on n.id = l.node_id
where l.event_id = any(%s) and l.role in ('source', 'destination') order by l.event_id, l.position
"""


@dataclass(frozen=True, slots=True)
class Presence:
    """A thing in an event; `holder` is the container that the event names, or the thing."""

    thing: int
    holder: int
    event: int
    quantity: Decimal | None
    uom: str | None


def facts_about(things: Mapping[int, str], *, scope: Scope, limit: int) -> tuple[list[Fact], bool]:
    """The facts the asker may read, in time order, and whether these are all.

    `things` tells each thing's side.
    """
    presences, is_complete = _presences(things, limit)
    events = _Events({presence.event for presence in presences}, scope)
    makers = events.makers_among(p.event for p in presences if things[p.thing] in _SHOWN_WHOLE)
    uris = _uris({number for p in presences for number in (p.thing, p.holder)})
    facts = [
        events.fact(presence, uris)
        for presence in presences
        if events.may_read(presence.event, side=things[presence.thing], makers=makers)
    ]
    return facts, is_complete


def _uris(numbers: set[int]) -> dict[int, str]:
    with connection.cursor() as cursor:
        cursor.execute("select id, uri from trace_node where id = any(%s)", [list(numbers)])
        return dict(cursor.fetchall())


def _presences(things: Collection[int], limit: int) -> tuple[list[Presence], bool]:
    with connection.cursor() as cursor:
        cursor.execute(_PRESENT, {"things": list(things), "limit": limit + 1})
        rows = [Presence(*row) for row in cursor.fetchall()]
    return rows[:limit], len(rows) <= limit


class _Events:
    """The events of a set of facts, loaded with three statements however many there are."""

    def __init__(self, numbers: set[int], scope: Scope) -> None:
        with connection.cursor() as cursor:
            cursor.execute(_EVENTS, [list(numbers)])
            self._rows: dict[int, tuple[Any, ...]] = {row[0]: row for row in cursor.fetchall()}
            cursor.execute(_PARTIES, [list(numbers)])
            named = cursor.fetchall()
        self._visible = scope.traced_among(numbers)
        self._own = scope.events_at_own_places(numbers)
        self._named: dict[tuple[int, str], list[str]] = defaultdict(list)
        for number, role, uri in named:
            self._named[number, role].append(uri)
        places = {row[10] for row in self._rows.values() if row[10]}
        self._parties = parties_by_uri({uri for _, _, uri in named} | places)
        self._organisations = organisations_by_id({row[2] for row in self._rows.values()})

    def makers_among(self, numbers: Iterable[int]) -> set[uuid.UUID]:
        """Who brought the upstream things into being."""
        rows = [self._rows[number] for number in numbers]
        return {row[2] for row in rows if row[5] in _MAKING and row[4] == "ADD"}

    def may_read(self, number: int, *, side: str, makers: set[uuid.UUID]) -> bool:
        if number in self._visible:
            return True
        _, _, tenant_id, _, _, biz_step, disposition, *_ = self._rows[number]
        if side == "downstream":
            return biz_step in RECEIVING
        if side not in _SHOWN_WHOLE or disposition == "returned":
            return False
        return biz_step in _CHAIN or tenant_id in makers

    def fact(self, presence: Presence, uris: Mapping[int, str]) -> Fact:
        number, event_id, tenant_id, type_, action, *what = self._rows[presence.event]
        biz_step, disposition, event_time, offset, record_time, place, facts = what
        is_own = presence.event in self._own
        told = read_facts(facts) if is_own else None
        return Fact(
            thing=uris[presence.thing],
            event_id=event_id,
            type=type_,
            action=action,
            biz_step=biz_step,
            disposition=disposition,
            event_time=event_time,
            time_zone_offset=offset,
            record_time=record_time,
            place=self._parties.get(place) if place else None,
            organisation=self._organisations[tenant_id],
            sources=self._of(number, "source", name=text_in(told, "sourceName")),
            destinations=self._of(number, "destination"),
            amount=None if presence.quantity is None else Amount(presence.quantity, presence.uom),
            via=None if presence.holder == presence.thing else uris[presence.holder],
            people=people_in(told),
            claimed_at=time_in(told, "claimedAt"),
            received_at=time_in(told, "receivedAt"),
            notes=notes_in(told),
            is_own=is_own,
        )

    def _of(self, number: int, role: str, *, name: str = "") -> tuple[Party, ...]:
        """The parties in a role; one that is not registered goes by the name it was given."""
        parties = []
        for uri in dict.fromkeys(self._named[number, role]):
            party = self._parties[uri]
            if not party.is_known and name:
                party = Party(uri, name, is_known=False)
            parties.append(party)
        return tuple(parties)
