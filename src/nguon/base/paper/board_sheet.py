"""A long list with a tile map above it, A4 across: what an overview shows, to be filed or sent."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from nguon.base.typesetting import breakable, typeset_pdf

TEMPLATE = Path(__file__).with_name("board_sheet.typ")


@dataclass(frozen=True)
class SheetTile:
    column: int
    row: int
    name: str
    sign: str
    """One character; "" where there is nothing to tell."""

    count: str
    tone: str
    """`bad`, `warn`, `ok`, `idle` or ""; the sign says the same without a colour."""


@dataclass(frozen=True)
class SheetRow:
    tone: str
    cells: Sequence[str]


@dataclass(frozen=True)
class BoardSheet:
    title: str
    asked: str
    """Of what, as at when."""

    counts: Sequence[str]
    tiles: Sequence[SheetTile]
    """None, and the map is left out."""

    caption: str
    columns: Sequence[str]
    widths: Sequence[int]
    """Shares of the width."""

    rows: Sequence[SheetRow]
    nothing: str
    """Said in place of rows."""


def render_board_sheet(sheet: BoardSheet, *, made_at: datetime) -> bytes:
    rows = [
        {"tone": row.tone, "cells": [breakable(cell) for cell in row.cells]} for row in sheet.rows
    ]
    return typeset_pdf(TEMPLATE, asdict(sheet) | {"rows": rows}, made_at=made_at)
