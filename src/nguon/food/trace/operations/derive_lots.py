"""What is known of lots: names and dates from events, numbers from their identifiers."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from nguon.core.epcis.identity import identity_of
from nguon.food.trace.operations.copy_text import text
from nguon.food.trace.operations.write_lines import Lines, write_lines
from nguon.food.trace.queries.linked_event import LinkedEvent
from nguon.food.trace.queries.linked_events import linked_events

_MAKER, _WITNESS = 0, 1
_UPSERT = """
insert into trace_lot (node_id, name, name_rank, expiry, expiry_rank, lot_number)
select * from unnest(%s::bigint[], %s::text[], %s::smallint[], %s::date[], %s::smallint[],
    %s::text[])
on conflict (node_id) do update set
    name = case when excluded.name_rank < trace_lot.name_rank
        then excluded.name else trace_lot.name end,
    name_rank = least(excluded.name_rank, trace_lot.name_rank),
    expiry = case when excluded.expiry_rank < trace_lot.expiry_rank
        then excluded.expiry else trace_lot.expiry end,
    expiry_rank = least(excluded.expiry_rank, trace_lot.expiry_rank),
    lot_number = coalesce(trace_lot.lot_number, excluded.lot_number)
"""
UNKNOWN_RANK = 9


@dataclass(slots=True)
class _Known:
    name: str | None = None
    name_rank: int = UNKNOWN_RANK
    expiry: date | None = None
    expiry_rank: int = UNKNOWN_RANK
    lot_number: str | None = None

    def learn(self, facts: Mapping[str, Any], rank: int) -> None:
        """Take over what is said by somebody nearer to the making; the first of equals stays."""
        name, expiry = _name(facts.get("name")), _day(facts.get("expiry"))
        if name is not None and rank < self.name_rank:
            self.name, self.name_rank = name, rank
        if expiry is not None and rank < self.expiry_rank:
            self.expiry, self.expiry_rank = expiry, rank
        lot = facts.get("lot")
        if self.lot_number is None and isinstance(lot, str):
            self.lot_number = lot


def derive_lots(events: Sequence[LinkedEvent]) -> None:
    """Learn from events that stand, in their order."""
    known: dict[int, _Known] = {}
    for event in events:
        if event.facts:
            things, rank = _subjects(event)
            for thing in things:
                known.setdefault(thing, _Known()).learn(event.facts, rank)
    rows = sorted((node, facts) for node, facts in known.items() if facts != _Known())
    if rows:
        columns: Iterable[list[Any]] = (
            [node for node, _ in rows],
            *([getattr(k, name) for _, k in rows] for name in _Known.__slots__),
        )
        with connection.cursor() as cursor:
            cursor.execute(_UPSERT, list(columns))


def forget_facts(nodes: Collection[int]) -> None:
    """Know of these things only what the events that still stand say."""
    wanted = list(nodes)
    with connection.cursor() as cursor:
        cursor.execute("delete from trace_lot where node_id = any(%s) returning node_id", [wanted])
        cursor.execute("select id, uri, kind from trace_node where id = any(%s)", [wanted])
        lots = [
            f"{number}\t{text(lot)}\t{text(product)}\t{UNKNOWN_RANK}\t{UNKNOWN_RANK}\n"
            for number, uri, kind in cursor.fetchall()
            if kind == "lot"
            for lot, product in [lot_keys(uri)]
        ]
        cursor.execute(
            "select distinct e.id from trace_event_link l join trace_standing_event e"
            " on e.id = l.event_id where l.node_id = any(%s) and e.facts is not null",
            [wanted],
        )
        speaking = {number for (number,) in cursor.fetchall()}
    columns = "node_id, lot_number, product, name_rank, expiry_rank"
    write_lines(Lines("trace_lot", columns, lots))
    derive_lots(linked_events(speaking))


def _subjects(event: LinkedEvent) -> tuple[list[int], int]:
    """Whom an event's name and date are about, and how near to the making it stands."""
    if event.is_transformation:
        return event.outputs, _MAKER
    if event.type != "ObjectEvent":
        return [], _WITNESS
    if event.action == "ADD":
        return event.things, _MAKER
    # A witness of several things at once does not say whose name it is.
    return (event.things, _WITNESS) if len(event.things) == 1 else ([], _WITNESS)


def lot_keys(uri: str) -> tuple[str | None, str | None]:
    """What an identifier itself says: its lot number, and the trade item that it is a lot of."""
    identity = identity_of(uri)
    product = f"https://id.gs1.org/01/{identity.gtin}" if identity.gtin else None
    return identity.lot or None, product


def _name(member: Any) -> str | None:
    if isinstance(member, Mapping):
        member = member.get("vi") or member.get("@value") or next(iter(member.values()), None)
    return member if isinstance(member, str) and member.strip() else None


def _day(member: Any) -> date | None:
    if not isinstance(member, str):
        return None
    try:
        return date.fromisoformat(member[:10])
    except ValueError:
        return None
