import gc
import hashlib
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from nguon.base.errors import FieldError, InputInvalid, NguonError
from nguon.core.epcis import Document, EpcisError, Problem, parse_document, validate
from nguon.core.epcis.event_hash import ignored_fields
from nguon.food.trace.models import CaptureJob
from nguon.food.trace.operations.capture_events import Captured, EventConflict, store_rows
from nguon.food.trace.operations.capture_master_data import capture_master_data
from nguon.food.trace.operations.insert_events import Origin
from nguon.food.trace.rules.event_row import event_row

EVENT_LIMIT = 10_000
_PROBLEMS_KEPT = 1_000
_LONGEST_SHOWN = 200


class CaptureLimitExceeded(NguonError):
    """More events in one document than are taken at once; nothing of it was read or kept."""

    status = 413
    problem_type = "epcisException:CaptureLimitExceededException"


class DocumentRefused(InputInvalid):
    """The document cannot be captured; what was sent is kept with the reasons in `job`."""

    def __init__(self, job: CaptureJob, problems: Sequence[Problem]) -> None:
        self.job = job
        self.problems = tuple(problems)
        language = get_language() or "vi"
        super().__init__(
            [
                FieldError(
                    problem.path or "/",
                    f"{problem.message(language)} {problem.remedy(language)}",
                    expected=problem.expected,
                    got=_short(problem.got),
                )
                for problem in problems
            ]
        )

    def __str__(self) -> str:
        return ngettext(
            "%(count)d problem in the document; nothing of it was captured.",
            "%(count)d problems in the document; nothing of it was captured.",
            len(self.problems),
        ) % {"count": len(self.problems)}


@dataclass(frozen=True, slots=True)
class _Sent:
    raw: bytes
    tenant_id: uuid.UUID
    received_at: datetime


def capture_document(raw: bytes, *, tenant_id: uuid.UUID, received_at: datetime) -> CaptureJob:
    """Validate a document and capture its events, all or none (`rollback`, EPCIS 2.0 §8.2.7).

    Raises `DocumentRefused` for what is wrong in the text itself. What only the store can know
    (an event id taken by another event) is an error of the returned job.
    """
    sent = _Sent(raw, tenant_id, received_at)
    try:
        with _no_garbage_collection():
            job, _captured = _store(_valid_document(sent), sent)
    except EventConflict as conflict:
        return _job(sent, errors=[_conflict_error(conflict, id_) for id_ in conflict.event_ids])
    return job


def capture_bare_event(raw: bytes, *, tenant_id: uuid.UUID, received_at: datetime) -> Captured:
    """One event without a document around it. Raises `DocumentRefused` or `EventConflict`."""
    sent = _Sent(raw, tenant_id, received_at)
    document = _valid_document(sent)
    if not document.is_bare_event:
        problem = Problem("/type", "wrong-type", expected="an event", got=document.type)
        raise DocumentRefused(_job(sent, errors=[_error(problem)]), [problem])
    try:
        _job_kept, captured = _store(document, sent)
    except EventConflict as conflict:
        _job(sent, errors=[_conflict_error(conflict, id_) for id_ in conflict.event_ids])
        raise
    return captured[0]


def _valid_document(sent: _Sent) -> Document:
    try:
        document = parse_document(sent.raw)
    except EpcisError as error:
        problem = error.problem
        raise DocumentRefused(_job(sent, errors=[_error(problem)]), [problem]) from error
    count = len(list(document.event_members()))
    if count > EVENT_LIMIT:
        raise CaptureLimitExceeded(
            _("Too many events: expected at most %(limit)d in one document, got %(count)d.")
            % {"limit": EVENT_LIMIT, "count": count}
        )
    problems = validate(document, own_hosts=frozenset({settings.NGUON_IDENTIFIER_HOST}))
    if problems:
        job = _job(sent, errors=[_error(problem) for problem in problems[:_PROBLEMS_KEPT]])
        raise DocumentRefused(job, problems[:_PROBLEMS_KEPT])
    return document


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
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


@transaction.atomic
def _store(document: Document, sent: _Sent) -> tuple[CaptureJob, list[Captured]]:
    ignored = ignored_fields(document)
    rows = [event_row(event, ignored=ignored) for event in document.events]
    job = _new_job(sent, is_success=True)
    origin = Origin(tenant_id=sent.tenant_id, received_at=sent.received_at, capture_job_id=job.id)
    captured = store_rows(rows, origin)
    capture_master_data(document, origin=origin)
    job.stored_count = sum(one.outcome == "stored" for one in captured)
    job.duplicate_count = len(captured) - job.stored_count
    # The row may be written once only; the events' reference to it is checked at commit.
    job.save(force_insert=True)
    return job, captured


def _job(sent: _Sent, *, errors: list[dict[str, Any]]) -> CaptureJob:
    job = _new_job(sent, is_success=False)
    job.errors = errors
    job.save(force_insert=True)
    return job


def _new_job(sent: _Sent, *, is_success: bool) -> CaptureJob:
    return CaptureJob(
        tenant_id=sent.tenant_id,
        raw=sent.raw,
        sha256=hashlib.sha256(sent.raw).hexdigest(),
        received_at=sent.received_at,
        finished_at=sent.received_at,
        is_success=is_success,
    )


def _error(problem: Problem) -> dict[str, Any]:
    """A problem as the capture job tells it (RFC 9457), in both languages."""
    return {
        "type": "epcisException:ValidationException",
        "title": problem.message_en,
        "status": 400,
        "path": problem.path or "/",
        "event": problem.event_number,
        "rule": problem.rule,
        "expected": problem.expected,
        "got": _short(problem.got),
        "message": {"vi": problem.message_vi, "en": problem.message_en},
        "remedy": {"vi": problem.remedy_vi, "en": problem.remedy_en},
    }


def _short(text: str) -> str:
    """A refused text may be megabytes; the job keeps all of it as it was sent."""
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def _conflict_error(conflict: EventConflict, event_id: str) -> dict[str, Any]:
    return {
        "type": conflict.problem_type,
        "title": "Event id already taken by an event with other content.",
        "status": conflict.status,
        "eventID": event_id,
    }
