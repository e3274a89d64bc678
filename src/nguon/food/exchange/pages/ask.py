"""Trying a query: a form that builds it, what a program would send, and the answer in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nguon.base import clock
from nguon.base.ui.parts import Link
from nguon.core.epcis.query import QueryParameterError, QueryProblem, query_of_url
from nguon.food.exchange.pages.forms.ask import AskForm
from nguon.food.exchange.pages.links import thing_url
from nguon.food.exchange.queries.said_events import SaidEvent, said_events
from nguon.food.exchange.rules.asked_query import (
    Asked,
    as_curl,
    as_named_query,
    as_url,
    read_more,
)
from nguon.food.trace.queries import scope_of, starting_points
from nguon.food.trace.queries.events import page_of_events
from nguon.food.trace.queries.query_refusals import QueryParameterInvalid, QueryTooLarge
from nguon.ground.people.choices import Act
from nguon.ground.people.queries import Principal, person_of, places_visible_to, principal_of
from nguon.ground.people.rules import may_anywhere

A_PAGE = 20
MOST_PLACES = 300
CURSOR = "sau"


@dataclass(frozen=True, slots=True)
class Answered:
    """`links` leads from each thing to where it is traced."""

    events: Sequence[tuple[SaidEvent, Sequence[tuple[Any, str]]]]
    next_cursor: str | None


@require_safe
def ask(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    may_anywhere(person, Act.QUERY_EVENTS).require()
    principal = principal_of(person, act=Act.QUERY_EVENTS)
    places = places_visible_to(person, act=Act.QUERY_EVENTS)[:MOST_PLACES]
    form = AskForm(request.GET or None, places)
    context: dict[str, Any] = {
        "form": form,
        "trail": [Link(_("Exchange"), reverse("exchange:start"))],
    }
    if request.GET and form.is_valid():
        context |= _answer(form, principal, cursor=request.GET.get(CURSOR))
    return render(request, "exchange/ask.html", context)


def _answer(form: AskForm, principal: Principal, *, cursor: str | None) -> dict[str, Any]:
    asked = _asked(form, principal)
    if asked is None:
        return {"unknown_thing": form.cleaned_data["vat"]}
    parameters = asked.parameters(timezone.get_default_timezone())
    base = settings.PUBLIC_URL.rstrip("/")
    context: dict[str, Any] = {
        "parameters": parameters,
        "url": as_url(parameters, base=base),
        "curl": as_curl(parameters, base=base),
    }
    try:
        query = query_of_url(parameters)
        context["named_query"] = as_named_query(query, name="cau-hoi-cua-toi")
        page = page_of_events(query, principal=principal, cursor=cursor, limit=A_PAGE)
    except QueryParameterError as error:
        return context | {"problems": list(error.problems)}
    except QueryParameterInvalid as error:
        faults = [QueryProblem(one.path, one.expected, one.got) for one in error.errors]
        return context | {"problems": faults}
    except QueryTooLarge as error:
        return context | {"too_large": str(error)}
    said = said_events(page.events, scope=scope_of(principal), at=clock.now())
    events = [(one, [(thing, thing_url(thing.uri)) for thing in one.things]) for one in said]
    return context | {"answered": Answered(events, page.next_cursor), "is_later": bool(cursor)}


def _asked(form: AskForm, principal: Principal) -> Asked | None:
    """None if the thing named is not one that the person may ask about."""
    said: Mapping[str, Any] = form.cleaned_data
    classes: list[str] = []
    instances: list[str] = []
    if said["vat"]:
        found = starting_points(said["vat"], scope=scope_of(principal))
        if not found:
            return None
        classes = [one.uri for one in found if one.kind in ("lot", "class")]
        instances = [one.uri for one in found if one.kind not in ("lot", "class")]
    return Asked(
        steps=[said["buoc"]] if said["buoc"] else [],
        event_type=said["loai"],
        since=said["tu"],
        until=said["den"],
        places=[said["noi"]] if said["noi"] else [],
        classes=classes,
        instances=instances,
        oldest_first=said["thu_tu"] == "cu",
        more=read_more(said["them"]),
    )
