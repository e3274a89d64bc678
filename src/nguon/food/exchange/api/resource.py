"""What is the same for every resource of the REST binding: methods, discovery, versions."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from nguon.food.exchange.api.errors import UriTooLong
from nguon.food.exchange.api.headers import allow, options, with_versions
from nguon.food.exchange.api.versions import require_versions

LONGEST_URI = 16_000
P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def resource(*methods: str, captures: bool = False) -> Callable[[View[P]], View[P]]:
    """A view that answers OPTIONS, HEAD, other methods, long addresses and odd versions by itself.

    It asks nobody to sign in: the view calls `caller_of`, which answers 401 as programs need it.
    """

    def decorate(view: View[P]) -> View[P]:
        @login_not_required
        @csrf_exempt
        @wraps(view)
        def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            _require_short(request)
            if request.method == "OPTIONS":
                return options(*methods, captures=captures)
            is_head = request.method == "HEAD"
            if is_head:
                request.method = "GET"
            if request.method not in methods:
                return HttpResponse(status=405, headers={"Allow": allow(methods)})
            require_versions(request)
            response = with_versions(view(request, *args, **kwargs))
            return without_body(response) if is_head else response

        return answer

    return decorate


def without_body(response: HttpResponse) -> HttpResponse:
    response["Content-Length"] = str(len(response.content))
    response.content = b""
    return response


def _require_short(request: HttpRequest) -> None:
    length = len(request.get_full_path())
    if length > LONGEST_URI:
        raise UriTooLong(
            _(
                "The address has %(got)d characters, expected at most %(most)d. Store the question"
                " with POST /queries and ask for its events."
            )
            % {"got": length, "most": LONGEST_URI}
        )
