"""Which things lie behind the sick meals, and how much heat lies between.

Each case (a sick meal) is one bit. Bits run upstream along the edges until nothing changes, once
along all edges and once only along those without a proven core reading; so circles end, and a
thing that reaches a meal raw by one way and cooked by another counts as raw.
"""

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from nguon.food.trace.queries.trace_graph import Row

HEATED_WEIGHT: Final = Decimal("0.25")
"""Of a meal that a lot reaches only through 75 °C. Not nothing: heat kills germs, not every
toxin of theirs (staphylococci, *B. cereus*), and none that is a chemical."""


@dataclass(frozen=True, slots=True)
class Case:
    """A sick meal: the numbers that were eaten, and how much it weighs (sick, or portions)."""

    numbers: frozenset[int]
    weight: Decimal


@dataclass(frozen=True, slots=True)
class Bits:
    """Cases by bit: reached at all, reached by a way without heat; and the heat met, by bit."""

    reached: int = 0
    raw: int = 0
    heat: int = 0

    def __or__(self, other: "Bits") -> "Bits":
        return Bits(self.reached | other.reached, self.raw | other.raw, self.heat | other.heat)


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
    before: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for src, dst, event in rows:
        before[dst].append((src, event if dst < 0 else 0))
    heat_bit = {event: 1 << place for place, event in enumerate(sorted(heated))}
    bits: dict[int, Bits] = defaultdict(Bits)
    for place, case in enumerate(cases):
        for number in case.numbers:
            bits[number] |= Bits(1 << place, 1 << place)
    queue = deque(bits)
    waiting = set(bits)
    while queue:
        number = queue.popleft()
        waiting.discard(number)
        here = bits[number]
        for src, event in before[number]:
            heat = heat_bit.get(event, 0)
            passed = Bits(here.reached, 0, here.heat | heat) if heat else here
            known = bits[src]
            together = known | passed
            if together != known:
                bits[src] = together
                if src not in waiting:
                    waiting.add(src)
                    queue.append(src)
    return dict(bits)


def score_of(bits: Bits, weights: Sequence[Decimal]) -> Score:
    """Shares of all weight there is; of none, if there are no cases."""
    total = sum(weights, Decimal(0))
    if not total:
        return Score(0, Decimal(0), Decimal(0), Decimal(0))
    if bits.raw == bits.reached == (1 << len(weights)) - 1:
        return Score(len(weights), Decimal(1), Decimal(0), Decimal(1))
    reached = _weight(bits.reached, weights)
    heated = reached - _weight(bits.raw, weights)
    return Score(
        reached=bits.reached.bit_count(),
        share=reached / total,
        heated_share=heated / total,
        score=(reached - heated + heated * HEATED_WEIGHT) / total,
    )


def together(bits: Mapping[int, Bits], numbers: Iterable[int]) -> Bits:
    """What several things reach, taken as one: all lots of a supplier."""
    found = NOTHING
    for number in numbers:
        found |= bits.get(number, NOTHING)
    return found


def places_of(mask: int) -> list[int]:
    """The places of the bits that are set."""
    places = []
    while mask:
        lowest = mask & -mask
        places.append(lowest.bit_length() - 1)
        mask ^= lowest
    return places


def _weight(mask: int, weights: Sequence[Decimal]) -> Decimal:
    return sum((weights[place] for place in places_of(mask)), Decimal(0))
