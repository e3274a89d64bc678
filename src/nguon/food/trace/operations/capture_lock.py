"""One capture writes at a time, so that numbers and record times grow in commit order."""

from django.db import connection

CAPTURE_LOCK = 0x6E67756F6E  # «nguon»


def take_capture_lock() -> None:
    """Wait for the right to write events; it is given back when the transaction ends.

    Taken right before the insert, after all parsing and checking, so that others wait little.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [CAPTURE_LOCK])
