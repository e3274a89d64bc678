"""Labels of 50×30 mm with a QR code: for a label printer (PDF, or 1-bit PNG at 203 dpi)
and eight rows to an A4 sheet for a school that has none.

The QR stands on the printer's own grid of 8 dots a millimetre, at least 4 dots to a module
with a quiet zone of 4 modules, so that a thermal head prints it without grey edges.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import segno
from PIL import Image

from nguon.base.paper.layout import LabelLayout, LayoutError
from nguon.base.paper.render_form import VIETNAM
from nguon.base.typesetting import breakable, typeset_pdf, typeset_png

TEMPLATE = Path(__file__).with_name("label.typ")
WIDTH_DOTS, HEIGHT_DOTS = 400, 240
DOTS_PER_INCH = 203.2
QUIET_MODULES = 4
SMALLEST_MODULE_DOTS = 4
WIDEST_CODE_DOTS = 184
"""The rest of the width is for the words."""

BLACK_BELOW = 150
"""Grey edges of letters darker than this become black; thin strokes survive."""

LONGEST_VALUE = 90
TIME = "sampled_at"
"""Key of the field that prints an instant."""


@dataclass(frozen=True)
class Label:
    values: Mapping[str, str]
    """By key of the layout's fields; a field left out becomes a dotted line."""

    at: datetime | None
    """The instant of the time field; None leaves dots to be filled in by hand."""

    qr_text: str
    """Encoded as it stands; all upper-case URIs make the smallest codes."""

    code: str
    """The same identity for people, printed under the QR."""


def render_label_pdf(layout: LabelLayout, label: Label, *, made_at: datetime) -> bytes:
    return typeset_pdf(TEMPLATE, _data(layout, [label], sheet=False), made_at=made_at)


def render_label_png(layout: LabelLayout, label: Label) -> bytes:
    """400×240 dots, black and white only."""
    data = _data(layout, [label], sheet=False)
    grey = Image.open(BytesIO(typeset_png(TEMPLATE, data, pixels_per_inch=DOTS_PER_INCH)))
    dots = grey.convert("L").point(lambda level: 0 if level < BLACK_BELOW else 255).convert("1")
    if dots.size != (WIDTH_DOTS, HEIGHT_DOTS):
        message = f"Label of {dots.size} dots: expected {(WIDTH_DOTS, HEIGHT_DOTS)}."
        raise LayoutError(message)
    made = BytesIO()
    dots.save(made, format="PNG", dpi=(DOTS_PER_INCH, DOTS_PER_INCH), optimize=True)
    return made.getvalue()


def render_label_sheet(layout: LabelLayout, labels: Sequence[Label], *, made_at: datetime) -> bytes:
    """A4 sheets of 3×8 labels with lines to cut along."""
    if not labels:
        raise LayoutError("No label to print: expected at least one.")
    return typeset_pdf(TEMPLATE, _data(layout, labels, sheet=True), made_at=made_at)


def qr_code(text: str) -> tuple[segno.QRCode, int]:
    """The code and its dots per module: level Q if it fits the label, else M."""
    for level in ("q", "m"):
        code = segno.make_qr(text, error=level, boost_error=False)
        modules = _modules(code)
        dots = WIDEST_CODE_DOTS // modules
        if dots >= SMALLEST_MODULE_DOTS:
            return code, dots
    raise LayoutError(
        f"A code of {len(text)} characters does not fit a label: expected at most about 90 "
        f"upper-case characters, got {text!r}."
    )


def _data(layout: LabelLayout, labels: Sequence[Label], *, sheet: bool) -> dict[str, Any]:
    return {
        "sheet": sheet,
        "title": layout.title,
        "sign": layout.words["sign"],
        "labels": [_label(layout, label) for label in labels],
    }


def _label(layout: LabelLayout, label: Label) -> dict[str, Any]:
    code, dots = qr_code(label.qr_text)
    return {
        "fields": [
            {
                "label": field.label,
                "value": _time(layout.words, label.at)
                if field.key == TIME
                else breakable(_shortened(label.values.get(field.key, ""))),
            }
            for field in layout.fields
        ],
        "code": label.code,
        "qr": qr_svg(code),
        "qr_dots": _modules(code) * dots,
    }


def _modules(code: segno.QRCode) -> int:
    """Width in modules, quiet zone included."""
    return int(code.symbol_size(border=QUIET_MODULES)[0])


def qr_svg(code: segno.QRCode) -> str:
    made = BytesIO()
    code.save(made, kind="svg", border=QUIET_MODULES, xmldecl=False, svgclass=None)
    return made.getvalue().decode()


def _time(words: Mapping[str, str], at: datetime | None) -> str:
    """«10 giờ 40 phút ngày 20 tháng 11 năm 2026», the form's own way to write an instant."""
    names = [words[name] for name in ("hour", "minute", "day", "month", "year")]
    if at is None:
        hour, minute, day, month, year = names
        return f"…… {hour} …… {minute} {day} …… {month} …… {year} ………"
    local = at.astimezone(VIETNAM)
    hour, minute, day, month, year = names
    return (
        f"{local:%H} {hour} {local:%M} {minute} "
        f"{day} {local:%d} {month} {local:%m} {year} {local:%Y}"
    )


def _shortened(value: str) -> str:
    return value if len(value) <= LONGEST_VALUE else value[: LONGEST_VALUE - 1].rstrip() + "…"
