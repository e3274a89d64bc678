import uuid
from collections.abc import Callable
from datetime import datetime

from django.db import connection, transaction

from nguon.core.epcis import Problem
from nguon.food.trace.models import CaptureJob, CapturePart
from nguon.food.trace.operations.capture_events import EventConflict
from nguon.food.trace.operations.capture_parts import (
    new_part,
    store_all,
    store_what_fits,
    with_end,
)
from nguon.food.trace.operations.capture_refusals import (
    PROBLEMS_KEPT,
    conflict_errors,
    errors_of,
)
from nguon.food.trace.rules.capture_text import CaptureText, problems_of, read_capture_text

_LOCK = "select from trace_capture_job where id = %s for update"


def run_capture_job(job_id: uuid.UUID, *, now: Callable[[], datetime], waits: bool = True) -> None:
    """Capture a document that was put off; what is done already is not done again.

    May be called by several at once and again after a crash. With `waits=False` it leaves a job
    alone that somebody else is just doing.
    """
    job = CaptureJob.objects.get(pk=job_id)
    text = read_capture_text(bytes(job.raw), job.media_type)
    if job.error_behaviour == "proceed":
        _capture_what_fits(job, text, now=now, waits=waits)
    else:
        _capture_all(job, text, now=now, waits=waits)


@transaction.atomic
def _capture_all(
    job: CaptureJob, text: CaptureText, *, now: Callable[[], datetime], waits: bool
) -> None:
    if not _lock(job, waits=waits) or CapturePart.objects.filter(job=job).exists():
        return
    problems: list[Problem] = []
    for piece in text.slices():
        problems += problems_of(piece)
        if len(problems) >= PROBLEMS_KEPT:
            break
    if problems:
        new_part(job, errors=errors_of(problems), at=now()).save(force_insert=True)
        return
    try:
        with transaction.atomic():
            counts, _captured = store_all(job, text)
    except EventConflict as conflict:
        errors = conflict_errors(conflict.event_ids)
        new_part(job, errors=errors, at=now()).save(force_insert=True)
    else:
        new_part(job, counts=counts, at=now()).save(force_insert=True)


def _capture_what_fits(
    job: CaptureJob, text: CaptureText, *, now: Callable[[], datetime], waits: bool
) -> None:
    """Piece by piece, each in a transaction of its own, so that others can capture in between."""
    for piece, is_last in with_end(text.slices()):
        with transaction.atomic():
            if not _lock(job, waits=waits):
                return
            if CapturePart.objects.filter(job=job, first_event=piece.first).exists():
                continue
            part = store_what_fits(job, text, piece, is_last=is_last, at=now())
            part.save(force_insert=True)


def _lock(job: CaptureJob, *, waits: bool) -> bool:
    """Whether the job is ours until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK if waits else f"{_LOCK} skip locked", [job.pk])
        return cursor.fetchone() is not None
