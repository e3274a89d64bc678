"""Turns anticipated errors into answers, and every other failure on a program's path as well."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from nguon.base.errors import NguonError
from nguon.base.problems import is_for_programs, page_of, problem_of, problem_response

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
        if response.status_code < 400 or not is_for_programs(request) or _is_json(response):
            return response
        problem = problem_response(response.status_code)
        for header in _KEPT_HEADERS:
            if header in response:
                problem[header] = response[header]
        return problem

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, NguonError):
            return None
        return problem_of(error) if is_for_programs(request) else page_of(request, error)


def _is_json(response: HttpResponseBase) -> bool:
    content_type = response.get("Content-Type", "").partition(";")[0].strip()
    return content_type == "application/json" or content_type.endswith("+json")
