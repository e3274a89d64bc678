"""A4 sheets of stickers that carry a code before anybody knows what for, 4×9 to a sheet.

The QR holds the identifier in capitals; beside it stand a number or a name for the eye and the
code in groups for the telephone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from nguon.base.paper.label import qr_code, qr_svg
from nguon.base.paper.layout import LayoutError
from nguon.base.typesetting import breakable, typeset_pdf

TEMPLATE = Path(__file__).with_name("code_sheet.typ")
A_SHEET = 36
LONGEST_NAME = 40


@dataclass(frozen=True)
class Sticker:
    qr_text: str
    code: str
    """For people: groups of four."""

    name: str
    """A number or a short name, in large letters; "" leaves the room empty."""


@dataclass(frozen=True)
class SheetWords:
    title: str
    owner: str
    """Whose codes these are; stands small on every sticker."""

    note: str


def render_code_sheet(
    words: SheetWords, stickers: Sequence[Sticker], *, made_at: datetime
) -> bytes:
    """Lines to cut along; a heading outside of the stickers says what to do with them."""
    if not stickers:
        raise LayoutError("No sticker to print: expected at least one.")
    return typeset_pdf(TEMPLATE, _data(words, stickers), made_at=made_at)


def _data(words: SheetWords, stickers: Sequence[Sticker]) -> dict[str, Any]:
    return {
        "title": words.title,
        "owner": breakable(words.owner),
        "note": words.note,
        "a_sheet": A_SHEET,
        "stickers": [
            {
                "qr": qr_svg(qr_code(one.qr_text)[0]),
                "code": one.code,
                "name": breakable(one.name[:LONGEST_NAME]),
            }
            for one in stickers
        ],
    }
