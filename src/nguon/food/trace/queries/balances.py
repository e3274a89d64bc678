"""Does a lot add up at whoever held it: what came in, each use, and what is left."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from nguon.core.quantities import QuantityError, unit
from nguon.food.trace.queries.movements import Movement, movements_of
from nguon.food.trace.queries.scope import Scope
from nguon.food.trace.queries.trace_value import Amount, Balance, Fact, TraceThing, Use

_BASE = {"mass": "KGM", "volume": "LTR"}


def balances_of(
    things: Mapping[int, TraceThing], *, facts: Iterable[Fact], scope: Scope
) -> list[Balance]:
    """A line for each lot at each holder of the asker's scope where it both came and went.

    By holder, because a supplier's whole lot is not balanced against one kitchen's share of it,
    and because what one hands on to another came in twice.
    """
    lots = {number: one.uri for number, one in things.items() if one.kind == "lot"}
    movements, is_complete = movements_of(lots, facts=facts, scope=scope)
    held: dict[tuple[str, str], list[Movement]] = defaultdict(list)
    for movement in movements:
        held[movement.thing, movement.holder.uri].append(movement)
    order = {one.uri: place for place, one in enumerate(sorted(things.values(), key=_place))}
    return [
        balance_of(held[key], is_complete=is_complete)
        for key in sorted(held, key=lambda key: (order[key[0]], key[1]))
        if {movement.is_in for movement in held[key]} == {True, False}
    ]


def _place(thing: TraceThing) -> tuple[int, str, str]:
    return thing.depth, thing.name or "", thing.uri


def balance_of(movements: Sequence[Movement], *, is_complete: bool) -> Balance:
    """Of one lot at one holder, from all that came in and went out there."""
    came = [movement for movement in movements if movement.is_in]
    went = [movement for movement in movements if not movement.is_in]
    uses = tuple(Use(how=one.how, into=one.into, amount=one.amount) for one in went)
    thing, holder = movements[0].thing, movements[0].holder
    counted = [one for one in went if not _is_small_sample(one, came)]
    amounts = [one.amount for one in (*came, *counted) if one.amount is not None]

    def untold(why_not: str) -> Balance:
        return Balance(thing=thing, holder=holder, uses=uses, why_not=why_not)

    if not is_complete:
        return untold("too_many")
    if len(amounts) < len(came) + len(counted):
        return untold("amount_missing")
    try:
        added = [_in_base(amount) for amount in amounts]
    except QuantityError:
        return untold("unit_unknown")
    if len({uom for _, uom in added}) > 1:
        return untold("units_differ")
    quantities = [quantity for quantity, _ in added]
    return Balance(
        thing=thing,
        holder=holder,
        uom=added[0][1],
        came=sum(quantities[: len(came)], Decimal(0)),
        went=sum(quantities[len(came) :], Decimal(0)),
        uses=uses,
    )


def _is_small_sample(use: Movement, came: Sequence[Movement]) -> bool:
    """Grams of a dish that is counted in portions: no portion is missing for that."""
    counted_in = {one.amount.uom for one in came if one.amount}
    return use.how == "sampling" and use.amount is not None and use.amount.uom not in counted_in


def _in_base(amount: Amount) -> tuple[Decimal, str | None]:
    """Grams as kilograms, millilitres as litres; everything else as it is."""
    if amount.uom is None:
        return amount.quantity, None
    if amount.uom in _BASE.values():
        return amount.quantity, amount.uom
    known = unit(amount.uom)
    base = _BASE.get(known.dimension)
    if base is None:
        return amount.quantity, amount.uom
    factor = known.factor / unit(base).factor
    return amount.quantity * factor.numerator / factor.denominator, base
