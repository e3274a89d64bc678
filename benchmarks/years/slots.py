"""Rows of a template week as text with slots: everything that is another in a copy.

Texts are cut at whatever looks like an identifier, a day or a supplier's lot number, and at the
names of kitchen and suppliers. A slot is a place in the list of values that `copies` makes.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from operator import itemgetter
from typing import Any

from django.db import connection

UUID_TEXT = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
DAY = r"\b20\d\d-\d\d-\d\d"
OWN = r"https://[a-z.]+/(?:class|obj|loc)/[0-9A-Z]{8,}"
SPOKEN = r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3}\b"
SOLD_LOT = r"\b\d{6}(?:LON|GA)\b"
NAME_ID = r'(?<="name_id": )\d+'

Values = Sequence[str]
Key = tuple[str, Any]
"""What kind of value a slot takes, and what it was in the template."""


class Slots:
    """Gives every different key of a template week a number."""

    def __init__(self, names: Iterable[str]) -> None:
        longest = sorted(filter(None, names), key=len, reverse=True)
        parts = [*map(re.escape, longest), UUID_TEXT, OWN, SPOKEN, SOLD_LOT, DAY, NAME_ID]
        self._found = re.compile("|".join(parts))
        self.numbers: dict[Key, int] = {}

    def of(self, kind: str, value: Any) -> int:
        return self.numbers.setdefault((kind, value), len(self.numbers))

    def cut(self, text: str) -> list[str | int]:
        """Pieces of text, and numbers of slots between them."""
        parts: list[str | int] = []
        end = 0
        for match in self._found.finditer(text):
            parts += [text[end : match.start()], self.of("text", match.group())]
            end = match.end()
        return [*parts, text[end:]]


class Template:
    """Text with slots that is filled in one go."""

    def __init__(self, parts: Iterable[str | int]) -> None:
        pieces, wanted = [""], []
        for part in parts:
            if isinstance(part, int):
                wanted.append(part)
                pieces.append("")
            else:
                pieces[-1] += part
        self._pieces = pieces
        self._first = pieces[0]
        self._rest = pieces[1:]
        self._count = len(wanted)
        self._get: Callable[[Values], Any] = itemgetter(*wanted) if wanted else tuple

    def fill(self, values: Values) -> str:
        if not self._count:
            return self._first
        got = self._get(values)
        line = [""] * (2 * self._count + 1)
        line[::2] = self._pieces
        line[1::2] = got if self._count > 1 else (got,)
        return "".join(line)


class Canonical:
    """The text an event's hash is made of; lists whose order means nothing are sorted again."""

    def __init__(self, slots: Slots, text: str) -> None:
        self._parts = [
            Template(slots.cut(one)) if isinstance(one, str) else self._group(slots, one)
            for one in _pieces(text)
        ]

    @staticmethod
    def _group(slots: Slots, items: list[str]) -> list[Template]:
        return [Template(slots.cut(item)) for item in items]

    def fill(self, values: Values) -> bytes:
        return "".join(
            one.fill(values)
            if isinstance(one, Template)
            else ",".join(sorted(item.fill(values) for item in one))
            for one in self._parts
        ).encode()


def _pieces(text: str) -> Iterator[str | list[str]]:
    """The text, with the items of longer lists apart."""
    from nguon.core.epcis.json_text import write_sorted_json  # noqa: PLC0415

    def written(value: Any) -> str:
        return write_sorted_json(value).decode()

    def walk(value: Any) -> Iterator[str | list[str]]:
        if isinstance(value, dict):
            yield "{"
            for place, name in enumerate(sorted(value)):
                yield f"{',' if place else ''}{written(name)}:"
                yield from walk(value[name])
            yield "}"
        elif isinstance(value, list) and len(value) > 1:
            yield from ("[", [written(item) for item in value], "]")
        elif isinstance(value, list):
            yield "["
            for item in value:
                yield from walk(item)
            yield "]"
        else:
            yield written(value)

    pieces = list(walk(json.loads(text, parse_float=Decimal, parse_int=Decimal)))
    if "".join(",".join(one) if isinstance(one, list) else one for one in pieces) != text:
        raise SystemExit(f"the canonical text is written otherwise here: {text}")
    return iter(pieces)


def columns_of(table: str) -> list[tuple[str, str]]:
    """Names and types of what can be written."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select column_name, data_type from information_schema.columns where table_name = %s"
            " and table_schema = current_schema() and is_generated = 'NEVER'"
            " order by ordinal_position",
            [table],
        )
        return list(cursor.fetchall())


def rows_of(table: str, where: str, parameters: Sequence[Any]) -> list[dict[str, str | None]]:
    """Each value as PostgreSQL writes it; octets as the text that they are."""
    shown = ", ".join(
        f"convert_from({name}, 'UTF8')" if kind == "bytea" and name == "raw" else f'"{name}"::text'
        for name, kind in columns_of(table)
    )
    names = [name for name, _ in columns_of(table)]
    with connection.cursor() as cursor:
        cursor.execute(f"select {shown} from {table} where {where}", parameters)
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def escaped(text: str) -> str:
    """As COPY wants it."""
    found = text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")
    return found.replace("\r", "\\r")
