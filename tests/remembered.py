"""A set-up that many tests begin with is made once a worker, by operations, and then copied in.

What it wrote is kept as rows, so that each test has its own in its own transaction, and costs a
few milliseconds instead of half a second.
"""

import pickle
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TypeVar, cast

from django.db import connection, transaction
from psycopg import sql

T = TypeVar("T")
Rows = bytes
_COLUMNS = """
    SELECT c.relname, array_agg(a.attname ORDER BY a.attnum)
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
       AND c.relnamespace = 'public'::regnamespace
       AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     GROUP BY c.relname ORDER BY c.relname
"""


@dataclass(frozen=True)
class Table:
    name: str
    columns: tuple[str, ...]

    @property
    def named(self) -> sql.Composable:
        return sql.Identifier(self.name)

    @property
    def listed(self) -> sql.Composable:
        return sql.SQL(", ").join(map(sql.Identifier, self.columns))


@dataclass(frozen=True)
class Memory:
    value: bytes
    rows: dict[Table, Rows]


_MEMORIES: dict[Hashable, Memory] = {}


def remembered(key: Hashable, build: Callable[[], T]) -> T:
    """What `build` returns, pickled, and the rows it adds; it must change none that was there.

    The key names everything that `build` depends on, such as the day, and what was set up before.
    """
    memory = _MEMORIES.get(key)
    if memory is None:
        memory = _MEMORIES[key] = _made(build)
    else:
        _write(memory.rows)
    return cast(T, pickle.loads(memory.value))  # noqa: S301 our own bytes, of this process


def _made(build: Callable[[], T]) -> Memory:
    tables = _tables()
    counts = {table: _count(table) for table in tables}
    with transaction.atomic():
        since = _number_of_this_savepoint()
        value = build()
        rows = {table: _read(table, since) for table in tables}
    for table, (count, _rows) in rows.items():
        assert _count(table) == counts[table] + count, f"{table.name}: rows were changed"
    return Memory(pickle.dumps(value), {table: found for table, (n, found) in rows.items() if n})


def _tables() -> list[Table]:
    with connection.cursor() as cursor:
        cursor.execute(_COLUMNS)
        return [Table(name, tuple(columns)) for name, columns in cursor.fetchall()]


def _number_of_this_savepoint() -> int:
    """Transaction numbers of PostgreSQL grow; whatever is written from now on has this or more."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_session (session_key, session_data, expire_date)"
            " VALUES ('remembered', '', now()) RETURNING xmin::text::bigint"
        )
        (number,) = cursor.fetchone()
        cursor.execute("DELETE FROM django_session WHERE session_key = 'remembered'")
    return int(number)


def _count(table: Table) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(table.named))
        (count,) = cursor.fetchone()
    return int(count)


def _read(table: Table, since: int) -> tuple[int, Rows]:
    chosen = sql.SQL("SELECT {} FROM {} WHERE xmin::text::bigint >= {}").format(
        table.listed, table.named, sql.Literal(since)
    )
    with connection.cursor() as cursor:
        with cursor.copy(sql.SQL("COPY ({}) TO STDOUT (FORMAT BINARY)").format(chosen)) as copy:
            found = b"".join(bytes(part) for part in copy)
        return int(cursor.rowcount), found


def _write(rows: dict[Table, Rows]) -> None:
    """In any order: keys to other rows are looked at when the transaction ends."""
    with connection.cursor() as cursor:
        for table, found in rows.items():
            into = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT BINARY)")
            with cursor.copy(into.format(table.named, table.listed)) as copy:
                copy.write(found)
