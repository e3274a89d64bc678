"""Many records of one place at once: a number for each, one statement for all."""

from collections.abc import Sequence

from django.db import connection

from nguon.base.operations.copy_rows import copy_rows
from nguon.ground.journal.models import Record


def append_records(records: Sequence[Record]) -> None:
    """Store rows that `RecordEnvelope.record` made, each with one of the `record_numbers`.

    Call it in a transaction that has waited for the place, with records looked for and not
    found. If one has come in meanwhile by way of another place, IntegrityError rises and nothing
    is stored; `append_record` tells the outcome of each.
    """
    copy_rows(records)


def record_numbers(count: int) -> list[int]:
    """The next numbers of the book, in order. Take them while nobody else records at the place."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select nextval('journal_record_sequence') from generate_series(1, %s)", [count]
        )
        return [number for (number,) in cursor.fetchall()]
