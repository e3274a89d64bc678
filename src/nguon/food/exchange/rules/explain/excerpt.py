"""A few lines of a text around a place, with the place marked."""

from dataclasses import dataclass

from nguon.food.exchange.rules.explain.locate import Span

LINES_AROUND = 2
LONGEST_SIDE = 240
LONGEST_MARK = 320


@dataclass(frozen=True, slots=True)
class Excerpt:
    """`line` counts from 1; the three texts stand one after the other."""

    line: int
    before: str
    marked: str
    after: str


def excerpt_of(text: str, span: Span) -> Excerpt:
    """Cut to what can be read on a phone: a document may be one line of megabytes."""
    start, end = span.key_start, min(span.end, span.start + LONGEST_MARK)
    above, below = start, end
    for _ in range(LINES_AROUND + 1):
        above = text.rfind("\n", 0, above)
        if above < 0:
            break
    for _ in range(LINES_AROUND):
        below = text.find("\n", below + 1)
        if below < 0:
            below = len(text)
            break
    first = max(above + 1, start - LONGEST_SIDE)
    last = min(below, end + LONGEST_SIDE)
    return Excerpt(
        line=text.count("\n", 0, start) + 1,
        before=("…" if first > above + 1 else "") + text[first:start],
        marked=text[start:end] + ("…" if end < span.end else ""),
        after=text[end:last] + ("…" if last < below else ""),
    )


def span_of_line(text: str, line: int, column: int = 1) -> Span:
    """The rest of a line from a column on, both from 1."""
    start = 0
    for _ in range(line - 1):
        found = text.find("\n", start)
        if found < 0:
            break
        start = found + 1
    start = min(start + column - 1, max(len(text) - 1, 0))
    end = text.find("\n", start)
    return Span(start, min(len(text) if end < 0 else end, start + 40) or start, start)
