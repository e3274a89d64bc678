"""`/capture`: documents in, capture jobs out (EPCIS 2.0 REST binding)."""

import uuid
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from nguon.base import clock
from nguon.base.errors import Missing
from nguon.base.problems import problem_response
from nguon.core.epcis.instants import write_instant
from nguon.food.exchange.api.body import (
    BodyTooLarge,
    answer_type,
    body_of,
    require_rollback,
    too_large,
)
from nguon.food.exchange.api.headers import options, with_versions
from nguon.food.exchange.api.pages import PageToken, next_link, per_page_of, unknown_parameters
from nguon.food.trace.models import CaptureJob
from nguon.food.trace.operations import CaptureLimitExceeded, DocumentRefused, capture_document
from nguon.food.trace.queries.capture_jobs import capture_jobs_of, older_than
from nguon.ground.people.choices import Act
from nguon.ground.people.rules.caller import Caller, caller_of


@login_not_required
@csrf_exempt
def capture(request: HttpRequest) -> HttpResponse:
    if request.method == "OPTIONS":
        return options("GET", "POST", captures=True)
    caller = caller_of(request, Act.CAPTURE_EVENTS)
    if request.method == "POST":
        return _receive(request, caller)
    if request.method == "GET":
        return _list(request, caller)
    return HttpResponse(status=405, headers={"Allow": "OPTIONS, GET, POST"})


@login_not_required
@csrf_exempt
def capture_job(request: HttpRequest, capture_id: str) -> HttpResponse:
    if request.method == "OPTIONS":
        return options("GET")
    caller = caller_of(request, Act.CAPTURE_EVENTS)
    if request.method != "GET":
        return HttpResponse(status=405, headers={"Allow": "OPTIONS, GET"})
    id_ = _uuid(capture_id)
    job = capture_jobs_of(caller.principal).filter(pk=id_).first() if id_ else None
    if job is None:
        raise Missing(_("There is no capture job %(id)s of yours.") % {"id": capture_id})
    return _json(job_members(job), request)


def _receive(request: HttpRequest, caller: Caller) -> HttpResponse:
    require_rollback(request)
    try:
        job = capture_document(
            body_of(request), tenant_id=caller.tenant_id, received_at=clock.now()
        )
    except DocumentRefused as refused:
        return refusal(refused)
    except (BodyTooLarge, CaptureLimitExceeded) as error:
        return too_large(error)
    response = with_versions(HttpResponse(status=202))
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
    response = _json([job_members(job) for job in found[:per_page]], request)
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


def _json(members: Any, request: HttpRequest) -> HttpResponse:
    return with_versions(JsonResponse(members, safe=False, content_type=answer_type(request)))


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
