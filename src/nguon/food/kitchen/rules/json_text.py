"""Where a JSON value ends in a text, found without reading it.

A number of 5,000 digits, 5,000 brackets in each other or a slip of the pen make a value that
nobody can read. Its neighbours must not suffer for it, so its end is looked for by brackets and
quotation marks alone.
"""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

_STRING = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_TOKEN = re.compile(rf'{_STRING}|[\[{{]|[\]}}]|[,:]|[^\[\]{{}}",:]++', re.DOTALL)
_CLOSING = {"[": "]", "{": "}"}


def end_of_value(text: str, at: int) -> int:
    """The first place behind the value that begins at `at`; raises ValueError if it has no end."""
    open_brackets: list[str] = []
    while True:
        found = _TOKEN.match(text, at)
        if found is None:
            raise ValueError(f"expected the end of a value, got that of the text, at {at}")
        token = found.group()
        if token in _CLOSING:
            open_brackets.append(_CLOSING[token])
        elif token in ("]", "}"):
            if not open_brackets or open_brackets.pop() != token:
                raise ValueError(f"expected another closing bracket than {token} at {at}")
        elif not open_brackets:
            if token in (",", ":"):
                raise ValueError(f"expected a value at {at}, got {token}")
            # A word or a number goes on to the next sign; the space behind it is not its own.
            return at + len(token.rstrip(" \t\r\n"))
        at = found.end()
        if not open_brackets:
            return at


def member_of(text: str, name: str) -> Any:
    """What an object says under this name, even if its other members cannot be read; else None."""
    with suppress(ValueError, RecursionError):
        for said, value in _members(text):
            if said == name:
                return json.loads(value)
    return None


def _members(text: str) -> Iterator[tuple[str, str]]:
    at = _behind(text, 0, "{")
    while True:
        end = end_of_value(text, at)
        name = json.loads(text[at:end])
        at = _behind(text, end, ":")
        end = end_of_value(text, at)
        yield name, text[at:end]
        at = _behind(text, end, ",")


_SPACE = re.compile(r"[ \t\r\n]*")


def _behind(text: str, at: int, sign: str) -> int:
    """Behind the sign, and behind the space around it."""
    at = _space_to(text, at)
    if text[at : at + 1] != sign:
        raise ValueError(f"expected {sign} at {at}, got {text[at : at + 1]!a}")
    return _space_to(text, at + 1)


def _space_to(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return at if space is None else space.end()
