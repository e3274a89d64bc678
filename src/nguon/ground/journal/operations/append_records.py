"""Many records of one place at once: a number for each, one statement for all."""

from collections.abc import Sequence

from django.db import connection
from django.db.models import Model

from nguon.base.operations.insert_rows import insert_rows
from nguon.ground.journal.models import Record


def append_records(records: Sequence[Record], *derived: Sequence[Model]) -> None:
    """Store rows that `RecordEnvelope.record` made, each with one of the `record_numbers`.

    In the same statement the rows of other tables that were made from them. Call it in a
    transaction that has waited for the place, with records looked for and not found. If one has
    come in meanwhile by way of another place, IntegrityError rises and nothing is stored;
    `append_record` tells the outcome of each.
    """
    insert_rows(records, *derived)


def record_numbers(count: int) -> list[int]:
    """The next numbers of the book, in order. Take them while nobody else records at the place."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select nextval('journal_record_sequence') from generate_series(1, %s)", [count]
        )
        return [number for (number,) in cursor.fetchall()]
