"""The rules as versioned data, and which of them hold on a day.

A document stops applying while it is suspended, and while a document that supersedes it
applies. So NĐ 46/2026, suspended since 04/02/2026, gives NĐ 15/2018 its place back
without anybody editing NĐ 15's own row.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Literal

Kind = Literal["legal", "practice"]


@dataclass(frozen=True)
class Suspension:
    """Days on which a document does not apply, both ends included."""

    by: str
    """The document that suspends."""

    start: date
    end: date | None

    def covers(self, on: date) -> bool:
        return self.start <= on and (self.end is None or on <= self.end)


@dataclass(frozen=True)
class Document:
    """A law, decree or decision and the days it applies."""

    id: str
    number: str
    title_vi: str
    title_en: str
    issued: date
    effective_from: date
    effective_to: date | None
    suspended_by: tuple[Suspension, ...]
    superseded_by: str | None
    source: str
    """Where we read it, and what is still to be verified."""


@dataclass(frozen=True)
class Rule:
    """One rule or practice limit, with the numbers that the functions of this package take."""

    id: str
    kind: Kind
    document: str | None
    """The legal document it stands in; a practice limit may have none."""

    effective_from: date
    effective_to: date | None
    superseded_by: str | None
    """The rule that replaces this one from its own first day on."""

    values: Mapping[str, Decimal]
    text_vi: str
    text_en: str
    source: str


@dataclass(frozen=True)
class RuleBook:
    """All documents and rules ever known."""

    documents: Mapping[str, Document]
    rules: Mapping[str, Rule]

    def documents_in_force(self, on: date) -> tuple[Document, ...]:
        return tuple(d for d in self.documents.values() if self._applies(d, on))

    def rules_in_force(self, on: date) -> tuple[Rule, ...]:
        return tuple(rule for rule in self.rules.values() if self._holds(rule, on))

    def _applies(self, document: Document, on: date) -> bool:
        if not _within(document, on) or any(s.covers(on) for s in document.suspended_by):
            return False
        successor = document.superseded_by
        return successor is None or not self._applies(self.documents[successor], on)

    def _holds(self, rule: Rule, on: date) -> bool:
        if not _within(rule, on):
            return False
        if rule.document and not self._applies(self.documents[rule.document], on):
            return False
        successor = rule.superseded_by
        return successor is None or not self._holds(self.rules[successor], on)


def read_rule_book(text: str) -> RuleBook:
    """A rule book from its JSON form, the one packaged here or a province's own."""
    table = json.loads(text)
    return RuleBook(
        documents={row["id"]: _document(row) for row in table["documents"]},
        rules={row["id"]: _rule(row) for row in table["rules"]},
    )


@cache
def packaged_rule_book() -> RuleBook:
    path = files("nguon.core.haccp").joinpath("rule_book.json")
    return read_rule_book(path.read_text(encoding="utf-8"))


def rules_in_force(on: date, book: RuleBook | None = None) -> tuple[Rule, ...]:
    """The rules that hold on a local day."""
    return (book or packaged_rule_book()).rules_in_force(on)


def documents_in_force(on: date, book: RuleBook | None = None) -> tuple[Document, ...]:
    """The legal documents that apply on a local day."""
    return (book or packaged_rule_book()).documents_in_force(on)


def _within(it: Document | Rule, on: date) -> bool:
    return it.effective_from <= on and (it.effective_to is None or on <= it.effective_to)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _document(row: Mapping[str, Any]) -> Document:
    return Document(
        id=row["id"],
        number=row["number"],
        title_vi=row["vi"],
        title_en=row["en"],
        issued=date.fromisoformat(row["issued"]),
        effective_from=date.fromisoformat(row["effective_from"]),
        effective_to=_day(row.get("effective_to")),
        suspended_by=tuple(
            Suspension(s["document"], date.fromisoformat(s["from"]), _day(s["to"]))
            for s in row.get("suspended_by", ())
        ),
        superseded_by=row.get("superseded_by"),
        source=row["source"],
    )


def _rule(row: Mapping[str, Any]) -> Rule:
    return Rule(
        id=row["id"],
        kind=row["kind"],
        document=row["document"],
        effective_from=date.fromisoformat(row["effective_from"]),
        effective_to=_day(row.get("effective_to")),
        superseded_by=row.get("superseded_by"),
        values={name: Decimal(value) for name, value in row["values"].items()},
        text_vi=row["vi"],
        text_en=row["en"],
        source=row["source"],
    )
