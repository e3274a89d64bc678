"""A QR code as one path of squares, so that a template draws it without inline styles."""

from dataclasses import dataclass

import segno

QUIET_MODULES = 4


@dataclass(frozen=True, slots=True)
class QrDrawing:
    """`{% include "base/_qr.html" with qr=… %}`; `text` is what a camera reads from it."""

    text: str
    path: str
    view_box: str


def qr_drawing(text: str) -> QrDrawing:
    """Level M: it is read from a clean screen."""
    matrix = segno.make_qr(text, error="m", boost_error=False).matrix
    path = "".join(_row(row, y) for y, row in enumerate(matrix))
    size = len(matrix) + 2 * QUIET_MODULES
    return QrDrawing(text, path, f"-{QUIET_MODULES} -{QUIET_MODULES} {size} {size}")


def _row(row: bytearray, y: int) -> str:
    """The dark runs of one row, each as one bar."""
    bars, x = [], 0
    while x < len(row):
        end = x
        while end < len(row) and row[end]:
            end += 1
        if end > x:
            bars.append(f"M{x} {y}h{end - x}v1h-{end - x}z")
        x = end + 1
    return "".join(bars)
