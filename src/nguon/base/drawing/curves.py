"""Lines between boxes that never run behind a third box: that would tell a wrong story."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_CLEAR = 5


@dataclass(frozen=True, slots=True)
class Place:
    """Where a box stands."""

    key: str
    left: int
    right: int
    head: int
    foot: int

    @property
    def middle(self) -> int:
        return (self.left + self.right) // 2


def curves_of(
    rows: Sequence[Sequence[Place]], edges: Iterable[tuple[str, str]], width: int
) -> Iterator[tuple[tuple[str, str], str]]:
    """Each edge with its SVG path, from foot to head; past rows in between through their gaps."""
    row_of = {place.key: number for number, row in enumerate(rows) for place in row}
    place_of = {place.key: place for row in rows for place in row}
    for edge in edges:
        source, target = (place_of.get(key) for key in edge)
        if source is None or target is None or source is target:
            continue
        first = row_of[source.key]
        passed = rows[first + 1 : row_of[target.key]]
        out = (source.middle, max(place.foot for place in rows[first]))
        points = [(source.middle, source.foot), out, *_gaps(out[0], target, passed, width)]
        yield edge, _path([*points, (target.middle, target.head)])


def _gaps(
    x: int, target: Place, passed: Sequence[Sequence[Place]], width: int
) -> Iterator[tuple[int, int]]:
    for row in passed:
        x = _gap(row, (x + target.middle) // 2, width)
        yield x, row[0].head
        yield x, max(place.foot for place in row)


def _path(points: Sequence[tuple[int, int]]) -> str:
    path = f"M{points[0][0]} {points[0][1]}"
    for (x1, y1), (x2, y2) in pairwise(points):
        bend = max(abs(y2 - y1) // 2, 20 if y2 < y1 else 0)
        path += f"C{x1} {y1 + bend} {x2} {y2 - bend} {x2} {y2}"
    return path


def _gap(row: Sequence[Place], wanted: int, width: int) -> int:
    """The free x nearest to the wanted one."""
    edges = [0, *(x for place in row for x in (place.left, place.right)), width]
    gaps = [(left, right) for left, right in zip(edges[::2], edges[1::2], strict=True)]
    nearest = [
        min(max(wanted, left + _CLEAR), right - _CLEAR)
        for left, right in gaps
        if right - left >= 2 * _CLEAR
    ]
    return min(nearest, key=lambda x: abs(x - wanted), default=wanted)
