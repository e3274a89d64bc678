"""Looks into a workbook before anything reads it: a workbook is a zip of XML made by anybody.

Bounded in bytes, parts, cells and rows; no document type (and so no entities), no macros, no
password. Formulas and merged cells are noted here, from the text itself, because the reader of
values shows neither.
"""

import posixpath
import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import PurePosixPath
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from nguon.food.exchange.rules.sheets.table import MOST_COLUMNS, MOST_ROWS, Merged, SheetRefused

MOST_UNPACKED = 30 * 1024 * 1024
MOST_PARTS = 300
MOST_CELLS = 400_000
MOST_MERGED = 2_000
_PIECE = 256 * 1024
_MACROS = re.compile(r"vbaProject|macrosheets|dialogsheets|activeX|oleObject|\.bin$", re.I)
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})\Z")


@dataclass(slots=True)
class SheetPart:
    """What the XML of one sheet says beside its values."""

    formulas: set[tuple[int, int]] = field(default_factory=set)
    merged: list[Merged] = field(default_factory=list)
    last_row: int = 0
    last_column: int = 0
    cells: int = 0


@dataclass(frozen=True)
class Workbook:
    """The visible sheets in their order, by name."""

    sheets: Mapping[str, SheetPart]
    has_links: bool


def look_into(data: bytes) -> Workbook:
    """Raises `SheetRefused` for what must not be opened."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = _parts(archive)
            return _workbook(archive, parts)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise _damaged() from error
    except (ExpatError, UnicodeDecodeError, LookupError, ValueError) as error:
        if isinstance(error, SheetRefused):
            raise
        raise _damaged() from error


def _damaged() -> SheetRefused:
    return SheetRefused(
        _(
            "The workbook is damaged and cannot be opened. Open it in your program, save it anew"
            " as Excel workbook (.xlsx) and send it again."
        )
    )


def _parts(archive: ZipFile) -> dict[str, ZipInfo]:
    infos = archive.infolist()
    if len(infos) > MOST_PARTS:
        raise SheetRefused(
            _(
                "The workbook has %(got)d parts, expected at most %(most)d. Copy the rows into our"
                " template and send that."
            )
            % {"got": len(infos), "most": MOST_PARTS}
        )
    parts = {info.filename.lstrip("/"): info for info in infos}
    if any(
        _MACROS.search(name)
        for name in parts
        if not name.endswith("printerSettings1.bin") and "printerSettings" not in name
    ):
        raise SheetRefused(
            _(
                "The workbook holds macros or embedded programs. These are never run and such files"
                " are not taken: save it as Excel workbook without macros (.xlsx)."
            )
        )
    if sum(info.file_size for info in infos) > MOST_UNPACKED:
        raise _unpacks_too_large()
    return parts


def _unpacks_too_large() -> SheetRefused:
    return SheetRefused(
        _(
            "Unpacked, the workbook has more than %(most)d MB. Take out pictures and other sheets,"
            " or split it into several files."
        )
        % {"most": MOST_UNPACKED // 1024**2}
    )


def _workbook(archive: ZipFile, parts: Mapping[str, ZipInfo]) -> Workbook:
    if "xl/workbook.xml" not in parts:
        raise SheetRefused(
            _("This zip file is no Excel workbook. Save your sheet as .xlsx or CSV and send that.")
        )
    budget = [MOST_UNPACKED]
    sheets: list[tuple[str, str]] = []
    targets: dict[str, str] = {}
    found: dict[str, SheetPart] = {}
    for name, info in parts.items():
        path = PurePosixPath(name)
        if path.suffix not in (".xml", ".rels"):
            continue
        start: Callable[[str, dict[str, str]], None] | None = None
        if name == "xl/workbook.xml":
            start = _sheets_into(sheets)
        elif name == "xl/_rels/workbook.xml.rels":
            start = _targets_into(targets)
        elif path.parent == PurePosixPath("xl/worksheets"):
            found[name] = SheetPart()
            start = _cells_into(found[name])
        _walk(archive, info, start, budget)
    by_name = {sheet: found[targets[key]] for sheet, key in sheets if targets.get(key) in found}
    links = any(name.startswith("xl/externalLinks/") for name in parts)
    return Workbook(by_name, has_links=links)


def _walk(
    archive: ZipFile,
    info: ZipInfo,
    start: Callable[[str, dict[str, str]], None] | None,
    budget: list[int],
) -> None:
    """The elements of one part to `start`; counts what is really unpacked, not what is claimed."""
    parser = ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    if start is not None:
        parser.StartElementHandler = start
    with archive.open(info) as stream:
        while piece := stream.read(_PIECE):
            budget[0] -= len(piece)
            if budget[0] < 0:
                raise _unpacks_too_large()
            parser.Parse(piece, False)
        parser.Parse(b"", True)


def _refuse_doctype(*_of_it: object) -> None:
    raise SheetRefused(
        _("The workbook defines XML entities, which no spreadsheet program writes. It is not read.")
    )


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _sheets_into(sheets: list[tuple[str, str]]) -> Callable[[str, dict[str, str]], None]:
    def start(name: str, attributes: dict[str, str]) -> None:
        if _local(name) == "sheet" and attributes.get("state", "visible") == "visible":
            keys = [value for key, value in attributes.items() if _local(key) == "id"]
            sheets.append((attributes.get("name", ""), keys[0] if keys else ""))

    return start


def _targets_into(targets: dict[str, str]) -> Callable[[str, dict[str, str]], None]:
    def start(name: str, attributes: dict[str, str]) -> None:
        if _local(name) == "Relationship":
            target = attributes.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
            targets[attributes.get("Id", "")] = posixpath.normpath(path)

    return start


def _cells_into(part: SheetPart) -> Callable[[str, dict[str, str]], None]:
    at = (0, 0)

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal at
        kind = _local(name)
        if kind == "row":
            at = (int(attributes.get("r", at[0] + 1)), 0)
        elif kind == "c":
            part.cells += 1
            if part.cells > MOST_CELLS:
                raise too_many_rows(part.cells // MOST_COLUMNS)
            at = _place(attributes["r"]) if "r" in attributes else (at[0], at[1] + 1)
        elif kind == "f":
            part.formulas.add(at)
        elif kind in ("v", "is"):
            part.last_row = max(part.last_row, at[0])
            part.last_column = max(part.last_column, at[1])
        elif kind == "mergeCell" and len(part.merged) < MOST_MERGED:
            part.merged.append(_rectangle(attributes.get("ref", "")))

    return start


def too_many_rows(got: int) -> SheetRefused:
    return SheetRefused(
        _(
            "The sheet goes down to row %(got)d, expected at most %(most)d rows. Split it into"
            " several files, for example one a month."
        )
        % {"got": got, "most": MOST_ROWS}
    )


def _rectangle(reference: str) -> Merged:
    first, _colon, last = reference.partition(":")
    top, left = _place(first)
    bottom, right = _place(last or first)
    return Merged(top, left, bottom, right)


def _place(reference: str) -> tuple[int, int]:
    """Row and column of «B7»."""
    found = _REFERENCE.match(reference)
    if found is None:
        raise _damaged()
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column
