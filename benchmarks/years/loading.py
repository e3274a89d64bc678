"""Lines into tables by COPY: without indexes while it lasts, and without waiting for the disk."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final

from django.db import connection

TABLES: Final = [
    "journal_record",
    "kitchen_meal",
    "kitchen_dish",
    "kitchen_mealplanning",
    "kitchen_cookingcheck",
    "kitchen_ingredient",
    "kitchen_servingcheck",
    "kitchen_retainedsample",
    "kitchen_eatingstart",
    "kitchen_receivedline",
    "kitchen_fridgereading",
    "kitchen_sampledestruction",
    "kitchen_hold",
    "trace_event",
    "trace_event_link",
    "trace_node",
    "trace_edge",
    "trace_lot",
]
FASTER: Final = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "off",
    "max_wal_size": "8GB",
    "checkpoint_timeout": "1h",
}
"""A half-loaded database is thrown away, not mended; afterwards all is as it was."""
_INDEXES = """
select c.conname, c.contype, pg_get_constraintdef(c.oid), c.conrelid::regclass::text
from pg_constraint c where c.conrelid = any(%s::regclass[]) and c.contype in ('p', 'u', 'f', 'x')
order by c.contype = 'f' desc
"""
_PLAIN = """
select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) from pg_index i
where i.indrelid = any(%s::regclass[])
and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
"""
_POINTING = """
select c.conname, c.contype, pg_get_constraintdef(c.oid), c.conrelid::regclass::text
from pg_constraint c where c.contype = 'f' and c.confrelid = any(%s::regclass[])
and not c.conrelid = any(%s::regclass[])
"""


@contextmanager
def without_indexes(
    tables: Sequence[str] = TABLES, *, is_own_server: bool = True
) -> Iterator[None]:
    """They are made again from their own definitions, one after the other.

    Only a server of one's own does not wait for the disk meanwhile.
    """
    with connection.cursor() as cursor:
        if is_own_server:
            _set(FASTER)
        cursor.execute(_POINTING, [list(tables), list(tables)])
        constraints = cursor.fetchall()
        cursor.execute(_INDEXES, [list(tables)])
        constraints += cursor.fetchall()
        cursor.execute(_PLAIN, [list(tables)])
        indexes = cursor.fetchall()
        for name, _kind, _definition, table in constraints:
            cursor.execute(f'alter table {table} drop constraint "{name}" cascade')
        for name, _definition in indexes:
            cursor.execute(f"drop index {name}")
        yield
        cursor.execute("set maintenance_work_mem = '1GB'")
        for _name, definition in indexes:
            cursor.execute(definition)
        cursor.execute("analyze")  # else foreign keys are checked row by row
        for name, _kind, definition, table in reversed(constraints):
            cursor.execute(f'alter table {table} add constraint "{name}" {definition}')


def settle(numbers: Mapping[str, int]) -> None:
    """Counters go on behind the copies, the planner knows the tables, the disk has all of it."""
    sequences = {
        "journal_record": "'journal_record_sequence'",
        "kitchen_ingredient": "pg_get_serial_sequence('kitchen_ingredient', 'id')",
        "trace_event": "pg_get_serial_sequence('trace_event', 'id')",
        "trace_node": "pg_get_serial_sequence('trace_node', 'id')",
    }
    with connection.cursor() as cursor:
        for table, sequence in sequences.items():
            cursor.execute(f"select setval({sequence}, %s)", [numbers[table]])
        cursor.execute("vacuum analyze")
        _set(dict.fromkeys(FASTER, ""))
        cursor.execute("checkpoint")


def copy_in(lines: Mapping[str, list[str]]) -> None:
    with connection.cursor() as cursor:
        for table in TABLES:
            if lines.get(table):
                with cursor.copy(f"copy {table} ({_columns(table)}) from stdin") as copy:
                    copy.write("".join(lines[table]))


_KNOWN: dict[str, str] = {}


def _columns(table: str) -> str:
    from years.slots import columns_of  # noqa: PLC0415 Django is set up by now

    if table not in _KNOWN:
        _KNOWN[table] = ", ".join(f'"{name}"' for name, _ in columns_of(table))
    return _KNOWN[table]


def _set(values: Mapping[str, str]) -> None:
    with connection.cursor() as cursor:
        for name, value in values.items():
            said = f"set {name} = '{value}'" if value else f"reset {name}"
            cursor.execute(f"alter system {said}")
        cursor.execute("select pg_reload_conf()")
