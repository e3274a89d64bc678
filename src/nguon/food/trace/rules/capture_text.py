"""What was sent to be captured, as documents: whole, or in pieces where it is long."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.conf import settings

from nguon.core.epcis import Document, Problem, parse_document, validate
from nguon.core.epcis.event_hash import Syntax
from nguon.core.epcis.slices import EventSlice, SlicedDocument, slice_document
from nguon.core.epcis.xml import read_xml

JSON = "application/json"
XML_TYPES = frozenset({"application/xml", "text/xml"})
LONG = 1024 * 1024
"""So many octets are looked at in pieces; below, one look is faster."""


@dataclass(frozen=True)
class CaptureText:
    """`head` says everything but the events if these come in pieces, else everything."""

    head: Document
    sliced: SlicedDocument | None = None

    @property
    def count(self) -> int:
        if self.sliced is not None:
            return self.sliced.count
        return sum(1 for _ in self.head.event_members())

    def slices(self) -> Iterator[EventSlice]:
        if self.sliced is None or not self.sliced.count:
            yield EventSlice(0, self.head)
        else:
            yield from self.sliced.slices()


def read_capture_text(raw: bytes, media_type: str) -> CaptureText:
    """Raises `EpcisError` for what is not even JSON or XML."""
    if media_type in XML_TYPES:
        return CaptureText(read_xml(raw))
    sliced = slice_document(raw) if len(raw) > LONG else None
    if sliced is not None:
        return CaptureText(sliced.head, sliced)
    return CaptureText(parse_document(raw))


def syntax_of(media_type: str) -> Syntax:
    """How the values of its events are read for their event hash."""
    return Syntax.XML if media_type in XML_TYPES else Syntax.JSON


def problems_of(piece: EventSlice) -> list[Problem]:
    """All that is wrong with these events, by their place in the document they came in."""
    unreadable = {problem.event_number for problem in piece.problems}
    found = [*piece.problems]
    found += [
        problem
        for problem in validate(piece.document, own_hosts=own_hosts())
        if problem.event_number not in unreadable or problem.event_number is None
    ]
    return [moved(problem, piece.first) for problem in found] if piece.first else found


def own_hosts() -> frozenset[str]:
    return frozenset({settings.NGUON_IDENTIFIER_HOST})


def moved(problem: Problem, by: int) -> Problem:
    number = problem.event_number
    if number is None:
        return problem
    head, _, rest = problem.path.partition("/eventList/")
    _, slash, below = rest.partition("/")
    return replace(problem, path=f"{head}/eventList/{number + by}{slash}{below}")
