"""Downstream of more than a walk can hold: newest goods first, and each of them to its meals.

A poisoning question is about the last meals. A walk that takes everybody's nearest things first
spends itself on lots and never comes to a tray.
"""

from collections.abc import Collection, Sequence
from typing import Final

from nguon.food.trace.queries.reach import Direction, Reach, database_edges, reach_in_database
from nguon.food.trace.queries.scope import Scope

_FIRST: Final = 256
"""Goods of the first portion; how many numbers they lead to says how large the next may be."""
_AT_ONCE: Final = 20
"""A branch takes this part of the limit in one step."""
_CAREFUL: Final = 0.9


def newest_first(
    newest: Sequence[int], *, scope: Scope, limit: int
) -> tuple[frozenset[int], Reach]:
    """Which of the things were followed, in their order, and where all of those lead.

    Only what the very first leads to may be incomplete: if it alone is more than the limit.
    """
    numbers: set[int] = set()
    done, size = 0, min(_FIRST, len(newest))
    while done < len(newest) and size:
        portion = newest[done : done + size]
        size = len(portion)
        room = limit - len(numbers)
        found = reach_in_database(portion, Direction.DOWNSTREAM, scope=scope, limit=room)
        if found.is_complete:
            grown = len(found.numbers - numbers) or 1
            numbers |= found.numbers
            done += size
            size = min(2 * done, int((limit - len(numbers)) * size / grown * _CAREFUL))
        elif done:
            size //= 2
        elif size == 1:
            alone = deep_first(portion, scope=scope, limit=limit)
            return frozenset(portion), Reach(alone, is_complete=False)
        else:
            size = size // 8 or 1
        if done and size < min(len(newest) - done, done // 8):
            break
    return frozenset(newest[:done]), Reach(frozenset(numbers), is_complete=True)


def deep_first(starts: Collection[int], *, scope: Scope, limit: int) -> frozenset[int]:
    """As many numbers as the limit allows, of which the newest branches are followed to the end."""
    edges = database_edges(Direction.DOWNSTREAM, scope=scope)
    reached: set[int] = set()
    waiting = [sorted(starts, key=abs)]
    while waiting and len(reached) < limit:
        layer = waiting.pop()
        at_once = min(limit // _AT_ONCE or 1, limit - len(reached))
        portion = [number for number in layer[-at_once:] if number not in reached]
        if len(layer) > at_once:
            waiting.append(layer[:-at_once])
        reached.update(portion)
        following = {end for _, end in edges(portion)} - reached
        if following:
            waiting.append(sorted(following, key=abs))
    return frozenset(reached)
