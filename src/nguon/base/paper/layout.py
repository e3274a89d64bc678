"""Layouts of paper forms as data: what is printed where, in whose words.

A set of forms is one JSON file. A local variant names the set it extends and gives only
the forms that differ; such a form is taken whole, except that what it leaves out (title,
columns, signatures…) comes from the form of the same id in the set below it.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal


class LayoutError(ValueError):
    """A layout, or a row given to it, that does not fit."""


@dataclass(frozen=True)
class Column:
    """A column, or a merged head over sub-columns."""

    key: str
    head: str
    width: float
    """Share of the page's width; columns of a form together are the whole."""

    align: Literal["left", "center"] = "left"
    children: tuple["Column", ...] = ()


@dataclass(frozen=True)
class HeaderField:
    key: str
    label: str


@dataclass(frozen=True)
class Signature:
    key: str
    title: str
    hint: str


@dataclass(frozen=True)
class FormLayout:
    """One form."""

    id: str
    number: str
    title: str
    section: str
    basis: str
    """The decision that the form is attached to, printed under the title."""

    landscape: bool
    header_fields: tuple[HeaderField, ...]
    columns: tuple[Column, ...]
    remarks: tuple[str, ...]
    """Headings with dotted lines below the table."""

    signatures: tuple[Signature, ...]
    blank_rows: int
    words: Mapping[str, str]
    """What every form of the set says around its table."""

    @property
    def leaves(self) -> tuple[Column, ...]:
        """The columns that hold cells, left to right."""
        return tuple(_leaves(self.columns))


@dataclass(frozen=True)
class LabelLayout:
    """A small label with a code."""

    title: str
    fields: tuple[HeaderField, ...]
    words: Mapping[str, str]


@dataclass(frozen=True)
class FormSet:
    id: str
    name: str
    forms: Mapping[str, FormLayout]
    label: LabelLayout | None

    def form(self, form: str) -> FormLayout:
        try:
            return self.forms[form]
        except KeyError:
            known = ", ".join(self.forms)
            message = f"No form {form!r} in the set {self.id!r}: expected one of {known}."
            raise LayoutError(message) from None


def read_form_sets(texts: Sequence[str]) -> dict[str, FormSet]:
    """Form sets by id from their JSON texts; a variant may stand before the set it extends."""
    rows = {row["id"]: row for row in map(json.loads, texts)}
    return {name: _form_set(_resolved(row, rows)) for name, row in rows.items()}


def _resolved(
    row: Mapping[str, Any], rows: Mapping[str, Mapping[str, Any]], *, above: tuple[str, ...] = ()
) -> Mapping[str, Any]:
    """A set with everything it inherits written out."""
    if "extends" not in row:
        return row
    if row["extends"] not in rows or row["id"] in above:
        raise LayoutError(
            f"The form set {row['id']!r} extends {row['extends']!r}, which is not there "
            "or extends it in turn."
        )
    base = _resolved(rows[row["extends"]], rows, above=(*above, row["id"]))
    forms = {form["id"]: form for form in base["forms"]}
    for form in row.get("forms", ()):
        forms[form["id"]] = {**forms.get(form["id"], {}), **form}
    return {
        **base,
        **row,
        "words": {**base["words"], **row.get("words", {})},
        "forms": list(forms.values()),
    }


def _form_set(row: Mapping[str, Any]) -> FormSet:
    forms = {form["id"]: _form(form, row["words"]) for form in row["forms"]}
    label = row.get("label")
    return FormSet(
        id=row["id"],
        name=row["name"],
        forms=forms,
        label=None
        if label is None
        else LabelLayout(label["title"], _fields(label["fields"]), row["words"]),
    )


def _form(row: Mapping[str, Any], words: Mapping[str, str]) -> FormLayout:
    layout = FormLayout(
        id=row["id"],
        number=row["number"],
        title=row["title"],
        section=row.get("section", ""),
        basis=row.get("basis", ""),
        landscape=row["orientation"] == "landscape",
        header_fields=_fields(row["header_fields"]),
        columns=tuple(_column(column) for column in row["columns"]),
        remarks=tuple(row.get("remarks", ())),
        signatures=tuple(Signature(**one) for one in row.get("signatures", ())),
        blank_rows=row["blank_rows"],
        words=words,
    )
    keys = [column.key for column in layout.leaves]
    if len(set(keys)) < len(keys):
        raise LayoutError(f"The form {layout.id!r} has two columns with the same key: {keys}.")
    return layout


def _fields(rows: Sequence[Mapping[str, str]]) -> tuple[HeaderField, ...]:
    return tuple(HeaderField(**row) for row in rows)


def _column(row: Mapping[str, Any]) -> Column:
    children = tuple(_column(child) for child in row.get("children", ()))
    column = Column(
        key=row.get("key", ""),
        head=row["head"],
        width=float(row.get("width", 0)),
        align=row.get("align", "left"),
        children=children,
    )
    return replace(column, width=sum(c.width for c in children)) if children else column


def _leaves(columns: Sequence[Column]) -> Iterator[Column]:
    for column in columns:
        if column.children:
            yield from _leaves(column.children)
        else:
            yield column
