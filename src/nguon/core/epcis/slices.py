"""A long document in pieces, so that never all of its events are in memory as values at once.

The events are found by their first and last octet; each piece is a document of its own with what
events need of the rest. What is not sound JSON is not judged here: it has no pieces.
"""

import json
import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from nguon.core.epcis.document import Document, parse_document
from nguon.core.epcis.json_text import read_json
from nguon.core.epcis.problem import Problem, UnreadableError

SLICE_EVENTS = 1_000
SLICE_OCTETS = 8 * 1024 * 1024
_BLANK = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()
_LISTS: Mapping[str, Any] = {
    "epcisBody": {"eventList": None, "queryResults": {"resultsBody": {"eventList": None}}}
}
_WAYS = {
    "EPCISDocument": ("epcisBody", "eventList"),
    "EPCISQueryDocument": ("epcisBody", "queryResults", "resultsBody", "eventList"),
}
_NEEDED = ("@context", "type", "schemaVersion", "creationDate")


@dataclass(frozen=True, slots=True)
class EventSlice:
    """Some events of a document, standing in a document; `first` counts from 0.

    In the place of an event that cannot be read stands nothing; why is told in `problems`.
    """

    first: int
    document: Document
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class SlicedDocument:
    """`head` is the document with everything but its events; `count` says how many those are."""

    head: Document
    text: bytes
    bounds: "array[int]"

    @property
    def count(self) -> int:
        return len(self.bounds) // 2

    def slices(self) -> Iterator[EventSlice]:
        light = {name: self.head.root[name] for name in _NEEDED if name in self.head.root}
        first = 0
        while first < self.count:
            last = self._last_of(first)
            octets = self.text[self.bounds[2 * first] : self.bounds[2 * last + 1]]
            problems: tuple[Problem, ...] = ()
            try:
                events = read_json(b"[" + octets + b"]")
            except UnreadableError:
                events, problems = self._one_by_one(first, last)
            document = Document({**light, **_body(self.head.type, events)})
            yield EventSlice(first, document, problems)
            first = last + 1

    def _one_by_one(self, first: int, last: int) -> tuple[list[Any], tuple[Problem, ...]]:
        events: list[Any] = []
        problems: list[Problem] = []
        way = "/".join(_WAYS[self.head.type])
        for number in range(first, last + 1):
            octets = self.text[self.bounds[2 * number] : self.bounds[2 * number + 1]]
            try:
                events.append(read_json(octets))
            except UnreadableError as error:
                events.append(None)
                path = f"/{way}/{number - first}{error.problem.path}"
                problems.append(replace(error.problem, path=path))
        return events, tuple(problems)

    def _last_of(self, first: int) -> int:
        """The last event of the piece that begins with the first one."""
        start, last = self.bounds[2 * first], first
        while (
            last + 1 < min(self.count, first + SLICE_EVENTS)
            and self.bounds[2 * last + 3] - start <= SLICE_OCTETS
        ):
            last += 1
        return last


class _Unsound(Exception):
    """The text cannot be followed; whoever reads it whole finds out why."""


def slice_document(data: bytes) -> SlicedDocument | None:
    """The pieces of an EPCISDocument or EPCISQueryDocument; None if it cannot be taken apart.

    Raises `UnreadableError` for what is unsound beside the events.
    """
    # Octet by octet: what has a meaning in JSON is ASCII, wherever it stands in UTF-8.
    text = data.decode("latin-1")
    walk = _Walk(text)
    try:
        walk.object(_opening(text), _LISTS, ())
    except (_Unsound, ValueError, IndexError, RecursionError):
        return None
    if walk.found is None:
        return None
    way, start, end = walk.found
    head = parse_document(data[:start] + data[end:])
    return SlicedDocument(head, data, walk.bounds) if _WAYS.get(head.type) == way else None


def _opening(text: str) -> int:
    mark = "\xef\xbb\xbf"  # the octets of a byte order mark
    at = _skip(text, len(mark) if text.startswith(mark) else 0)
    if text[at] != "{":
        raise _Unsound
    return at


class _Walk:
    def __init__(self, text: str) -> None:
        self.text = text
        self.bounds = array("q")
        self.found: tuple[tuple[str, ...], int, int] | None = None

    def object(self, at: int, ways: Mapping[str, Any], passed: tuple[str, ...]) -> int:
        """Follow the object that opens at `at`; where it ends."""
        at = _skip(self.text, at + 1)
        while self.text[at] != "}":
            name, at = _DECODER.raw_decode(self.text, self._expect(at, '"') - 1)
            at = _skip(self.text, self._expect(_skip(self.text, at), ":"))
            at = _skip(self.text, self._member(at, ways.get(name, ...), (*passed, name)))
            if self.text[at] == ",":
                at = _skip(self.text, at + 1)
        return at + 1

    def _member(self, at: int, ways: Any, passed: tuple[str, ...]) -> int:
        if ways is None and self.text[at] == "[":
            return self._list(at, passed)
        if isinstance(ways, Mapping) and self.text[at] == "{":
            return self.object(at, ways, passed)
        return _DECODER.raw_decode(self.text, at)[1]

    def _list(self, at: int, passed: tuple[str, ...]) -> int:
        if self.found is not None:
            raise _Unsound
        start = at = _skip(self.text, at + 1)
        while self.text[at] != "]":
            end = _DECODER.raw_decode(self.text, at)[1]
            self.bounds.extend((at, end))
            at = _skip(self.text, end)
            if self.text[at] == ",":
                at = _skip(self.text, at + 1)
                if self.text[at] == "]":
                    raise _Unsound
            elif self.text[at] != "]":
                raise _Unsound
        self.found = (passed, start, at)
        return at + 1

    def _expect(self, at: int, sign: str) -> int:
        if self.text[at] != sign:
            raise _Unsound
        return at + 1


def _skip(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at


def _body(type_: str, events: Sequence[Any]) -> dict[str, Any]:
    if type_ == "EPCISDocument":
        return {"epcisBody": {"eventList": events}}
    results = {"queryName": "SimpleEventQuery", "resultsBody": {"eventList": events}}
    return {"epcisBody": {"queryResults": results}}
