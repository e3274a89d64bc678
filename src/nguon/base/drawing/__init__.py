"""A small graph as a layered drawing: `draw(Graph(sketches, edges), WIDE)`, then `svg_text`."""

from nguon.base.drawing.boxes import (
    NARROW,
    WIDE,
    Box,
    Drawing,
    Format,
    Graph,
    Sketch,
    draw,
)
from nguon.base.drawing.layers import rows_of
from nguon.base.drawing.svg import svg_text

__all__ = [
    "NARROW",
    "WIDE",
    "Box",
    "Drawing",
    "Format",
    "Graph",
    "Sketch",
    "draw",
    "rows_of",
    "svg_text",
]
