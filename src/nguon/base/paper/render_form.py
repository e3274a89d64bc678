"""Forms to PDF. The template only sets type; every decision is taken here."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from nguon.base.paper.form import Cell, FilledForm, FormHeader, FormRow, TracedRecord
from nguon.base.paper.layout import Column, FormLayout, LayoutError
from nguon.base.typesetting import breakable, typeset_pdf

TEMPLATE = Path(__file__).with_name("form.typ")
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
ORDINAL = "ordinal"
"""Key of the column that numbers its rows."""

DATE = "date"
"""Key of the header field that prints the day."""


def render_form(
    layout: FormLayout,
    header: FormHeader,
    rows: Sequence[FormRow],
    *,
    records: Sequence[TracedRecord] = (),
) -> bytes:
    """One form as PDF, with the list of the records it comes from."""
    return render_forms([FilledForm(layout, header, rows, records)])


def render_forms(forms: Sequence[FilledForm]) -> bytes:
    """Several forms as one PDF, pages counted through."""
    if not forms:
        raise LayoutError("No form to print: expected at least one.")
    pages = [form_page(form) for form in forms]
    return typeset_pdf(TEMPLATE, {"forms": pages}, made_at=forms[0].header.printed_at)


def render_blank(layout: FormLayout, header: FormHeader, *, blank_rows: int | None = None) -> bytes:
    """The same form to be filled in by hand, for power cuts."""
    count = layout.blank_rows if blank_rows is None else blank_rows
    page = _frame(layout, header) | {"blank_rows": count, "rows": [], "origins": []}
    return typeset_pdf(TEMPLATE, {"forms": [page]}, made_at=header.printed_at)


def local_time(instant: datetime) -> str:
    """«10:40 20/11/2026» in Vietnam."""
    return instant.astimezone(VIETNAM).strftime("%H:%M %d/%m/%Y")


def form_page(form: FilledForm) -> dict[str, Any]:
    by_code = {record.code: record for record in form.records}
    if len(by_code) < len(form.records):
        raise LayoutError("Two records of the form have the same short code.")
    used = _used_codes(form.rows, by_code)
    numbers = {code: number for number, code in enumerate(used, start=1)}
    rows = [
        _row(form.layout, row, ordinal=ordinal, by_code=by_code, numbers=numbers)
        for ordinal, row in enumerate(form.rows, start=1)
    ]
    origins = [_origin(by_code[code], number) for code, number in numbers.items()]
    return _frame(form.layout, form.header) | {"blank_rows": 0, "rows": rows, "origins": origins}


def _used_codes(rows: Sequence[FormRow], by_code: Mapping[str, TracedRecord]) -> list[str]:
    """Codes in the order in which the form names them, each followed by those it corrects."""
    used: dict[str, None] = {}
    for row in rows:
        for cell in row.cells.values():
            for code in cell.records:
                while code in by_code and code not in used:
                    used[code] = None
                    code = by_code[code].corrects
    return list(used)


def _frame(layout: FormLayout, header: FormHeader) -> dict[str, Any]:
    """Everything of a form but its rows."""
    on = header.on
    return {
        "number": layout.number,
        "title": layout.title,
        "section": layout.section,
        "basis": layout.basis,
        "landscape": layout.landscape,
        "fields": [
            {
                "label": field.label,
                "value": breakable(header.values.get(field.key, "")),
                "dated": field.key == DATE,
            }
            for field in layout.header_fields
        ],
        "on": None if on is None else [f"{on:%d}", f"{on:%m}", f"{on:%Y}"],
        "columns": [_column(column) for column in layout.columns],
        "remarks": list(layout.remarks),
        "signatures": [
            {"title": one.title, "hint": one.hint, "signed": header.signed.get(one.key, "")}
            for one in layout.signatures
        ],
        "day_hash": header.day_hash,
        "printed_at": local_time(header.printed_at),
        "facility": header.values.get("facility", ""),
        "words": dict(layout.words),
    }


def _column(column: Column) -> dict[str, Any]:
    return {
        "head": column.head,
        "width": column.width,
        "align": column.align,
        "children": [_column(child) for child in column.children],
    }


def _row(
    layout: FormLayout,
    row: FormRow,
    *,
    ordinal: int,
    by_code: Mapping[str, TracedRecord],
    numbers: Mapping[str, int],
) -> dict[str, Any]:
    keys = [column.key for column in layout.leaves]
    unknown = sorted(set(row.cells) - set(keys))
    if unknown:
        raise LayoutError(
            f"Row {ordinal} of {layout.id!r} has cells for columns it lacks: {unknown}; "
            f"expected some of {keys}."
        )
    cells = []
    for key in keys:
        if key == ORDINAL:
            cells.append(_PLAIN | {"text": str(ordinal)})
            continue
        cell = row.cells.get(key, Cell())
        _require_trace(cell, by_code, where=f"Row {ordinal}, column {key!r} of {layout.id!r}")
        behind = [by_code[code] for code in cell.records]
        cells.append(
            {
                "text": breakable(cell.text),
                "was": breakable(cell.was),
                "marks": [numbers[record.code] for record in behind],
                "late": any(record.lateness in ("amber", "red") for record in behind),
                "offline": any(record.lateness == "neutral" for record in behind),
                "corrected": any(record.corrects for record in behind),
            }
        )
    return {"cells": cells, "voided": row.voided}


_PLAIN: dict[str, Any] = {
    "text": "",
    "was": "",
    "marks": [],
    "late": False,
    "offline": False,
    "corrected": False,
}


def _require_trace(cell: Cell, by_code: Mapping[str, TracedRecord], *, where: str) -> None:
    missing = [code for code in cell.records if code not in by_code]
    if missing:
        raise LayoutError(f"{where} names records that were not given: {missing}.")
    if (cell.text or cell.was) and not cell.records:
        raise LayoutError(
            f"{where} says {cell.text or cell.was!r} without a record: expected the code "
            "of the record it comes from."
        )


def _origin(record: TracedRecord, number: int) -> dict[str, Any]:
    return {
        "number": number,
        "code": breakable(record.code),
        "person": breakable(record.person),
        "claimed_at": local_time(record.claimed_at),
        "received_at": local_time(record.received_at),
        "lateness": record.lateness,
        "remark": breakable(record.remark),
        "corrects": record.corrects,
        "reason": breakable(record.reason),
    }
