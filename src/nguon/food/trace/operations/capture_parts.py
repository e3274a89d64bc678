"""The events of a capture job into the store: all or none, or as many as can be."""

import gc
import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nguon.core.epcis import Event
from nguon.core.epcis.event_hash import ignored_fields
from nguon.core.epcis.slices import EventSlice
from nguon.food.trace.models import CaptureJob, CapturePart
from nguon.food.trace.operations.capture_events import Captured, store_rows
from nguon.food.trace.operations.capture_master_data import capture_master_data
from nguon.food.trace.operations.capture_refusals import (
    PROBLEMS_KEPT,
    conflict_error,
    errors_of,
)
from nguon.food.trace.operations.insert_events import Origin
from nguon.food.trace.rules.capture_text import CaptureText, problems_of, syntax_of
from nguon.food.trace.rules.event_row import event_row


@dataclass(slots=True)
class Counts:
    stored: int = 0
    duplicates: int = 0

    def add(self, captured: list[Captured]) -> None:
        self.stored += sum(one.outcome == "stored" for one in captured)
        self.duplicates += sum(one.outcome == "duplicate" for one in captured)


def store_all(job: CaptureJob, text: CaptureText) -> tuple[Counts, list[Captured]]:
    """Every event of a valid document, piece by piece; raises `EventConflict`.

    Call it in a transaction: what was stored before the conflict goes with it. The last piece's
    events are returned, which of a bare event is the event.
    """
    counts, captured = Counts(), list[Captured]()
    with no_garbage_collection():
        for piece in text.slices():
            ignored, syntax = ignored_fields(piece.document), syntax_of(job.media_type)
            rows = [
                event_row(event, ignored=ignored, syntax=syntax) for event in piece.document.events
            ]
            captured = store_rows(rows, origin_of(job)) if rows else []
            counts.add(captured)
        capture_master_data(text.head, origin=origin_of(job))
    return counts, captured


def store_what_fits(
    job: CaptureJob, text: CaptureText, piece: EventSlice, *, is_last: bool, at: datetime
) -> CapturePart:
    """The events of a piece that are right, and why the others are not stored (`proceed`).

    Call it in a transaction; the part is not saved yet.
    """
    with no_garbage_collection():
        problems = problems_of(piece)
        bad = {problem.event_number for problem in problems}
        good = [] if None in bad else _good_events(piece, bad)
        ignored = ignored_fields(piece.document)
        syntax = syntax_of(job.media_type)
        rows = [event_row(event, ignored=ignored, syntax=syntax) for _, event in good]
        captured = store_rows(rows, origin_of(job), keep_going=True) if rows else []
        if piece.first == 0:
            capture_master_data(text.head, origin=origin_of(job))
    counts = Counts()
    counts.add(captured)
    taken = [
        conflict_error(one.event_id, number)
        for (number, _), one in zip(good, captured, strict=True)
        if one.outcome == "conflict"
    ]
    errors: list[dict[str, Any]] = [*errors_of(problems), *taken][:PROBLEMS_KEPT]
    return new_part(job, first=piece.first, counts=counts, errors=errors, is_last=is_last, at=at)


def _good_events(piece: EventSlice, bad: set[int | None]) -> list[tuple[int, Event]]:
    """With their positions in the whole document."""
    numbered = enumerate(piece.document.event_members(), piece.first)
    return [
        (number, piece.document.read_event(path, members))
        for number, (path, members) in numbered
        if number not in bad
    ]


def new_part(
    job: CaptureJob,
    *,
    counts: Counts | None = None,
    errors: list[dict[str, Any]] | None = None,
    first: int = 0,
    is_last: bool = True,
    at: datetime,
) -> CapturePart:
    told = counts or Counts()
    return CapturePart(
        job=job,
        first_event=first,
        stored_count=told.stored,
        duplicate_count=told.duplicates,
        errors=errors or [],
        finished_at=at,
        is_last=is_last,
    )


def with_end(pieces: Iterator[EventSlice]) -> Iterator[tuple[EventSlice, bool]]:
    """Each piece, and whether it is the last one."""
    ahead = itertools.chain(pieces, [None])
    current = next(ahead)
    for following in ahead:
        if current is not None:
            yield current, following is None
        current = following


def origin_of(job: CaptureJob) -> Origin:
    return Origin(tenant_id=job.tenant_id, received_at=job.received_at, capture_job_id=job.pk)


@contextmanager
def no_garbage_collection() -> Iterator[None]:
    """Reading makes many small objects and no circles; the collector would walk them for nothing.

    Measured: a quarter of the time of a capture.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
