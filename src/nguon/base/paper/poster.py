"""A poster with one large QR code, in two languages, A4 or A5."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import segno

from nguon.base.paper.label import qr_svg
from nguon.base.paper.layout import LayoutError
from nguon.base.typesetting import breakable, typeset_pdf

TEMPLATE = Path(__file__).with_name("poster.typ")
PAPERS = ("a4", "a5")


@dataclass(frozen=True)
class PosterWords:
    title: str
    asks: str
    shows: Sequence[str]
    ends: str


@dataclass(frozen=True)
class Poster:
    school: str
    where: str
    address: str
    """What the code holds; stands below it, for who has no camera and for who trusts none."""

    first: PosterWords
    second: PosterWords


def render_poster(poster: Poster, *, paper: str, made_at: datetime) -> bytes:
    if paper not in PAPERS:
        raise LayoutError(f"No such paper: expected one of {', '.join(PAPERS)}, got {paper!r}.")
    return typeset_pdf(TEMPLATE, _data(poster, paper), made_at=made_at)


def _data(poster: Poster, paper: str) -> dict[str, Any]:
    """Level Q: a quarter of the code may be torn off or dirty, as on a kitchen wall."""
    code = segno.make_qr(poster.address, error="q", boost_error=False)
    return {
        "paper": paper,
        "school": breakable(poster.school),
        "where": breakable(poster.where),
        "address": breakable(poster.address),
        "qr": qr_svg(code),
        "words": [asdict(poster.first), asdict(poster.second)],
    }
