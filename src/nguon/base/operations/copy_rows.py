"""Many new rows by COPY: a third of the work of an INSERT that says every value again."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import AutoField, Field, Model


def copy_rows(rows: Sequence[Model]) -> None:
    """Insert rows of one model that are known to be new, as `bulk_create` does.

    A primary key that the database counts is left to it, and not read back.
    """
    if not rows:
        return
    model = type(rows[0])
    statement, fields = _plan(model)
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(
                [field.get_db_prep_save(_value(field, row), connection) for field in fields]
            )
    for row in rows:
        row._state.adding = False
        row._state.db = connection.alias


@lru_cache(maxsize=64)
def _plan(model: type[Model]) -> "tuple[str, list[Field[Any, Any]]]":
    fields = [one for one in model._meta.concrete_fields if not isinstance(one, AutoField)]
    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(str(field.column)) for field in fields)
    return f"copy {quoted(model._meta.db_table)} ({columns}) from stdin", fields


def _value(field: "Field[Any, Any]", row: Model) -> Any:
    return field.pre_save(row, add=True)
