"""What goes onto a form: plain values, each cell naming the records it comes from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from nguon.base.paper.layout import FormLayout

Lateness = Literal["plain", "neutral", "amber", "red"]


@dataclass(frozen=True)
class TracedRecord:
    """A record behind cells of a form, for the list of origins at its end."""

    code: str
    """Short code by which people find the record; unique on the form."""

    person: str
    claimed_at: datetime
    received_at: datetime
    lateness: Lateness = "plain"
    remark: str = ""
    """The lateness or doubt in words, as `Reason.text` gives them."""

    corrects: str = ""
    """Short code of the record that this one replaces."""

    reason: str = ""
    """Why it was corrected."""


@dataclass(frozen=True)
class Cell:
    """A text and the codes of the records it comes from. A text without a record is refused."""

    text: str = ""
    records: tuple[str, ...] = ()
    was: str = ""
    """The text before a correction; it is printed struck through beside the new one."""


@dataclass(frozen=True)
class FormRow:
    cells: Mapping[str, Cell]
    """By column key; columns left out are empty. The ordinal is filled in by itself."""

    voided: bool = False
    """Withdrawn: printed struck through, with the reason in the list of origins."""


@dataclass(frozen=True)
class FormHeader:
    values: Mapping[str, str]
    """By key of the header fields; a field left out becomes a dotted line."""

    on: date | None
    """The day of the form; None leaves dots to be filled in by hand."""

    printed_at: datetime
    day_hash: str = ""
    """Hash of the day's records, so that a sheet can be checked against the book."""

    signed: Mapping[str, str] = field(default_factory=dict)
    """What stands under a signature's title if it was signed in the program."""


@dataclass(frozen=True)
class FilledForm:
    layout: FormLayout
    header: FormHeader
    rows: Sequence[FormRow]
    records: Sequence[TracedRecord]


def pass_or_fail(
    name: str, *, passed: bool | None, records: tuple[str, ...], was: bool | None = None
) -> dict[str, Cell]:
    """The two cells of a check: a tick under «Đạt» or «Không đạt», neither if it was not done.

    `was` is the result before a correction; its tick stays, struck through.
    """
    cells = {}
    for key, value in ((f"{name}_pass", True), (f"{name}_fail", False)):
        tick = "✓" if passed is value else ""
        before = "✓" if was is value and passed is not value else ""
        cells[key] = Cell(tick, records if tick or before else (), was=before)
    return cells
