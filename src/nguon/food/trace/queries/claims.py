"""Inputs that somebody only says to have used."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from nguon.food.trace.queries.scope import Scope
from nguon.food.trace.queries.starting_points import askable
from nguon.food.trace.queries.trace_graph import Row
from nguon.food.trace.queries.trace_value import TraceThing


def claimed_inputs(rows: Iterable[Row], *, scope: Scope) -> set[int]:
    """Things that went into the asker's own steps although nothing proves that it ever had them.

    Else anybody could «cook» a foreign lot and read on from there. Such a thing is shown by
    its identifier, as the asker named it, and what lies before it is not.
    """
    if scope.everything:
        return set()
    used = [(src, event) for src, dst, event in rows if src > 0 > dst]
    own = scope.events_at_own_places({event for _, event in used})
    inputs = {src for src, event in used if event in own}
    return inputs - askable(inputs, scope=scope)


def nameless(things: Mapping[int, TraceThing], claimed: Collection[int]) -> dict[int, TraceThing]:
    """The things, those only claimed without what others said of them."""
    return {
        number: replace(thing, name=None, lot_number=None, expiry=None)
        if number in claimed
        else thing
        for number, thing in things.items()
    }
