"""Anticipated errors as answers: problem+json (RFC 9457) for programs, a page for people."""

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nguon.base.errors import InputInvalid, NguonError, Refused, TooManyAttempts
from nguon.base.negotiation import preferred
from nguon.base.problem_xml import CONTENT_TYPE as XML_CONTENT_TYPE
from nguon.base.problem_xml import problem_xml

CONTENT_TYPE = "application/problem+json"
_XML = ("application/problem+xml", "application/xml", "text/xml")
PROGRAM_PATHS = (
    "/api",
    "/bizLocations",
    "/bizSteps",
    "/capture",
    "/dispositions",
    "/epcs",
    "/eventTypes",
    "/events",
    "/nextPageToken",
    "/queries",
    "/readPoints",
)
TITLES = {
    400: gettext_lazy("What was sent cannot be accepted"),
    401: gettext_lazy("Please sign in"),
    403: gettext_lazy("You may not do this"),
    404: gettext_lazy("There is nothing here"),
    405: gettext_lazy("This method is not allowed here"),
    406: gettext_lazy("It cannot be answered as was asked"),
    409: gettext_lazy("It exists already with another content"),
    413: gettext_lazy("What was sent is too large"),
    414: gettext_lazy("The address is too long"),
    415: gettext_lazy("This format is not understood here"),
    429: gettext_lazy("Too many attempts"),
    503: gettext_lazy("This server only answers questions"),
}
PROBLEM_TYPES = {
    400: "epcisException:ValidationException",
    401: "epcisException:SecurityException",
    403: "epcisException:SecurityException",
    404: "epcisException:NoSuchNameException",
    406: "epcisException:NotAcceptableException",
    409: "epcisException:ResourceAlreadyExistsException",
    413: "epcisException:CaptureLimitExceededException",
    414: "epcisException:URITooLongException",
    415: "epcisException:UnsupportedMediaTypeException",
}


def is_for_programs(request: HttpRequest) -> bool:
    """Whether the path is one that programs read: `/capture`, `/events`, `/api/…`, `….json`."""
    path = request.path_info
    return path.endswith(".json") or any(
        path == root or path.startswith(f"{root}/") for root in PROGRAM_PATHS
    )


def title_of(status: int) -> str:
    return str(TITLES.get(status) or _("Something went wrong on our side"))


def problem_response(
    status: int,
    *,
    title: str = "",
    detail: str = "",
    problem_type: str = "",
    extensions: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """One problem document. `problem_type` defaults to EPCIS 2.0's type for that status."""
    members: dict[str, Any] = {
        "type": problem_type or PROBLEM_TYPES.get(status) or _type_beside_epcis(status),
        "title": title or title_of(status),
        "status": status,
    }
    if detail:
        members["detail"] = detail
    body = json.dumps(members | dict(extensions or {}), ensure_ascii=False)
    response = HttpResponse(body, status=status, content_type=CONTENT_TYPE)
    if status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="nguon"'
    return response


def in_accepted_format(response: HttpResponse, request: HttpRequest) -> HttpResponse:
    """A problem as XML for who prefers that; everybody else reads JSON, whatever they asked for."""
    best = preferred(request, (CONTENT_TYPE, "application/json", "application/ld+json", *_XML))
    if best in _XML and response["Content-Type"] == CONTENT_TYPE:
        response.content = problem_xml(response.content)
        response["Content-Type"] = XML_CONTENT_TYPE
    return response


def problem_of(error: NguonError) -> HttpResponse:
    """The problem document of an anticipated error, every field error with its path."""
    response = problem_response(
        error.status,
        detail=str(error),
        problem_type=error.problem_type,
        extensions=_extensions(error),
    )
    if isinstance(error, TooManyAttempts):
        response["Retry-After"] = str(int(error.retry_after.total_seconds()))
    return response


def page_of(request: HttpRequest, error: NguonError) -> HttpResponse:
    """The same for a person: what failed and what to do now."""
    context = {
        "status": error.status,
        "title": title_of(error.status),
        "detail": "" if isinstance(error, InputInvalid) else str(error),
        "errors": error.errors if isinstance(error, InputInvalid) else (),
    }
    body = render_to_string("base/problem.html", context, request)
    return HttpResponse(body, status=error.status)


def _type_beside_epcis(status: int) -> str:
    """RFC 9457: `about:blank` says no more than the status does; our own faults have a name."""
    return "about:blank" if status < 500 else "epcisException:ImplementationException"


def _extensions(error: NguonError) -> dict[str, Any]:
    if isinstance(error, Refused):
        return {"code": error.decision.code}
    if isinstance(error, InputInvalid):
        return {
            "errors": [
                {"path": e.path, "message": e.message, "expected": e.expected, "got": e.got}
                for e in error.errors
            ]
        }
    return {}
