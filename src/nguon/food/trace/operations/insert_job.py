from nguon.core.epcis import write_json
from nguon.food.trace.models import CaptureJob, CapturePart
from nguon.food.trace.operations.copy_text import octets, text
from nguon.food.trace.operations.write_lines import Lines, write_lines


def insert_job(job: CaptureJob, part: CapturePart) -> None:
    """A job that is done and its only part, in one round trip.

    As `save` of both would, for a tenth of what it costs: a single event's capture is short.
    """
    job_line = (
        str(job.id),
        str(job.tenant_id),
        octets(bytes(job.raw)),
        text(job.media_type),
        job.sha256,
        job.received_at.isoformat(),
        job.error_behaviour,
    )
    part_line = (
        str(job.id),
        str(part.first_event),
        str(part.stored_count),
        str(part.duplicate_count),
        text(write_json(part.errors).decode()),
        part.finished_at.isoformat(),
        "t" if part.is_last else "f",
    )
    write_lines(
        Lines(
            "trace_capture_job",
            "id, tenant_id, raw, media_type, sha256, received_at, error_behaviour",
            ["\t".join(job_line) + "\n"],
        ),
        Lines(
            "trace_capture_part",
            "job_id, first_event, stored_count, duplicate_count, errors, finished_at, is_last",
            ["\t".join(part_line) + "\n"],
        ),
    )
