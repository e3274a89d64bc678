"""The province as a map of equal tiles, one for each commune, drawn by the server.

A sketch and no map of borders: tiny wards are as easy to read and to tap as the largest commune.
Colour never stands alone: each tile has the sign and the number of its worst standing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from nguon.food.oversight.pages.board import RENEWED_EVERY_SECONDS
from nguon.food.oversight.pages.overview import (
    NOWHERE,
    Overview,
    answered,
    asked_by,
    overview,
)
from nguon.food.oversight.rules.board import CommuneRow, commune_rows
from nguon.food.oversight.rules.kitchen_state import Standing
from nguon.ground.reference.models import Commune

WIDTH, HEIGHT, GAP = 84, 104, 4
LONGEST_LINE = 6
FIRST_LINE, LINE = 53, 20


@dataclass(frozen=True)
class Tile:
    row: CommuneRow
    x: int
    y: int
    lines: Sequence[tuple[int, str]]
    """The name in up to three lines, each with its height."""

    said: str
    """All of it in words, for who cannot see the tile."""


@dataclass(frozen=True)
class Drawing:
    tiles: Sequence[Tile]
    width: int
    height: int


@require_safe
@gzip_page
def tile_map(request: HttpRequest) -> HttpResponseBase:
    asked = asked_by(request)
    template = "oversight/_map.html" if asked.is_part else "oversight/map.html"
    return answered(request, asked, template=template, context=lambda: mapped(overview(asked)))


def mapped(page: Overview) -> dict[str, object]:
    rows = commune_rows(page.board, list(Commune.objects.order_by("name")))
    return {
        "page": page,
        "every": RENEWED_EVERY_SECONDS,
        "drawing": drawing([row for row in rows if row.commune]),
        "communes": [row for row in rows if row.kitchens],
        "nowhere": NOWHERE,
        "standings": list(Standing),
    }


def drawing(rows: Sequence[CommuneRow]) -> Drawing:
    """Tiles from north to south and west to east, the order in which a keyboard visits them."""
    tiles = [tile for row in rows if (tile := _tile(row)) is not None]
    return Drawing(
        tiles=sorted(tiles, key=lambda tile: (tile.y, tile.x)),
        width=max((tile.x + WIDTH for tile in tiles), default=WIDTH),
        height=max((tile.y + HEIGHT for tile in tiles), default=HEIGHT),
    )


def _tile(row: CommuneRow) -> Tile | None:
    commune = row.commune
    if commune is None or commune.tile_column is None or commune.tile_row is None:
        return None
    return Tile(
        row=row,
        x=commune.tile_column * (WIDTH + GAP),
        y=commune.tile_row * (HEIGHT + GAP),
        lines=[
            (FIRST_LINE + number * LINE, words) for number, words in enumerate(lines_of(commune))
        ],
        said=said_of(row),
    )


def lines_of(commune: Commune) -> list[str]:
    """The name broken between words into lines that fit a tile."""
    lines: list[str] = []
    for word in commune.name.split():
        if lines and len(lines[-1]) + 1 + len(word) <= LONGEST_LINE:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def said_of(row: CommuneRow) -> str:
    """«Xã Nà Tấu: 12 bếp. Báo động: 1. Ổn: 11.»"""
    name = str(row.commune) if row.commune else _("Commune not known")
    if not row.kitchens:
        return _("%(commune)s: no kitchen that you may see") % {"commune": name}
    kitchens = ngettext("%(count)d kitchen", "%(count)d kitchens", row.kitchens)
    parts = [
        f"{name}: {kitchens % {'count': row.kitchens}}",
        *(f"{one.label}: {row.counts[one]}" for one in Standing if row.counts.get(one)),
    ]
    return ". ".join(parts)
