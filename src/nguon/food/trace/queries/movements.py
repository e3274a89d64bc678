"""What came of lots and where it went, by holder: every movement, not only those of one trace.

A lot that went into two dishes is traced from one of them, and adds up only with both.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from nguon.food.trace.queries.parties import organisations_by_id, parties_by_uri
from nguon.food.trace.queries.scope import Scope
from nguon.food.trace.queries.trace_value import Amount, Fact, Party

_MOST = 5_000
_MOST_OF_A_LOT = 60
"""A lot that moved more often is a hub (a field, a silo): its balance is no answer to a meal's."""

_CALM = """
select lot from unnest(%(lots)s::bigint[]) lot where
(select count(*) from (select 1 from trace_edge where src = lot limit %(limit)s) used)
+ (select count(*) from (select 1 from trace_edge where dst = lot limit %(limit)s) made)
< %(limit)s
"""
_USED = """
select e.src, true, e.event, l.quantity, l.uom, e.dst from trace_edge e
left join trace_event_link l on l.event_id = e.event and l.node_id = e.src
    and l.role in ('input_epc_list', 'input_quantity_list')
where e.src = any(%(lots)s) and e.dst < 0 order by e.event limit %(limit)s
"""
_PUT_OUT = """
select e.dst, false, e.event, l.quantity, l.uom, e.src from trace_edge e
left join trace_event_link l on l.event_id = e.event and l.node_id = e.dst
    and l.role in ('output_epc_list', 'output_quantity_list')
where e.dst = any(%(lots)s) and e.src < 0 order by e.event limit %(limit)s
"""
_STEPS = """
select id, tenant_id, coalesce(biz_location, read_point), biz_step
from trace_event where id = any(%s)
"""
_MADE = """
select e.src, coalesce(l.name, l.lot_number, n.uri) from trace_edge e
join trace_node n on n.id = e.dst left join trace_lot l on l.node_id = n.id
where e.src = any(%s) order by e.src, e.dst
"""
_TAKEN_IN = ("receiving", "accepting", "arriving")
"""One delivery may be told by all three: the first of these that is told counts."""

_GONE = frozenset({"dispensing", "destroying", "retail_selling", "shipping"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Movement:
    """An amount that came to a holder, or left it: `how` is the business step."""

    thing: str
    holder: Party
    is_in: bool
    amount: Amount | None
    how: str = ""
    into: str = ""


def movements_of(
    lots: Mapping[int, str], *, facts: Iterable[Fact], scope: Scope
) -> tuple[list[Movement], bool]:
    """What the asker's own events say of these lots, and whether that is all there is.

    Hubs are left out whole: reading thousands of uses of one field lot took most of a trace.
    """
    rows: list[tuple[Any, ...]] = []
    with connection.cursor() as cursor:
        cursor.execute(_CALM, {"lots": list(lots), "limit": _MOST_OF_A_LOT})
        calm = [lot for (lot,) in cursor.fetchall()]
        for statement in (_PUT_OUT, _USED):
            cursor.execute(statement, {"lots": calm, "limit": _MOST})
            rows += cursor.fetchall()
    own = scope.events_at_own_places({row[2] for row in rows})
    steps = _steps(own)
    made = _made({row[5] for row in rows if row[1] and row[2] in own})
    movements = []
    for lot, is_use, event, quantity, uom, step in rows:
        if event in own:
            holder, how = steps[event]
            movements.append(
                Movement(
                    thing=lots[lot],
                    holder=holder,
                    is_in=not is_use,
                    amount=None if quantity is None else Amount(quantity, uom),
                    how=how,
                    into=made.get(step, "") if is_use else "",
                )
            )
    uris = {lots[lot] for lot in calm}
    told = [fact for fact in facts if fact.is_own and fact.thing in uris]
    return [*movements, *_told(told)], len(rows) < _MOST


def _told(facts: Sequence[Fact]) -> Iterator[Movement]:
    """Goods sent back in the moment of their inspection were never taken in."""
    taken_in = defaultdict(set)
    inspected = set()
    for fact in facts:
        taken_in[fact.thing, _holder(fact).uri].add(fact.biz_step)
        if fact.biz_step == "inspecting":
            inspected.add((fact.thing, _holder(fact).uri, fact.event_time))
    for fact in facts:
        holder = _holder(fact)
        counts = next((s for s in _TAKEN_IN if s in taken_in[fact.thing, holder.uri]), None)
        is_made = fact.type == "ObjectEvent" and fact.action == "ADD"
        is_in = is_made or fact.biz_step == counts
        if fact.disposition == "returned":
            is_out = (fact.thing, holder.uri, fact.event_time) not in inspected
        else:
            is_out = fact.biz_step in _GONE
        if is_in or is_out:
            how = "returned" if fact.disposition == "returned" else fact.biz_step or ""
            yield Movement(
                thing=fact.thing, holder=holder, is_in=is_in, amount=fact.amount, how=how
            )


def _holder(fact: Fact) -> Party:
    return fact.place or fact.organisation


def _steps(events: Collection[int]) -> dict[int, tuple[Party, str]]:
    with connection.cursor() as cursor:
        cursor.execute(_STEPS, [list(events)])
        rows: list[tuple[Any, ...]] = list(cursor.fetchall())
    places = parties_by_uri({row[2] for row in rows if row[2]})
    organisations = organisations_by_id({row[1] for row in rows})
    return {
        number: (places[place] if place else organisations[tenant_id], biz_step or "")
        for number, tenant_id, place, biz_step in rows
    }


def _made(steps: Collection[int]) -> dict[int, str]:
    """What each step put out, in words."""
    with connection.cursor() as cursor:
        cursor.execute(_MADE, [list(steps)])
        names: dict[int, list[str]] = defaultdict(list)
        for step, name in cursor.fetchall():
            names[step].append(name)
    return {step: ", ".join(dict.fromkeys(found)) for step, found in names.items()}
