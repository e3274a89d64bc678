"""Who gave and who got: suppliers of the upstream lots, and every place that received them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from nguon.food.trace.queries.thing_facts import RECEIVING
from nguon.food.trace.queries.trace_value import (
    Fact,
    Party,
    Receipt,
    Supplier,
    TraceEdge,
    TraceStep,
    TraceThing,
)

_SHIPPING = frozenset({"shipping", "departing"})
_HANDING_OVER = RECEIVING | _SHIPPING | {"inspecting"}
_MAKING = frozenset({"commissioning", "creating_class_instance"})


def suppliers_in(
    facts: Iterable[Fact],
    *,
    things: Mapping[str, TraceThing],
    steps: Iterable[TraceStep],
    edges: Iterable[TraceEdge],
) -> list[Supplier]:
    """Parties by role: `source` in a handover, `shipper`, `maker`; with the lots they had.

    Whoever sent goods back is no supplier, and nobody is a supplier of what came after the start.
    """
    wanted = {uri for uri, thing in things.items() if thing.side != "downstream"}
    told = [fact for fact in facts if fact.thing in wanted and fact.disposition != "returned"]
    moved = {fact.thing for fact in told if fact.biz_step in RECEIVING | _SHIPPING}
    found: dict[str, tuple[Party, set[str], set[str]]] = {}
    for party, role, thing in [*_handing_over(told, moved), *_making(steps, edges, moved)]:
        if thing not in wanted:
            continue
        _, roles, lots = found.setdefault(party.uri, (party, set(), set()))
        roles.add(role)
        lots.add(thing)
    suppliers = [
        Supplier(party=party, roles=tuple(sorted(roles)), things=tuple(sorted(lots)))
        for party, roles, lots in found.values()
    ]
    return sorted(suppliers, key=lambda supplier: (supplier.party.name, supplier.party.uri))


def _handing_over(facts: Iterable[Fact], moved: set[str]) -> Iterator[tuple[Party, str, str]]:
    for fact in facts:
        if fact.biz_step in _HANDING_OVER:
            for party in fact.sources:
                yield party, "source", fact.thing
        if fact.biz_step in _SHIPPING:
            yield fact.organisation, "shipper", fact.thing
        if fact.biz_step in _MAKING and fact.action == "ADD" and fact.thing in moved:
            yield fact.organisation, "maker", fact.thing


def _making(
    steps: Iterable[TraceStep], edges: Iterable[TraceEdge], moved: set[str]
) -> Iterator[tuple[Party, str, str]]:
    """Makers of what left their hands: was shipped or received, or was used by somebody else."""
    edges = list(edges)
    who = {step.key: step.organisation for step in steps}
    users: dict[str, set[Party]] = defaultdict(set)
    for edge in edges:
        if edge.target in who:
            users[edge.source].add(who[edge.target])
    for edge in edges:
        maker = who.get(edge.source)
        if maker and (edge.target in moved or users[edge.target] - {maker}):
            yield maker, "maker", edge.target


def receipts_in(facts: Iterable[Fact]) -> list[Receipt]:
    """Every place that received one of the things, in the order of time."""
    return [
        Receipt(
            thing=fact.thing,
            place=fact.place or fact.organisation,
            event_id=fact.event_id,
            event_time=fact.event_time,
            amount=fact.amount,
            sources=fact.sources,
            is_own=fact.is_own,
        )
        for fact in facts
        if fact.biz_step in RECEIVING
    ]
