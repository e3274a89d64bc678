"""`/capture`: documents in, capture jobs out (EPCIS 2.0 REST binding)."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from nguon.base import clock
from nguon.base.errors import Missing
from nguon.base.problems import problem_response
from nguon.core.epcis.instants import write_instant
from nguon.food.exchange.api import answers
from nguon.food.exchange.api.body import capture_body_of, too_large
from nguon.food.exchange.api.errors import BodyTooLarge
from nguon.food.exchange.api.headers import error_behaviour_of
from nguon.food.exchange.api.pages import PageToken, next_link, per_page_of, unknown_parameters
from nguon.food.exchange.api.resource import resource
from nguon.food.exchange.queries.worker_is_alive import worker_is_alive
from nguon.food.exchange.tasks import capture_in_background
from nguon.food.trace.operations import (
    CaptureLimitExceeded,
    DocumentRefused,
    capture_document,
    run_capture_job,
)
from nguon.food.trace.operations.capture_refusals import errors_of
from nguon.food.trace.queries.capture_jobs import (
    CaptureState,
    capture_jobs_of,
    older_than,
    states_of,
)
from nguon.ground.people.choices import Act
from nguon.ground.people.rules.caller import Caller, caller_of


@resource("GET", "POST", captures=True)
def capture(request: HttpRequest) -> HttpResponse:
    caller = caller_of(request, Act.CAPTURE_EVENTS)
    return _receive(request, caller) if request.method == "POST" else _list(request, caller)


@resource("GET")
def capture_job(request: HttpRequest, capture_id: str) -> HttpResponse:
    caller = caller_of(request, Act.CAPTURE_EVENTS)
    id_ = _uuid(capture_id)
    job = capture_jobs_of(caller.principal).filter(pk=id_).first() if id_ else None
    if job is None:
        raise Missing(_("There is no capture job %(id)s of yours.") % {"id": capture_id})
    (state,) = states_of([job])
    if state.is_running and not worker_is_alive(at=clock.now()):
        run_capture_job(job.pk, now=clock.now, waits=False)
        (state,) = states_of([job])
    return answers.capture_job(job_members(state), request)


def _receive(request: HttpRequest, caller: Caller) -> HttpResponse:
    behaviour = error_behaviour_of(request)
    put_off: list[uuid.UUID] = []

    def later(job_id: uuid.UUID) -> None:
        put_off.append(job_id)
        capture_in_background.defer(job_id=str(job_id))

    try:
        job = capture_document(
            capture_body_of(request),
            tenant_id=caller.tenant_id,
            received_at=clock.now(),
            media_type=str(request.content_type),
            error_behaviour=behaviour,
            later=later,
        )
    except DocumentRefused as refused:
        return refusal(refused)
    except (BodyTooLarge, CaptureLimitExceeded) as error:
        return too_large(error)
    if put_off and not worker_is_alive(at=clock.now()):
        run_capture_job(job.pk, now=clock.now)
    response = HttpResponse(status=202)
    response["Location"] = reverse("exchange:capture_job", args=[job.pk])
    return response


def _list(request: HttpRequest, caller: Caller) -> HttpResponse:
    unknown_parameters(request.GET, known=())
    per_page = per_page_of(request)
    token = PageToken.of(request, caller=caller.name)
    jobs = capture_jobs_of(caller.principal)
    if token is not None:
        jobs = older_than(jobs, uuid.UUID(token.last))
    found = list(jobs[: per_page + 1])
    response = answers.capture_jobs(
        [job_members(state) for state in states_of(found[:per_page])], request
    )
    if len(found) > per_page:
        next_link(response, request, caller=caller.name, last=str(found[per_page - 1].pk))
    return response


def job_members(state: CaptureState) -> dict[str, Any]:
    ended = {} if state.finished_at is None else {"finishedAt": write_instant(state.finished_at)}
    return {
        "captureID": str(state.job.pk),
        "createdAt": write_instant(state.job.received_at),
        **ended,
        "running": state.is_running,
        "success": state.is_success,
        "captureErrorBehaviour": state.job.error_behaviour,
        "errors": state.errors,
        "nguon:stored": state.stored,
        "nguon:duplicates": state.duplicates,
        "nguon:sha256": state.job.sha256,
    }


def refusal(refused: DocumentRefused) -> HttpResponse:
    """Every problem with path, rule and remedy, and the job under which the bytes are kept."""
    return problem_response(
        400,
        detail=str(refused),
        problem_type=refused.problem_type,
        extensions={
            "captureID": str(refused.job.pk),
            "errors": errors_of(refused.problems),
        },
    )


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
