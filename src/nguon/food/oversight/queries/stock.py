"""What each holder should still have of each thing: what came, what went, or why nobody can tell.

Things that were handed out or destroyed whole are gone, whatever was left over in the pot. What
is handed out by weight (fruit) leaves a rest.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from nguon.food.oversight.queries.directory import Directory
from nguon.food.oversight.queries.handlings import MAKING, SERVING, SHIPPING, Handling, Parties
from nguon.food.oversight.queries.uses import Use, amounts_of
from nguon.food.trace.queries.balances import balance_of
from nguon.food.trace.queries.movements import Movement
from nguon.food.trace.queries.trace_graph import Row
from nguon.food.trace.queries.trace_value import Amount, Party

_TAKEN_IN = ("receiving", "accepting", "arriving")
_SENT = ("shipping", "departing")
"""One delivery may be told by all of these: the first that is told counts."""
_GONE: Final = SERVING | {"destroying"}
_BASE_UNITS: Final = (None, "KGM", "LTR")

Key = tuple[int, str]
"""A thing, and the identifier of its holder."""
_NOBODY = Party("", "")
_NOTHING: Final = Decimal(0)
_UNTOLD: Final[Sequence[tuple[Decimal | None, str | None]]] = ((None, None),)


Move = tuple[int, bool, Decimal | None, str | None, str]
"""When (in microseconds), whether in, how much (None: nobody wrote it down), unit, how."""


class Left(NamedTuple):
    """What should be left of a thing; `came` None: nobody can tell, and `why_not` says why."""

    thing: int
    holder: str
    uom: str | None = None
    came: Decimal | None = None
    went: Decimal | None = None
    why_not: str = ""
    is_on_the_way: bool = False

    @property
    def rest(self) -> Decimal | None:
        return None if self.came is None or self.went is None else self.came - self.went


def left_over(
    handlings: Iterable[Handling],
    rows: Iterable[Row],
    uses: Mapping[int, Use],
    *,
    instances: Collection[int],
    directory: Directory,
) -> Iterator[Left]:
    """Of everything that the asker's own events tell to have come, gone, been made or used.

    Where an event names no amount of a thing (it lay in the crate that was used), it is missing.
    """
    moves, ends = _told([one for one in handlings if one.is_own], directory)
    holders = {
        event: directory.holder_uri(use.place, use.tenant)
        for event, use in uses.items()
        if use.is_own
    }
    rows = [row for row in rows if row[2] in holders and (row[0] > 0) != (row[1] > 0)]
    over = _over(rows, uses, holders, ends=ends, moves=moves)
    used = [(max(src, dst), src < 0, event) for src, dst, event in rows]
    used = [one for one in used if (one[0], holders[one[2]]) not in over]
    amounts = amounts_of({thing for thing, _, _ in used})
    for thing, is_in, event in used:
        _, _, how, micros, *_ = uses[event]
        for quantity, uom in amounts.get((event, thing, is_in), _UNTOLD):
            moves[thing, holders[event]].append((micros, is_in, quantity, uom, how))
    for key in moves.keys() | (ends.keys() - over):
        found = _left(key, moves.get(key, ()), ends.get(key), is_instance=key[0] in instances)
        if found is not None:
            yield found


def _over(
    rows: Iterable[Row],
    uses: Mapping[int, Use],
    holders: Mapping[int, str],
    *,
    ends: Mapping[Key, int],
    moves: Collection[Key],
) -> set[Key]:
    """What was handed out or destroyed whole, and not made again: no need to add it up."""
    made_at: dict[Key, int] = {}
    if ends:
        for src, dst, event in rows:
            key = dst, holders[event]
            if src < 0 and key in ends:
                made_at[key] = max(uses[event].micros, made_at.get(key, uses[event].micros))
    return {key for key, end in ends.items() if key not in moves and end >= made_at.get(key, end)}


def on_the_way(
    handlings: Sequence[Handling], parties: Parties, directory: Directory
) -> Iterator[Left]:
    """Shipped to somebody who has not said that it came, or that it was sent back at the door.

    Also goods that were sent back: nobody but the one who got them can say where they are now.
    """
    sent: dict[Key, list[Handling]] = defaultdict(list)
    came: dict[Key, list[Handling]] = defaultdict(list)
    refused = _refused(handlings)
    for one in handlings:
        if one.biz_step in SHIPPING:
            for uri in dict.fromkeys(n.uri for n in parties.get((one.event, "destination"), ())):
                sent[one.thing, uri].append(one)
    things = {thing for thing, _ in sent}
    for one in handlings:
        is_in = one.biz_step in _TAKEN_IN or (one.thing, one.event) in refused
        if is_in and one.thing in things:
            for alias in directory.aliases(one.place, one.tenant):
                came[one.thing, alias].append(one)
    for (thing, uri), shipments in sent.items():
        arrived = _first_told(came.get((thing, uri), []), _TAKEN_IN)
        gone = _first_told(shipments, _SENT)
        if any(one.quantity is None for one in (*arrived, *gone)):
            found = None if arrived else Left(thing, uri, why_not="amount_missing")
        else:
            moves = [_move_of(one, is_in=True) for one in gone]
            found = _added((thing, uri), [*moves, *(_move_of(one, is_in=False) for one in arrived)])
        if found is not None and (found.rest is None or found.rest > 0):
            yield found._replace(is_on_the_way=True)


def _told(
    handlings: Sequence[Handling], directory: Directory
) -> tuple[dict[Key, list[Move]], dict[Key, int]]:
    """Moves, and when a thing was last handed out or destroyed whole.

    Goods sent back in the moment of their inspection were never taken in.
    """
    moves: dict[Key, list[Move]] = defaultdict(list)
    ends: dict[Key, int] = {}
    others: dict[Key, list[Handling]] = defaultdict(list)
    refused = _refused(handlings)
    holders: dict[tuple[str | None, str], str] = {}
    for one in handlings:
        thing, _, _, tenant, _, step, disposition, micros, place, quantity, uom, _ = one
        holder = holders.get((place, tenant))
        if holder is None:
            holder = holders[place, tenant] = directory.holder_uri(place, tenant)
        key = thing, holder
        if (
            step not in _GONE
            or disposition == "returned"
            or (quantity is not None and uom is not None)
        ):
            others[key].append(one)
        elif ends.get(key, micros) <= micros:
            ends[key] = micros
    for key, those in others.items():
        told = {one.biz_step for one in those}
        counted = [_first(_TAKEN_IN, told), _first(_SENT, told)]
        for one in those:
            is_in = _is_in(one, counted)
            if is_in is not None and (not refused or (one.thing, one.event) not in refused):
                moves[key].append(_move_of(one, is_in=is_in))
    return moves, ends


def _is_in(one: Handling, counted: Collection[str | None]) -> bool | None:
    """None: no move at all. `counted` are the steps that tell of deliveries here."""
    if one.disposition == "returned" or one.biz_step in _GONE:
        return False
    if one.biz_step in MAKING:
        return True if one.action == "ADD" else None
    if one.biz_step in counted:
        return one.biz_step in _TAKEN_IN
    return None


def _left(key: Key, moves: Sequence[Move], end: int | None, *, is_instance: bool) -> Left | None:
    """None: nothing is left, as far as was told."""
    last_in = max((micros for micros, is_in, *_ in moves if is_in), default=None)
    if end is not None and (last_in is None or end >= last_in):
        return None
    if is_instance:
        last = max(moves, key=_when)
        return Left(*key, came=Decimal(1), went=Decimal(0)) if last[1] else None
    if last_in is None or end is not None:
        return Left(*key, why_not="never_came" if last_in is None else "amount_missing")
    found = _added(key, moves)
    if found.came is not None and found.went is not None and found.came <= found.went:
        return found._replace(why_not="more_went") if found.came < found.went else None
    return found


def _when(move: Move) -> tuple[int, bool]:
    return move[:2]


def _added(key: Key, moves: Sequence[Move]) -> Left:
    """One unit, all amounts known: so it mostly is. Else a trace's adding up says what is wrong."""
    unit = moves[0][3]
    came = went = _NOTHING
    for _, is_in, quantity, uom, _ in moves:
        if quantity is None or uom != unit or unit not in _BASE_UNITS:
            break
        if is_in:
            came += quantity
        else:
            went += quantity
    else:
        return Left(*key, unit, came, went)
    found = balance_of([_movement(move) for move in moves], is_complete=True)
    return Left(*key, found.uom, found.came, found.went, found.why_not)


def _refused(handlings: Sequence[Handling]) -> set[tuple[int, int]]:
    """Things and the events that sent them back in the moment of their inspection."""
    returned = [one for one in handlings if one.disposition == "returned"]
    if not returned:
        return set()
    inspected = {
        (one.thing, one.place, one.tenant, one.micros)
        for one in handlings
        if one.biz_step == "inspecting"
    }
    return {
        (one.thing, one.event)
        for one in returned
        if (one.thing, one.place, one.tenant, one.micros) in inspected
    }


def _first_told(handlings: Sequence[Handling], steps: Sequence[str]) -> list[Handling]:
    counts = _first(steps, {one.biz_step for one in handlings})
    return [one for one in handlings if one.biz_step == counts or one.disposition == "returned"]


def _first(steps: Sequence[str], told: Collection[str]) -> str | None:
    return next((step for step in steps if step in told), None)


def _move_of(one: Handling, *, is_in: bool) -> Move:
    how = "returned" if one.disposition == "returned" else one.biz_step
    return one.micros, is_in, one.quantity, one.uom, how


def _movement(move: Move) -> Movement:
    """What `balance_of` adds up; whose it is matters only to the caller."""
    _, is_in, quantity, uom, how = move
    amount = None if quantity is None else Amount(quantity, uom)
    return Movement(thing="", holder=_NOBODY, is_in=is_in, amount=amount, how=how)
