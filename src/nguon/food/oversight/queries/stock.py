"""What each holder should still have of each thing: what came, what went, or why nobody can tell.

Things that were handed out or destroyed whole are gone, whatever was left over in the pot. What
is handed out by weight (fruit) leaves a rest.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from nguon.food.oversight.queries.directory import Directory
from nguon.food.oversight.queries.handlings import MAKING, SERVING, SHIPPING, Handling, Parties
from nguon.food.oversight.queries.steps import Step
from nguon.food.trace.queries.balances import balance_of
from nguon.food.trace.queries.movements import Movement
from nguon.food.trace.queries.trace_graph import Row
from nguon.food.trace.queries.trace_value import Amount, Balance, Party

_TAKEN_IN = ("receiving", "accepting", "arriving")
_SENT = ("shipping", "departing")
"""One delivery may be told by all of these: the first that is told counts."""

Key = tuple[int, str]
"""A thing, and the identifier of its holder."""
_NOBODY = Party("", "")
Amounts = Mapping[tuple[int, int, bool], Sequence[Amount]]


@dataclass(frozen=True, slots=True)
class Move:
    """`is_end`: nothing was left of it after that."""

    at: datetime
    is_in: bool
    amount: Amount | None
    how: str
    is_end: bool = False


Moves = dict[Key, list[Move]]


def told_moves(handlings: Iterable[Handling], directory: Directory) -> Moves:
    """Goods sent back in the moment of their inspection were never taken in."""
    handlings = list(handlings)
    told: dict[Key, set[str]] = defaultdict(set)
    for one in handlings:
        told[one.thing, directory.holder_uri(one.place, one.tenant_id)].add(one.biz_step)
    refused = _refused(handlings)
    moves: Moves = defaultdict(list)
    for one in handlings:
        holder = directory.holder_uri(one.place, one.tenant_id)
        move = _move(one, told[one.thing, holder])
        if move is not None and (one.thing, one.event) not in refused:
            moves[one.thing, holder].append(move)
    return moves


def made_and_used(
    rows: Iterable[Row], steps: Mapping[int, Step], amounts: Amounts, directory: Directory
) -> Moves:
    moves: Moves = defaultdict(list)
    for src, dst, event in rows:
        if event not in steps or (src > 0) == (dst > 0):
            continue
        step, thing, is_made = steps[event], max(src, dst), src < 0
        for amount in amounts.get((event, thing, is_made)) or (None,):
            move = Move(step.at, is_made, amount, step.biz_step)
            moves[thing, directory.holder_uri(step.place, step.tenant_id)].append(move)
    return moves


def left(moves: Sequence[Move], *, is_instance: bool) -> Balance | None:
    """None: nothing is left, as far as was told."""
    last_in = max((move.at for move in moves if move.is_in), default=None)
    ends = [move.at for move in moves if move.is_end]
    if ends and (last_in is None or max(ends) >= last_in):
        return None
    if is_instance:
        last = max(moves, key=lambda move: (move.at, move.is_in))
        return _counted(Decimal(1)) if last.is_in else None
    if last_in is None:
        return _untold("never_came")
    counted = [replace(move, amount=None) if move.is_end else move for move in moves]
    found = balance_of([_movement(move) for move in counted], is_complete=True)
    if found.rest is not None and found.rest < 0:
        return replace(found, why_not="more_went")
    return None if found.rest == 0 else found


def on_the_way(
    handlings: Iterable[Handling], parties: Parties, directory: Directory
) -> Iterator[tuple[int, Party, Balance]]:
    """Shipped to somebody who has not said that it came, or that it was sent back at the door.

    Also goods that were sent back: nobody but the one who got them can say where they are now.
    """
    sent: dict[tuple[int, str], list[Handling]] = defaultdict(list)
    came: dict[tuple[int, str], list[Handling]] = defaultdict(list)
    handlings = list(handlings)
    refused = _refused(handlings)
    for one in handlings:
        if one.biz_step in _TAKEN_IN or (one.thing, one.event) in refused:
            for alias in directory.aliases(one.place, one.tenant_id):
                came[one.thing, alias].append(one)
        if one.biz_step in SHIPPING:
            for uri in dict.fromkeys(n.uri for n in parties.get((one.event, "destination"), ())):
                sent[one.thing, uri].append(one)
    for (thing, uri), shipments in sent.items():
        arrived = _first_told(came.get((thing, uri), []), _TAKEN_IN)
        gone = _first_told(shipments, _SENT)
        if any(one.quantity is None for one in (*arrived, *gone)):
            found = None if arrived else _untold("amount_missing")
        else:
            moves = [_as_move(one, is_in=True) for one in gone]
            moves += [_as_move(one, is_in=False) for one in arrived]
            found = balance_of([_movement(move) for move in moves], is_complete=True)
        if found is not None and (found.rest is None or found.rest > 0):
            yield thing, directory.party(uri), found


def _refused(handlings: Iterable[Handling]) -> set[tuple[int, int]]:
    """Things and the events that sent them back in the moment of their inspection."""
    handlings = list(handlings)
    inspected = {
        (one.thing, one.place, one.tenant_id, one.at)
        for one in handlings
        if one.biz_step == "inspecting"
    }
    return {
        (one.thing, one.event)
        for one in handlings
        if one.disposition == "returned"
        and (one.thing, one.place, one.tenant_id, one.at) in inspected
    }


def _first_told(handlings: Sequence[Handling], steps: Sequence[str]) -> list[Handling]:
    told = {one.biz_step for one in handlings}
    counts = next((step for step in steps if step in told), None)
    return [one for one in handlings if one.biz_step == counts or one.disposition == "returned"]


def _move(one: Handling, told: set[str]) -> Move | None:
    """`told` are the steps told of the thing at this holder."""
    amount = None if one.quantity is None else Amount(one.quantity, one.uom)
    if one.disposition == "returned":
        return Move(one.at, False, amount, "returned")
    if one.biz_step in SERVING or one.biz_step == "destroying":
        is_end = amount is None or amount.uom is None
        return Move(one.at, False, amount, one.biz_step, is_end=is_end)
    if one.biz_step in MAKING and one.action == "ADD":
        return Move(one.at, True, amount, one.biz_step)
    for steps, is_in in ((_TAKEN_IN, True), (_SENT, False)):
        if one.biz_step == next((step for step in steps if step in told), None):
            return Move(one.at, is_in, amount, one.biz_step)
    return None


def _as_move(one: Handling, *, is_in: bool) -> Move:
    amount = None if one.quantity is None else Amount(one.quantity, one.uom)
    return Move(one.at, is_in, amount, one.biz_step)


def _movement(move: Move) -> Movement:
    """What `balance_of` adds up; whose it is matters only to the caller."""
    return Movement(thing="", holder=_NOBODY, is_in=move.is_in, amount=move.amount, how=move.how)


def _counted(came: Decimal) -> Balance:
    return Balance(thing="", holder=_NOBODY, came=came, went=Decimal(0))


def _untold(why_not: str) -> Balance:
    return Balance(thing="", holder=_NOBODY, why_not=why_not)
