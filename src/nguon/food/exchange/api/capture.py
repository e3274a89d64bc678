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
from nguon.food.exchange.api.body import body_of, too_large
from nguon.food.exchange.api.errors import BodyTooLarge
from nguon.food.exchange.api.pages import PageToken, next_link, per_page_of, unknown_parameters
from nguon.food.exchange.api.resource import resource
from nguon.food.trace.models import CaptureJob
from nguon.food.trace.operations import CaptureLimitExceeded, DocumentRefused, capture_document
from nguon.food.trace.queries.capture_jobs import capture_jobs_of, older_than
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
    return answers.capture_job(job_members(job), request)


def _receive(request: HttpRequest, caller: Caller) -> HttpResponse:
    try:
        job = capture_document(
            body_of(request), tenant_id=caller.tenant_id, received_at=clock.now()
        )
    except DocumentRefused as refused:
        return refusal(refused)
    except (BodyTooLarge, CaptureLimitExceeded) as error:
        return too_large(error)
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
    response = answers.capture_jobs([job_members(job) for job in found[:per_page]], request)
    if len(found) > per_page:
        next_link(response, request, caller=caller.name, last=str(found[per_page - 1].pk))
    return response


def job_members(job: CaptureJob) -> dict[str, Any]:
    return {
        "captureID": str(job.pk),
        "createdAt": write_instant(job.received_at),
        "finishedAt": write_instant(job.finished_at),
        "running": False,
        "success": job.is_success,
        "captureErrorBehaviour": job.error_behaviour,
        "errors": job.errors,
        "nguon:stored": job.stored_count,
        "nguon:duplicates": job.duplicate_count,
        "nguon:sha256": job.sha256,
    }


def refusal(refused: DocumentRefused) -> HttpResponse:
    """Every problem with path, rule and remedy, and the job under which the bytes are kept."""
    return problem_response(
        400,
        detail=str(refused),
        problem_type=refused.problem_type,
        extensions={
            "captureID": str(refused.job.pk),
            "errors": refused.job.errors,
        },
    )


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
