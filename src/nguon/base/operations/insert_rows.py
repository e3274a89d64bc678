"""New rows of several tables in one statement: on a busy machine each further one means waiting."""

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

import orjson
from django.db import connection
from django.db.models import AutoField, Field, Model


def insert_rows(*tables: Sequence[Model]) -> None:
    """Insert rows that are known to be new, those of one model in one sequence each.

    Does what `bulk_create` does, but that a primary key which the database counts is not read
    back. Foreign keys are checked at the end of the transaction, so the order does not matter.
    """
    filled = [rows for rows in tables if rows]
    if not filled:
        return
    inserts = [_insert(type(rows[0])) for rows in filled]
    named = ", ".join(f"t{number} as ({one})" for number, one in enumerate(inserts[:-1]))
    statement = f"with {named} {inserts[-1]}" if named else inserts[-1]
    with connection.cursor() as cursor:
        cursor.execute(statement, [_json(rows) for rows in filled])
    for rows in filled:
        for row in rows:
            row._state.adding = False
            row._state.db = connection.alias


@lru_cache(maxsize=64)
def _insert(model: type[Model]) -> str:
    quoted = connection.ops.quote_name
    table = quoted(model._meta.db_table)
    columns = ", ".join(quoted(str(field.column)) for field in _fields(model))
    source = f"jsonb_populate_recordset(null::{table}, %s::jsonb)"
    return f"insert into {table} ({columns}) select {columns} from {source}"  # noqa: S608 own names


@lru_cache(maxsize=64)
def _fields(model: type[Model]) -> "list[Field[Any, Any]]":
    return [one for one in model._meta.concrete_fields if not isinstance(one, AutoField)]


def _json(rows: Sequence[Model]) -> str:
    fields = [(str(field.column), field) for field in _fields(type(rows[0]))]
    told = [
        {column: field.get_prep_value(field.pre_save(row, add=True)) for column, field in fields}
        for row in rows
    ]
    return orjson.dumps(told, default=_written, option=orjson.OPT_PASSTHROUGH_DATETIME).decode()


def _written(value: Any) -> str:
    """As PostgreSQL reads it: octets in hex, instants with their offset, every digit."""
    if isinstance(value, bytes | memoryview):
        return "\\x" + bytes(value).hex()
    if isinstance(value, Decimal):
        return str(value)
    return str(value.isoformat())
