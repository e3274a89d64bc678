"""Which things lie behind the sick meals, and how much heat lies between.

Each case (a sick meal) is one bit. Bits run upstream along the edges until nothing changes, once
along all edges and once only along those without a proven core reading; so circles end, and a
thing that reaches a meal raw by one way and cooked by another counts as raw.
"""

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NamedTuple

from nguon.food.trace.queries.trace_graph import Row

HEATED_WEIGHT: Final = Decimal("0.25")
"""Of a meal that a lot reaches only through 75 °C. Not nothing: heat kills germs, not every
toxin of theirs (staphylococci, *B. cereus*), and none that is a chemical."""


@dataclass(frozen=True, slots=True)
class Case:
    """A sick meal: the numbers that were eaten, and how much it weighs (sick, or portions)."""

    numbers: frozenset[int]
    weight: Decimal


class Bits(NamedTuple):
    """Cases by bit: reached at all, reached by a way without heat; and the heat met, by bit."""

    reached: int = 0
    raw: int = 0
    heat: int = 0


NOTHING: Final = Bits()


@dataclass(frozen=True, slots=True)
class Score:
    reached: int
    share: Decimal
    heated_share: Decimal
    score: Decimal


def bits_upstream(
    rows: Iterable[Row], cases: Sequence[Case], *, heated: Collection[int]
) -> dict[int, Bits]:
    """For every number the cases it reaches. `heated` are the events with a proven reading.

    The bit of a reading is the place of its event in the sorted order of `heated`.
    """
    heat_bit = {event: 1 << place for place, event in enumerate(sorted(heated))}
    before: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for src, dst, event in rows:
        before[dst].append((src, heat_bit.get(event, 0) if dst < 0 else 0))
    bits: dict[int, Bits] = {}
    for place, case in enumerate(cases):
        bit = 1 << place
        for number in case.numbers:
            reached, raw, heat = bits.get(number, NOTHING)
            bits[number] = Bits(reached | bit, raw | bit, heat)
    queue = deque(bits)
    waiting = set(bits)
    while queue:
        number = queue.popleft()
        waiting.discard(number)
        here = bits[number]
        for src, heat in before.get(number, ()):
            known = bits.get(src, NOTHING)
            passed = Bits(
                known.reached | here.reached,
                known.raw if heat else known.raw | here.raw,
                known.heat | here.heat | heat,
            )
            if passed != known:
                bits[src] = passed
                if src not in waiting:
                    waiting.add(src)
                    queue.append(src)
    return bits


def score_of(bits: Bits, weights: Sequence[Decimal], *, total: Decimal | None = None) -> Score:
    """Shares of all weight there is; of none, if there are no cases. `total` is their sum."""
    total = sum(weights, Decimal(0)) if total is None else total
    if not total:
        return Score(0, Decimal(0), Decimal(0), Decimal(0))
    if bits.raw == bits.reached == (1 << len(weights)) - 1:
        return Score(len(weights), Decimal(1), Decimal(0), Decimal(1))
    reached = _weight(bits.reached, weights)
    heated = _weight(bits.reached & ~bits.raw, weights)
    return Score(
        reached=bits.reached.bit_count(),
        share=reached / total,
        heated_share=heated / total,
        score=(reached - heated + heated * HEATED_WEIGHT) / total,
    )


def together(bits: Mapping[int, Bits], numbers: Iterable[int]) -> Bits:
    """What several things reach, taken as one: all lots of a supplier."""
    reached = raw = heat = 0
    for number in numbers:
        one = bits.get(number, NOTHING)
        reached, raw, heat = reached | one.reached, raw | one.raw, heat | one.heat
    return Bits(reached, raw, heat)


def places_of(mask: int) -> list[int]:
    """The places of the bits that are set, mostly few of very many."""
    places = []
    while mask:
        lowest = mask & -mask
        places.append(lowest.bit_length() - 1)
        mask ^= lowest
    return places


def _weight(mask: int, weights: Sequence[Decimal]) -> Decimal:
    return sum((weights[place] for place in places_of(mask)), Decimal(0))
