"""Turns anticipated errors into answers, and every other failure on a program's path as well."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from psycopg.errors import ReadOnlySqlTransaction

from nguon.base.errors import NguonError, ReadOnlyCopy
from nguon.base.problems import (
    in_accepted_format,
    is_for_programs,
    page_of,
    problem_of,
    problem_response,
)

_KEPT_HEADERS = ("Allow", "Retry-After", "WWW-Authenticate")


class ErrorMiddleware:
    """Stands after the language middleware, so that it speaks the reader's language.

    Programs get problem+json also for what Django refuses by itself (404, 405, 413, CSRF, 500):
    an HTML page would tell them nothing. Faults of ours are answered without their details.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code < 400 or not is_for_programs(request):
            return response
        if _is_json(response):
            if isinstance(response, HttpResponse):
                return in_accepted_format(response, request)
            return response
        problem = problem_response(response.status_code)
        for header in _KEPT_HEADERS:
            if header in response:
                problem[header] = response[header]
        return in_accepted_format(problem, request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        known = _read_only(error) or error
        if not isinstance(known, NguonError):
            return None
        return problem_of(known) if is_for_programs(request) else page_of(request, known)


def _read_only(error: Exception) -> ReadOnlyCopy | None:
    """A standby of PostgreSQL refuses to write, wherever in a request that was tried."""
    if not isinstance(error.__cause__, ReadOnlySqlTransaction):
        return None
    return ReadOnlyCopy(
        _(
            "This server answers questions from a copy and cannot write; nothing was kept."
            " Send it to the main server."
        )
    )


def _is_json(response: HttpResponseBase) -> bool:
    content_type = response.get("Content-Type", "").partition(";")[0].strip()
    return content_type == "application/json" or content_type.endswith("+json")
