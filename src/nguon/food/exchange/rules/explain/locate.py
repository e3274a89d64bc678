"""Where in a JSON text the value of a JSON Pointer stands (RFC 6901)."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from json.decoder import scanstring  # type: ignore[attr-defined]  # typeshed lacks it

_SPACE = re.compile(r"[ \t\n\r]*")
_SCALAR = re.compile(r"[^\s,\]}\"\[{:]+")


@dataclass(frozen=True, slots=True)
class Span:
    """`text[start:end]` is the value; `key_start` where its name begins, or its own start."""

    start: int
    end: int
    key_start: int


def locate(text: str, pointers: Collection[str]) -> dict[str, Span]:
    """The spans of those pointers that lead somewhere. `text` must be JSON that can be read."""
    found: dict[str, Span] = {}
    wanted = set(pointers)
    ways = {way for pointer in wanted for way in _ways(pointer)}
    _value(text, _after_space(text, 0), "", _Search(wanted, ways, found))
    return found


@dataclass(frozen=True, slots=True)
class _Search:
    wanted: set[str]
    ways: set[str]
    """The wanted pointers and everything above them: only these are written down."""
    found: dict[str, Span]


def _ways(pointer: str) -> list[str]:
    parts = pointer.split("/")
    return ["/".join(parts[:length]) for length in range(1, len(parts) + 1)]


def _value(text: str, at: int, path: str | None, search: _Search, *, key_start: int = -1) -> int:
    """The end of the value that begins at `at`; `path` is None where nothing below is wanted."""
    match text[at : at + 1]:
        case "{":
            end = _object(text, at, path, search)
        case "[":
            end = _list(text, at, path, search)
        case '"':
            end = scanstring(text, at + 1)[1]
        case _:
            scalar = _SCALAR.match(text, at)
            end = scalar.end() if scalar else at + 1
    if path is not None and path in search.wanted:
        search.found[path] = Span(at, end, key_start if key_start >= 0 else at)
    return end


def _object(text: str, at: int, path: str | None, search: _Search) -> int:
    at = _after_space(text, at + 1)
    while text[at : at + 1] == '"':
        key_start = at
        name, at = scanstring(text, at + 1)
        at = _after_space(text, at)
        at = _after_space(text, at + 1)  # the colon
        at = _value(text, at, _below(path, name, search), search, key_start=key_start)
        at = _after_space(text, at)
        if text[at : at + 1] == ",":
            at = _after_space(text, at + 1)
    return at + 1


def _list(text: str, at: int, path: str | None, search: _Search) -> int:
    at = _after_space(text, at + 1)
    number = 0
    while at < len(text) and text[at] != "]":
        at = _after_space(text, _value(text, at, _below(path, str(number), search), search))
        number += 1
        if text[at : at + 1] == ",":
            at = _after_space(text, at + 1)
    return at + 1


def _below(path: str | None, name: str, search: _Search) -> str | None:
    if path is None:
        return None
    inner = f"{path}/{name.replace('~', '~0').replace('/', '~1')}"
    return inner if inner in search.ways else None


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at
