"""A drawing as one SVG file that needs nothing beside it."""

from xml.sax.saxutils import escape

from nguon.base.drawing.boxes import Box, Drawing

FAMILY = "Be Vietnam Pro"
_FILLS = {"thing": "#ffffff", "step": "#eef2f6", "place": "#fdf6e3"}


def svg_text(drawing: Drawing) -> str:
    """For paper: grey lines, dark words, the start with a heavy frame."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{drawing.width}" height="{drawing.height}"'
        f' viewBox="0 0 {drawing.width} {drawing.height}" font-family="{FAMILY}">'
    ]
    for curve in drawing.curves:
        dashes = ' stroke-dasharray="5 4"' if curve.is_dashed else ""
        parts.append(
            f'<path d="{curve.path}" fill="none" stroke="#8a94a0" stroke-width="1.2"{dashes}/>'
        )
    parts += [_box(box) for box in drawing.boxes]
    return "".join([*parts, "</svg>"])


def _box(box: Box) -> str:
    heavy = "2.5" if box.sketch.is_start else "1"
    fill = _FILLS.get(box.sketch.kind, "#ffffff")
    lines = [
        f'<text x="{line.x}" y="{line.y}" font-size="12" fill="#1b2733"'
        f' font-weight="{"bold" if line.is_title else "normal"}">{escape(line.text)}</text>'
        for line in box.lines
    ]
    return (
        f'<rect x="{box.x}" y="{box.y}" width="{box.width}" height="{box.height}"'
        f' rx="{box.radius}" fill="{fill}" stroke="#44505c" stroke-width="{heavy}"/>'
        + "".join(lines)
    )
