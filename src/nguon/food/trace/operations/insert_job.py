from django.db import connection
from psycopg import Cursor

from nguon.core.epcis import write_json
from nguon.food.trace.models import CaptureJob, CapturePart
from nguon.food.trace.operations.copy_text import octets, text
from nguon.food.trace.operations.write_lines import Lines, write_lines

LONG = 1024 * 1024
_COLUMNS = "id, tenant_id, raw, media_type, sha256, received_at, error_behaviour"
_PART_COLUMNS = "job_id, first_event, stored_count, duplicate_count, errors, finished_at, is_last"


def insert_job(job: CaptureJob, part: CapturePart | None = None) -> None:
    """A job, and its only part if it is done, in one round trip.

    As `save` of both would, for a tenth of what it costs: a single event's capture is short. Of a
    long document no second copy is made; as a piece of SQL there would be five, of double length.
    """
    lines = [_part_line(job, part)] if part is not None else []
    parts = Lines("trace_capture_part", _PART_COLUMNS, lines)
    if len(job.raw) > LONG:
        _insert_long(job)
        write_lines(parts)
    else:
        write_lines(Lines("trace_capture_job", _COLUMNS, [_job_line(job)]), parts)


def _insert_long(job: CaptureJob) -> None:
    """By psycopg's own cursor, which sends octets as they are; Django's writes them into SQL."""
    values = (
        job.id,
        job.tenant_id,
        job.raw,
        job.media_type,
        job.sha256,
        job.received_at,
        job.error_behaviour,
    )
    connection.ensure_connection()
    with Cursor(connection.connection) as cursor:
        cursor.execute(
            f"insert into trace_capture_job ({_COLUMNS}) values (%s, %s, %b, %s, %s, %s, %s)",  # noqa: S608
            values,
        )


def _job_line(job: CaptureJob) -> str:
    values = (
        str(job.id),
        str(job.tenant_id),
        octets(bytes(job.raw)),
        text(job.media_type),
        job.sha256,
        job.received_at.isoformat(),
        job.error_behaviour,
    )
    return "\t".join(values) + "\n"


def _part_line(job: CaptureJob, part: CapturePart) -> str:
    values = (
        str(job.id),
        str(part.first_event),
        str(part.stored_count),
        str(part.duplicate_count),
        text(write_json(part.errors).decode()),
        part.finished_at.isoformat(),
        "t" if part.is_last else "f",
    )
    return "\t".join(values) + "\n"
