"""Lines of COPY into their tables: a few as one statement, many as COPY.

COPY takes three round trips for each table, and sends anything fast; for one event the round trips
are what it costs. A value escaped for COPY is escaped for a string `E'…'` as well, but for its
quotes.
"""

from typing import NamedTuple

from django.db import connection

from nguon.food.trace.operations.copy_text import NULL

FEW = 100


class Lines(NamedTuple):
    """Rows of a table as COPY's text form has them, each with its newline."""

    table: str
    columns: str
    lines: list[str]


def write_lines(*tables: Lines) -> None:
    """All of them in this order; tables without lines are passed over."""
    filled = [one for one in tables if one.lines]
    if not filled:
        return
    with connection.cursor() as cursor:
        if sum(len(one.lines) for one in filled) <= FEW:
            cursor.execute(";".join(map(_insert, filled)))
            return
        for one in filled:
            with cursor.copy(f"copy {one.table} ({one.columns}) from stdin") as copy:
                copy.write("".join(one.lines))


def _insert(one: Lines) -> str:
    return f"insert into {one.table} ({one.columns}) values {','.join(map(_values, one.lines))}"  # noqa: S608


def _values(line: str) -> str:
    parts = line[:-1].replace("'", "''").split("\t")
    return "(" + ",".join("null" if part == NULL else f"E'{part}'" for part in parts) + ")"
