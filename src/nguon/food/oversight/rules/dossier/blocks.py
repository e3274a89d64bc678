"""What a page of the dossier is built from; the template only sets type."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from django.utils.translation import ngettext

Tone = Literal["", "late", "struck", "strong"]


@dataclass(frozen=True)
class Column:
    head: str
    width: float
    align: Literal["left", "center", "right"] = "left"


@dataclass(frozen=True)
class Row:
    cells: Sequence[str]
    tone: Tone = ""


@dataclass(frozen=True)
class Table:
    columns: Sequence[Column]
    rows: Sequence[Row]
    empty: str = ""
    """What stands there if there are no rows: an empty table tells nothing."""


@dataclass(frozen=True)
class Text:
    text: str
    tone: Literal["", "faint", "strong", "mono", "head"] = ""


@dataclass(frozen=True)
class Facts:
    """Labels and values, one a line."""

    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Picture:
    """A file beside the template, and what it shows in words."""

    name: str
    says: str
    width_mm: float
    height_mm: float


@dataclass(frozen=True)
class Photo:
    name: str
    caption: str
    sha256: str


@dataclass(frozen=True)
class Photos:
    items: Sequence[Photo]


Block = Table | Text | Facts | Picture | Photos


@dataclass(frozen=True)
class Section:
    title: str
    blocks: Sequence[Block] = field(default_factory=tuple)
    is_landscape: bool = False


def more_rows(count: int) -> list[Block]:
    """What stands below a table that was cut."""
    if count <= 0:
        return []
    said = ngettext("%(n)d more row in the sheets.", "%(n)d more rows in the sheets.", count)
    return [Text(said % {"n": count}, "faint")]
