"""Everything that is wrong with a document, each at its place in the text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from nguon.core.epcis import (
    Document,
    EpcisError,
    Limits,
    Problem,
    parse_document,
    validate,
    write_json,
)
from nguon.core.epcis.xml import read_xml
from nguon.food.exchange.rules.explain.excerpt import Excerpt, excerpt_of, span_of_line
from nguon.food.exchange.rules.explain.locate import Span, locate
from nguon.food.exchange.rules.explain.repairs import missing_context, repair_of

LONGEST = 2 * 1024 * 1024
MOST_PROBLEMS = 100
_LIMITS = Limits(size=LONGEST)
_AT = re.compile(r"([0-9]+):([0-9]+)\Z")
_BEGINNING = Span(0, 1, 0)


@dataclass(frozen=True, slots=True)
class Explained:
    """`repair` is the text that would stand at `span` instead; `excerpt` shows the place."""

    problem: Problem
    excerpt: Excerpt | None = None
    repair: str | None = None
    span: Span | None = None


@dataclass(frozen=True)
class Explanation:
    """`text` is what the excerpts are taken from: the document itself, or what its XML means."""

    form: str
    text: str
    type: str
    event_count: int
    problems: Sequence[Explained]
    problem_count: int

    @property
    def repairs(self) -> list[Explained]:
        return [one for one in self.problems if one.repair is not None]

    @property
    def mended(self) -> str:
        """The text with every repair made and everything else as it was."""
        text = self.text
        made = {one.span.start: one for one in self.repairs if one.span is not None}
        last = len(text) + 1
        for start in sorted(made, reverse=True):
            one = made[start]
            assert one.span is not None  # noqa: S101 the key was taken from it
            if one.span.end > last:
                continue  # a repair within it is made first; the next look offers this one
            last = start
            text = text[:start] + str(one.repair) + text[one.span.end :]
        return text


def explain_document(data: bytes, *, own_hosts: frozenset[str]) -> Explanation:
    """Also for a document that cannot be read at all."""
    is_xml = data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    text = data.decode("utf-8-sig", errors="replace")
    try:
        document = read_xml(data, _LIMITS) if is_xml else parse_document(data, _LIMITS)
    except EpcisError as error:
        return _unreadable(error.problem, text, form="xml" if is_xml else "json")
    problems = validate(document, own_hosts=own_hosts)
    if is_xml:
        text = _pretty(document.root)
    shown = problems[:MOST_PROBLEMS]
    return Explanation(
        form="xml" if is_xml else "json",
        text=text,
        type=document.type,
        event_count=len(list(document.event_members())),
        problems=_explained(shown, document, text, may_repair=not is_xml),
        problem_count=len(problems),
    )


def _unreadable(problem: Problem, text: str, *, form: str) -> Explanation:
    """Shown at the line that the reader stumbled over, if it said which."""
    found = _AT.search(problem.got)
    span = span_of_line(text, int(found[1]), int(found[2])) if found else None
    excerpt = excerpt_of(text, span) if span else None
    return Explanation(form, text, "", 0, [Explained(problem, excerpt)], 1)


def _explained(
    problems: Sequence[Problem], document: Document, text: str, *, may_repair: bool
) -> list[Explained]:
    spans = locate(text, {way for one in problems for way in _with_parents(one.path)})
    return [_one(one, document, text, spans, may_repair=may_repair) for one in problems]


def _with_parents(path: str) -> list[str]:
    parts = path.split("/")
    return ["/".join(parts[:length]) for length in range(1, len(parts) + 1)]


def _one(
    problem: Problem, document: Document, text: str, spans: dict[str, Span], *, may_repair: bool
) -> Explained:
    span = next(
        (spans[way] for way in reversed(_with_parents(problem.path)) if way in spans), _BEGINNING
    )
    excerpt = excerpt_of(text, span)
    if not may_repair or problem.path not in spans:
        return Explained(problem, excerpt)
    if (members := missing_context(problem)) is not None:
        at = span.start + 1
        comma = ", " if document.root else ""
        return Explained(problem, excerpt, members + comma, Span(at, at, at))
    value = _at(document.root, problem.path)
    repair = repair_of(problem, value, text[span.start : span.end])
    return Explained(problem, excerpt, repair, span)


def _at(root: Any, path: str) -> Any:
    value = root
    for part in path.split("/")[1:]:
        name = part.replace("~1", "/").replace("~0", "~")
        value = value[int(name)] if isinstance(value, list) else value[name]
    return value


def _pretty(root: Any) -> str:
    """What an XML document means, as JSON in lines: numbers as they were written."""
    out: list[str] = []
    _lines(root, "", out)
    return "".join(out)


def _lines(value: Any, indent: str, out: list[str]) -> None:
    inner = indent + "  "
    if isinstance(value, dict) and value:
        for number, (name, member) in enumerate(value.items()):
            out.append("{\n" if number == 0 else ",\n")
            out.append(f"{inner}{write_json(name).decode()}: ")
            _lines(member, inner, out)
        out.append(f"\n{indent}}}")
    elif isinstance(value, list) and value:
        for number, member in enumerate(value):
            out.append("[\n" if number == 0 else ",\n")
            out.append(inner)
            _lines(member, inner, out)
        out.append(f"\n{indent}]")
    else:
        out.append(write_json(value).decode())
