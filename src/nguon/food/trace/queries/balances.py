"""What came of a lot and where it went, if all amounts are said in units that can be added."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from nguon.core.quantities import QuantityError, unit
from nguon.food.trace.queries.thing_facts import RECEIVING
from nguon.food.trace.queries.trace_value import (
    Amount,
    Balance,
    Fact,
    TraceEdge,
    TraceStep,
    TraceThing,
)

_GONE = frozenset({"dispensing", "destroying", "retail_selling"})
_BASE = {"mass": "KGM", "volume": "LTR"}


def balances_of(
    things: Iterable[TraceThing],
    *,
    edges: Sequence[TraceEdge],
    steps: Iterable[TraceStep],
    facts: Iterable[Fact],
) -> list[Balance]:
    """A line for each lot that somebody in the asker's scope received or made, and used.

    Only what the asker may see is added up, so a supplier's whole lot is not balanced against
    one kitchen's share of it.
    """
    own = {step.key for step in steps if step.is_own}
    came: dict[str, list[Amount | None]] = defaultdict(list)
    went: dict[str, list[Amount | None]] = defaultdict(list)
    for edge in edges:
        if edge.target in own:
            went[edge.source].extend(edge.amounts or (None,))
        if edge.source in own:
            came[edge.target].extend(edge.amounts or (None,))
    for fact in facts:
        if not fact.is_own:
            continue
        if fact.biz_step in RECEIVING:
            came[fact.thing].append(fact.amount)
        elif fact.biz_step in _GONE or fact.disposition == "returned":
            went[fact.thing].append(fact.amount)
    return [
        _balance(thing.uri, came[thing.uri], went[thing.uri])
        for thing in things
        if thing.kind == "lot" and came[thing.uri] and went[thing.uri]
    ]


def _balance(thing: str, came: list[Amount | None], went: list[Amount | None]) -> Balance:
    amounts = [amount for amount in (*came, *went) if amount is not None]
    if len(amounts) < len(came) + len(went):
        return Balance(thing=thing, why_not="amount_missing")
    try:
        added = [_in_base(amount) for amount in amounts]
    except QuantityError:
        return Balance(thing=thing, why_not="unit_unknown")
    uoms = {uom for _, uom in added}
    if len(uoms) > 1:
        return Balance(thing=thing, why_not="units_differ")
    quantities = [quantity for quantity, _ in added]
    return Balance(
        thing=thing,
        uom=uoms.pop(),
        came=sum(quantities[: len(came)], Decimal(0)),
        went=sum(quantities[len(came) :], Decimal(0)),
    )


def _in_base(amount: Amount) -> tuple[Decimal, str | None]:
    """Grams as kilograms, millilitres as litres; everything else as it is."""
    if amount.uom is None:
        return amount.quantity, None
    known = unit(amount.uom)
    base = _BASE.get(known.dimension)
    if base is None:
        return amount.quantity, amount.uom
    factor = known.factor / unit(base).factor
    return amount.quantity * factor.numerator / factor.denominator, base
