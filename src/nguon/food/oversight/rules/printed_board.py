"""The words of the overview as a PDF."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from nguon.base.paper.board_sheet import BoardSheet, SheetRow, SheetTile
from nguon.base.templatetags.nguon import moment
from nguon.food.oversight.rules.board import Board, BoardRow, CommuneRow
from nguon.food.oversight.rules.kitchen_state import Standing

SIGNS: Final = {
    Standing.ALARM: "!",
    Standing.LATE: "◔",
    Standing.SILENT: "?",
    Standing.OK: "✓",
    Standing.QUIET: "–",
}
"""Without colour and without a picture: any printer prints them."""

WIDTHS: Final = (9, 4, 7, 2, 2, 2, 2, 3)


def printed_board(
    board: Board,
    rows: Sequence[BoardRow],
    *,
    communes: Sequence[CommuneRow],
    asked: str,
    on: date,
) -> BoardSheet:
    """`communes` may be empty; then there is no map."""
    return BoardSheet(
        title=_("All kitchens"),
        asked=asked,
        counts=[f"{SIGNS[one]} {one.label}: {board.counts.get(one, 0)}" for one in Standing]
        + [
            f"{_('Sent back today')}: {board.rejections}",
            f"{_('On hold')}: {board.open_holds}",
            f"{_('Suspected poisoning')}: {board.incidents}",
        ],
        tiles=[tile for row in communes if (tile := _tile(row)) is not None],
        caption=_(
            "A sketch: each commune or ward is one tile, roughly where it lies, north on top. "
            "It has no legal meaning for borders."
        ),
        columns=[
            _("Kitchen"),
            _("Commune"),
            _("Standing"),
            _("Overdue"),
            _("Unknown"),
            _("Sent back today"),
            _("On hold"),
            _("Heard from"),
        ],
        widths=WIDTHS,
        rows=[_row(row, on) for row in rows],
        nothing=_("No kitchen here"),
    )


def _tile(row: CommuneRow) -> SheetTile | None:
    commune = row.commune
    if commune is None or commune.tile_column is None or commune.tile_row is None:
        return None
    return SheetTile(
        column=commune.tile_column,
        row=commune.tile_row,
        name=commune.name,
        sign=SIGNS[row.worst] if row.worst else "",
        count=f"{row.worst_count}/{row.kitchens}" if row.worst else "",
        tone=_tone(row.worst),
    )


def _row(row: BoardRow, on: date) -> SheetRow:
    standing, facts = row.state.standing, row.facts
    told = [f"{SIGNS[standing]} {standing.label}"]
    told += [_("Suspected poisoning")] if facts.suspicions else []
    told += facts.alarms[:1]
    cells = [
        row.place.organisation.display_name,
        row.place.commune.name if row.place.commune else "–",
        "; ".join(told),
        str(row.state.overdue),
        str(row.state.unknown),
        str(facts.rejections),
        str(facts.open_holds),
        moment(row.heard_at, on),
    ]
    return SheetRow(_tone(standing) if standing is not Standing.OK else "", cells)


def _tone(standing: Standing | None) -> str:
    return standing.tone.removeprefix("tone-") if standing else ""
