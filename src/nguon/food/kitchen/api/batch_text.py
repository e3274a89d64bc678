"""The text of a batch, taken apart without losing a byte of any record in it."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from nguon.base.errors import FieldError, InputInvalid
from nguon.food.kitchen.rules.json_text import end_of_value

_DECODER = json.JSONDecoder()
_SPACE = re.compile(r"[ \t\r\n]*")


@dataclass(frozen=True)
class BatchText:
    """The members of the batch, and of each item its very bytes with what they say.

    What cannot be read says None: a member or an item of its own harms no other.
    """

    members: Mapping[str, Any]
    items: list[tuple[bytes, Any]]


def read_batch(body: bytes) -> BatchText:
    """Raises InputInvalid for what is not a batch as a whole; items may say anything.

    Bytes that are no UTF-8 pass through unharmed, to be refused with the item they stand in.
    """
    try:
        return _batch(body.decode(errors="surrogateescape"))
    except (ValueError, IndexError) as error:
        wanted = _("one JSON object in UTF-8, with a list of items")
        message = _("The batch cannot be read.")
        raise InputInvalid([FieldError("", message, wanted, str(error)[:80])]) from None


def _batch(text: str) -> BatchText:
    members: dict[str, Any] = {}
    items: list[tuple[bytes, Any]] | None = None
    at = _expect(text, 0, "{")
    while text[at] != "}":
        name, at = _value(text, at)
        if not isinstance(name, str):
            raise ValueError(f"expected a name before {at}")
        at = _expect(text, at, ":")
        if name == "items":
            items, at = _items(text, at)
        else:
            members[name], at = _value(text, at)
        at = _next(text, at, "}")
    if items is None or _skip(text, at + 1) != len(text):
        raise ValueError("no items" if items is None else "text after the end")
    return BatchText(members, items)


def _items(text: str, at: int) -> tuple[list[tuple[bytes, Any]], int]:
    at = _expect(text, at, "[")
    found = []
    while text[at] != "]":
        said, end = _value(text, at)
        found.append((text[at:end].encode(errors="surrogateescape"), said))
        at = _next(text, end, "]")
    return found, at + 1


def _value(text: str, at: int) -> tuple[Any, int]:
    """What it says, or None, and where it ends; raises ValueError if that cannot be told."""
    try:
        return _DECODER.raw_decode(text, at)
    except (ValueError, RecursionError):
        return None, end_of_value(text, at)


def _skip(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return at if space is None else space.end()


def _expect(text: str, at: int, sign: str) -> int:
    """Behind the sign, and behind the space that follows it."""
    at = _skip(text, at)
    if text[at] != sign:
        raise ValueError(f"expected {sign} at {at}, got {text[at]!a}")
    return _skip(text, at + 1)


def _next(text: str, at: int, end: str) -> int:
    """The next member, or the sign that ends them."""
    at = _skip(text, at)
    if text[at] == end:
        return at
    at = _expect(text, at, ",")
    if text[at] == end:
        raise ValueError(f"expected a value at {at}, got {end}")
    return at


def named_photos(said: Any) -> Iterator[str]:
    """The hashes that an item names, as far as it can be read."""
    photos = said.get("photos") if isinstance(said, dict) else None
    for photo in photos if isinstance(photos, list) else ():
        sha256 = photo.get("sha256") if isinstance(photo, dict) else None
        if isinstance(sha256, str) and _HASH.fullmatch(sha256.lower()):
            yield sha256.lower()


_HASH = re.compile(r"[0-9a-f]{64}")
