"""Statements without helpers."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import DatabaseError, connection


@contextmanager
def no_helpers() -> Iterator[None]:
    """For statements that touch little of large tables, where the planner expects much.

    Starting parallel workers takes ten times as long as what they would help with, and on a busy
    machine a hundred times; compiling a statement, as long as the whole answer.
    """
    with connection.cursor() as cursor:
        cursor.execute("set max_parallel_workers_per_gather = 0; set jit = off")
    try:
        yield
    finally:
        with suppress(DatabaseError), connection.cursor() as cursor:
            cursor.execute("reset max_parallel_workers_per_gather; reset jit")
