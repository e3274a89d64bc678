"""Boxes and lines with coordinates; whoever writes SVG only writes them down."""

import textwrap
from dataclasses import dataclass, field

from nguon.base.drawing.curves import Place, curves_of
from nguon.base.drawing.layers import rows_of

_PAD, _GAP, _BETWEEN = 8, 10, 40
_LINE, _LINES = 17, 3


@dataclass(frozen=True, slots=True)
class Format:
    """`letters` fit a box of `width` in the widest of the usual fonts."""

    columns: int
    width: int
    letters: int


NARROW = Format(columns=2, width=148, letters=17)
WIDE = Format(columns=5, width=200, letters=24)


@dataclass(frozen=True, slots=True)
class Sketch:
    """What one box says: `kind` is thing, step, place or group."""

    key: str
    kind: str
    title: str
    details: tuple[str, ...] = ()
    url: str = ""
    is_start: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    x: str
    y: str
    text: str
    is_title: bool


@dataclass(frozen=True, slots=True)
class Box:
    """Coordinates are text, so that no language puts a comma into them."""

    sketch: Sketch
    x: str
    y: str
    width: str
    height: str
    radius: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Curve:
    path: str
    is_dashed: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    width: str
    height: str
    boxes: tuple[Box, ...]
    curves: tuple[Curve, ...]


@dataclass(slots=True)
class Graph:
    """The boxes and lines to be drawn; `hidden` counts what stands in groups."""

    sketches: list[Sketch] = field(default_factory=list)
    edges: list[tuple[str, str]] = field(default_factory=list)
    dashed: set[tuple[str, str]] = field(default_factory=set)
    hidden: int = 0


def draw(graph: Graph, form: Format) -> Drawing:
    """The drawing, as wide as the columns of the form at most."""
    by_key = {sketch.key: sketch for sketch in graph.sketches}
    rows = rows_of(list(by_key), graph.edges, columns=form.columns)
    widest = max((len(row) for row in rows), default=1)
    full = widest * (form.width + _GAP) - _GAP + 2 * _PAD
    boxes: list[Box] = []
    places: list[list[Place]] = []
    y = _PAD
    for row in rows:
        left = (full - len(row) * (form.width + _GAP) + _GAP) // 2
        standing = []
        for index, key in enumerate(row):
            x = left + index * (form.width + _GAP)
            box = _box(by_key[key], x, y, form=form)
            boxes.append(box)
            standing.append(Place(key, x, x + form.width, y, y + int(box.height)))
        places.append(standing)
        y = max(place.foot for place in standing) + _BETWEEN
    curves = tuple(
        Curve(path, edge in graph.dashed) for edge, path in curves_of(places, graph.edges, full)
    )
    return Drawing(str(full), str(y - _BETWEEN + _PAD), tuple(boxes), curves)


def _box(sketch: Sketch, x: int, y: int, *, form: Format) -> Box:
    wrapped = [(text, True) for text in _wrapped(sketch.title, _LINES, form.letters)]
    for detail in sketch.details:
        wrapped += [(text, False) for text in _wrapped(detail, 2, form.letters)]
    lines = tuple(
        Line(str(x + _PAD), str(y + _PAD + 13 + index * _LINE), text, is_title)
        for index, (text, is_title) in enumerate(wrapped)
    )
    height = 2 * _PAD + len(lines) * _LINE
    radius = "22" if sketch.kind == "step" else "8"
    return Box(sketch, str(x), str(y), str(form.width), str(height), radius, lines)


def _wrapped(text: str, most: int, letters: int) -> list[str]:
    """Lines that fit a box; of what does not fit, the title of the box tells the whole."""
    lines = textwrap.wrap(text, letters, break_long_words=True) or [""]
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1][: letters - 1].rstrip() + "…"]
    return lines
