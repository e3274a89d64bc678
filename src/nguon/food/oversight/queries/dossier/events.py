"""The EPCIS events of an incident, and the same told line by line."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Any

from django.db import connection

from nguon.food.oversight.queries.dossier.value import EventLine
from nguon.food.trace.models import Event
from nguon.food.trace.queries.parties import organisations_by_id, parties_by_uri
from nguon.food.trace.queries.scope import Scope
from nguon.food.trace.queries.trace_value import Party

MOST_EVENTS = 20_000
_NAMING = """
select distinct e.id from trace_event_link l join trace_node n on n.id = l.node_id
join trace_event e on e.id = l.event_id
where n.uri = any(%(things)s) and {visible} order by e.id limit %(limit)s
"""
_LINKS = """
select l.event_id, l.role, n.uri, coalesce(lot.name, ''), coalesce(lot.lot_number, ''),
    l.quantity, l.uom
from trace_event_link l join trace_node n on n.id = l.node_id
left join trace_lot lot on lot.node_id = n.id
where l.event_id = any(%s) order by l.event_id, l.position
"""
_USED = """
select distinct made.uri, used.uri from trace_node made
join trace_edge o on o.dst = made.id join trace_edge i on i.dst = o.src
join trace_node used on used.id = i.src
where made.uri = any(%(things)s) and used.uri = any(%(things)s)
"""
_PARTIES = frozenset({"source", "destination"})
_ABOUT = frozenset({"biz_transaction", "read_point", "biz_location"})


def events_naming(things: Collection[str], *, scope: Scope) -> tuple[list[Event], bool]:
    """In the order captured, declared errors and their declarations included; and whether all."""
    visible, parameters = scope.traced()
    parameters = parameters | {"things": sorted(things), "limit": MOST_EVENTS + 1}
    numbers = [number for (number,) in _fetch(_NAMING.format(visible=visible), parameters)]
    events = Event.objects.filter(id__in=numbers[:MOST_EVENTS]).order_by("id")
    return list(events), len(numbers) <= MOST_EVENTS


def lines_of(events: Sequence[Event]) -> list[EventLine]:
    """One line for each thing that an event names, in the order of time."""
    rows: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for row in _fetch(_LINKS, [[event.id for event in events]]):
        rows[row[0]].append(row)
    named = {row[2] for those in rows.values() for row in those if row[1] in _PARTIES}
    where = {uri for event in events if (uri := event.biz_location or event.read_point)}
    parties = parties_by_uri(named | where)
    tenants = organisations_by_id({event.tenant_id for event in events})
    lines = [
        line
        for event in events
        for line in _lines(event, rows[event.id], parties, tenants[event.tenant_id])
    ]
    return sorted(lines, key=lambda line: (line.event.event_time, line.event.id))


def used_in(things: Collection[str]) -> list[tuple[str, str]]:
    """Which of the things went directly into which."""
    return sorted((used, made) for made, used in _fetch(_USED, {"things": sorted(things)}))


def _lines(
    event: Event, rows: Sequence[tuple[Any, ...]], parties: dict[str, Party], tenant: Party
) -> list[EventLine]:
    uri = event.biz_location or event.read_point
    said = (event.facts or {}).get("sourceName") or ""
    ends: dict[str, list[str]] = {"source": [], "destination": []}
    for row in rows:
        if row[1] in ends:
            party = parties[row[2]]
            unnamed = row[1] == "source" and said and not party.is_known
            ends[row[1]].append(said if unnamed else party.name)
    return [
        EventLine(
            event=event,
            role=role,
            thing=thing,
            name=name,
            lot=lot,
            quantity=None if quantity is None else Decimal(quantity),
            uom=uom,
            place=parties[uri] if uri else tenant,
            sources=tuple(dict.fromkeys(ends["source"])),
            destinations=tuple(dict.fromkeys(ends["destination"])),
        )
        for _, role, thing, name, lot, quantity, uom in rows
        if role not in _PARTIES | _ABOUT
    ]


def _fetch(statement: str, parameters: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return list(cursor.fetchall())
