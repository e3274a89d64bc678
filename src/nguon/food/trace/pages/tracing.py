"""The search box and the answer."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nguon.base.drawing import NARROW, WIDE, draw
from nguon.base.errors import Missing
from nguon.base.ui.parts import Link
from nguon.food.trace.pages.answer import Answer
from nguon.food.trace.pages.drawing import graph_of
from nguon.food.trace.pages.links import thing_url
from nguon.food.trace.queries import scope_of, starting_points, trace
from nguon.food.trace.queries.words import thing_title
from nguon.ground.people.choices import Act
from nguon.ground.people.queries import Principal, person_of, principal_of
from nguon.ground.people.rules import may_anywhere


@login_required
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """One thing found: go there. Several: let the person choose."""
    principal = _principal(request)
    code = request.GET.get("code", "").strip()
    found = starting_points(code, scope=scope_of(principal)) if code else []
    if len(found) == 1:
        return redirect(thing_url(found[0].uri))
    context = {
        "code": code,
        "found": [
            Link(thing_title(thing), thing_url(thing.uri), note=thing.lot_number or thing.uri)
            for thing in found
        ],
    }
    return render(request, "trace/search.html", context)


@login_required
@require_safe
def thing(request: HttpRequest, code: str) -> HttpResponse:
    principal = _principal(request)
    found = starting_points(code, scope=scope_of(principal))
    exact = [one for one in found if one.uri == code] or found
    if len(exact) > 1:
        return redirect(f"{reverse('trace:search')}?code={code}")
    if not exact:
        raise Missing(
            _("Nothing to trace under “%(code)s”: no event that you may see names it.")
            % {"code": code}
        )
    answer = Answer(trace(exact[0].uri, principal=principal))
    graph = graph_of(answer.trace)
    context = {
        "answer": answer,
        "drawings": [
            ("graph-narrow", draw(graph, NARROW)),
            ("graph-wide", draw(graph, WIDE)),
        ],
        "hidden": graph.hidden,
        "api_url": reverse("trace:api"),
        "trail": [Link(_("Trace food"), reverse("trace:search"))],
    }
    return render(request, "trace/thing.html", context)


def _principal(request: HttpRequest) -> Principal:
    person = person_of(request)
    may_anywhere(person, Act.VIEW_TRACE).require()
    return principal_of(person)
