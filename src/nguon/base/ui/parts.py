"""What the templates `base/_*.html` are given: plain values, so that no template asks a database.

A page's query builds these; `{% include "base/_board.html" with board=board %}` draws them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from nguon.base.ui.states import State


@dataclass(frozen=True, slots=True)
class Link:
    """Somewhere to go; `note` and `icon` are shown where there is room (doors of the hall)."""

    text: str
    url: str
    note: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One step of one dish. `word` replaces the state's own word, `detail` is a short line."""

    state: State
    url: str = ""
    word: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A step of the day, as the forms number and name it."""

    title: str
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One dish (or one delivery line); a cell of None means that the step does not apply."""

    title: str
    cells: Sequence[Cell | None]
    note: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    """The steps of a meal in one look: every row has one cell for each column."""

    columns: Sequence[Column]
    rows: Sequence[Row]
    row_title: str = ""

    @property
    def lines(self) -> list[tuple[Row, list[tuple[Column, Cell | None]]]]:
        return [(row, list(zip(self.columns, row.cells, strict=True))) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that must not be overlooked. Tones: warn, bad, hold, ok, due."""

    title: str
    text: str = ""
    tone: str = "warn"
    icon: str = "alert"
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """One fact with its name. `changed` marks what a later version of the record put right."""

    name: str
    value: str
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    """One record as it was sent: who, what, when it happened by their word, when it came.

    `late` and `lateness_tone` (ok, neutral, amber, red) come from the rules: the phone's clock may
    have been wrong, so they are not simply the difference of the two times.
    """

    person: str
    role: str
    claimed_at: datetime
    received_at: datetime
    pairs: Sequence[Pair] = ()
    late: timedelta = timedelta(0)
    lateness_tone: str = "ok"
    reason: str = ""
    photo_urls: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class RecordCard:
    """A record and everything it corrects, newest first: nothing that was said disappears."""

    title: str
    state: State
    versions: Sequence[Version]
    word: str = ""
    on: date | None = None
    url: str = ""
    correct_url: str = ""


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of a timeline."""

    at: datetime
    title: str
    text: str = ""
    tone: str = ""
    icon: str = "done"
    url: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """One screen of a form of several: `done`, `current` or `todo`."""

    title: str
    place: str = "todo"
