"""Before anything else, whoever was given a password chooses an own one."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from nguon.ground.people.models import Person

OPEN = frozenset({"people:password", "people:logout", "people:login", "set_language"})
HOMES = frozenset({"entrance", "web:home"})


class OwnPasswordMiddleware:
    """Leads every page to the one where the password is changed; stands behind the sign-in.

    What needs nobody to be signed in (a phone's and a program's requests, the phone app, the
    health check) stays as it is: it is not done in that person's name.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: Any, _named: Any
    ) -> HttpResponse | None:
        person = request.user
        if not isinstance(person, Person) or not person.password_is_given:
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        is_for_anybody = not getattr(view, "login_required", True) and name not in HOMES
        if name in OPEN or is_for_anybody:
            return None
        return redirect("people:password")
