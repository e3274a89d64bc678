import hashlib
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from django.db import transaction
from django.utils.translation import gettext as _

from nguon.core.epcis import EpcisError, Problem, validate
from nguon.food.trace.models import CaptureJob
from nguon.food.trace.operations.capture_events import Captured, EventConflict
from nguon.food.trace.operations.capture_parts import (
    new_part,
    no_garbage_collection,
    store_all,
    store_what_fits,
    with_end,
)
from nguon.food.trace.operations.capture_refusals import (
    PROBLEMS_KEPT,
    CaptureLimitExceeded,
    DocumentRefused,
    conflict_errors,
    errors_of,
)
from nguon.food.trace.operations.insert_job import insert_job
from nguon.food.trace.rules.capture_text import (
    JSON,
    XML_TYPES,
    CaptureText,
    own_hosts,
    problems_of,
    read_capture_text,
)

EVENT_LIMIT = 100_000
AT_ONCE = 2_000
"""So many events are captured before the answer; more wait for somebody who has the time."""

ErrorBehaviour: TypeAlias = Literal["rollback", "proceed"]
Later: TypeAlias = Callable[[uuid.UUID], None]


@dataclass(frozen=True, slots=True)
class _Sent:
    raw: bytes
    tenant_id: uuid.UUID
    received_at: datetime
    media_type: str = JSON
    error_behaviour: ErrorBehaviour = "rollback"

    def job(self) -> CaptureJob:
        return CaptureJob(
            tenant_id=self.tenant_id,
            raw=self.raw,
            media_type=self.media_type,
            sha256=hashlib.sha256(self.raw).hexdigest(),
            received_at=self.received_at,
            error_behaviour=self.error_behaviour,
        )


def capture_document(
    raw: bytes,
    *,
    tenant_id: uuid.UUID,
    received_at: datetime,
    media_type: str = JSON,
    error_behaviour: ErrorBehaviour = "rollback",
    later: Later | None = None,
) -> CaptureJob:
    """Capture the events of a document (EPCIS 2.0 §8.2.7), all or none, or those that are right.

    Raises `DocumentRefused` for what is wrong with the whole, and with `rollback` for what is
    wrong with an event of a document that is captured at once. What only the store can know (an
    event id taken by another event) is an error of the returned job. A long document is kept and
    handed to `later`, in one transaction: the job exists if and only if it will be done.
    """
    sent = _Sent(raw, tenant_id, received_at, media_type, error_behaviour)
    with no_garbage_collection():
        return _capture(sent, later)


def _capture(sent: _Sent, later: Later | None) -> CaptureJob:
    text = _readable(sent)
    if later is not None and text.count > AT_ONCE:
        return _put_off(sent, later)
    if sent.error_behaviour == "proceed":
        return _capture_what_fits(sent, text)
    _require_valid(sent, text)
    return _capture_all(sent, text)


def capture_bare_event(
    raw: bytes, *, tenant_id: uuid.UUID, received_at: datetime, media_type: str = JSON
) -> Captured:
    """One event by itself, in XML in a document. Raises `DocumentRefused` or `EventConflict`."""
    sent = _Sent(raw, tenant_id, received_at, media_type)
    text = _readable(sent)
    if text.count != 1 or not (text.head.is_bare_event or media_type in XML_TYPES):
        problem = Problem("/type", "wrong-type", expected="an event", got=text.head.type)
        raise _refused(sent, [problem])
    _require_valid(sent, text)
    job = sent.job()
    try:
        with transaction.atomic():
            counts, captured = store_all(job, text)
            insert_job(job, new_part(job, counts=counts, at=received_at))
    except EventConflict as conflict:
        _keep(sent.job(), errors=conflict_errors(conflict.event_ids), at=received_at)
        raise
    return captured[0]


def _readable(sent: _Sent) -> CaptureText:
    """The text with everything but its events looked at."""
    try:
        text = read_capture_text(sent.raw, sent.media_type)
    except EpcisError as error:
        raise _refused(sent, [error.problem]) from error
    if text.count > EVENT_LIMIT:
        raise CaptureLimitExceeded(
            _("Too many events: expected at most %(limit)d in one document, got %(count)d.")
            % {"limit": EVENT_LIMIT, "count": text.count}
        )
    if text.sliced is not None or sent.error_behaviour == "proceed":
        found = validate(text.head, own_hosts=own_hosts())
        of_whole = [problem for problem in found if problem.event_number is None]
        if of_whole:
            raise _refused(sent, of_whole)
    return text


def _require_valid(sent: _Sent, text: CaptureText) -> None:
    problems: list[Problem] = []
    for piece in text.slices():
        problems += problems_of(piece)
        if len(problems) >= PROBLEMS_KEPT:
            break
    if problems:
        raise _refused(sent, problems)


def _capture_all(sent: _Sent, text: CaptureText) -> CaptureJob:
    job = sent.job()
    try:
        with transaction.atomic():
            counts, _captured = store_all(job, text)
            # Written once, after the events; their reference to it is checked at commit.
            insert_job(job, new_part(job, counts=counts, at=sent.received_at))
    except EventConflict as conflict:
        job = sent.job()
        _keep(job, errors=conflict_errors(conflict.event_ids), at=sent.received_at)
    return job


@transaction.atomic
def _capture_what_fits(sent: _Sent, text: CaptureText) -> CaptureJob:
    job = sent.job()
    insert_job(job)
    for piece, is_last in with_end(text.slices()):
        part = store_what_fits(job, text, piece, is_last=is_last, at=sent.received_at)
        part.save(force_insert=True)
    return job


@transaction.atomic
def _put_off(sent: _Sent, later: Later) -> CaptureJob:
    job = sent.job()
    insert_job(job)
    later(job.pk)
    return job


def _refused(sent: _Sent, problems: Sequence[Problem]) -> DocumentRefused:
    job = sent.job()
    kept = problems[:PROBLEMS_KEPT]
    _keep(job, errors=errors_of(kept), at=sent.received_at)
    return DocumentRefused(job, kept)


@transaction.atomic
def _keep(job: CaptureJob, *, errors: list[dict[str, object]], at: datetime) -> None:
    insert_job(job, new_part(job, errors=errors, at=at))
