"""`/events`: one event in, events out (EPCIS 2.0 REST binding)."""

from urllib.parse import quote

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from nguon.base import clock
from nguon.base.errors import Missing
from nguon.core.epcis import EPCIS_CONTEXT
from nguon.food.exchange.api.body import BodyTooLarge, answer_type, body_of, too_large
from nguon.food.exchange.api.capture import refusal
from nguon.food.exchange.api.headers import options, with_versions
from nguon.food.exchange.api.pages import PageToken, next_link, per_page_of, without_paging
from nguon.food.trace.operations import DocumentRefused, capture_bare_event
from nguon.food.trace.queries.event_document import event_json, query_document
from nguon.food.trace.queries.event_query import EventQuery, events_matching
from nguon.food.trace.queries.scope import scope_of
from nguon.food.trace.queries.stored_events import own_event, visible_events
from nguon.ground.people.choices import Act
from nguon.ground.people.rules.caller import Caller, caller_of


@login_not_required
@csrf_exempt
def events(request: HttpRequest) -> HttpResponse:
    if request.method == "OPTIONS":
        return options("GET", "POST", captures=True)
    if request.method == "POST":
        return _receive(request, caller_of(request, Act.CAPTURE_EVENTS))
    if request.method == "GET":
        return _query(request, caller_of(request, Act.QUERY_EVENTS))
    return HttpResponse(status=405, headers={"Allow": "OPTIONS, GET, POST"})


@login_not_required
@csrf_exempt
def event(request: HttpRequest, event_id: str) -> HttpResponse:
    """The event and, if somebody declared it erroneous, the declaration as well."""
    if request.method == "OPTIONS":
        return options("GET")
    if request.method != "GET":
        return HttpResponse(status=405, headers={"Allow": "OPTIONS, GET"})
    caller = caller_of(request, Act.QUERY_EVENTS)
    found = visible_events(event_id, principal=caller.principal)
    if not found:
        raise Missing(_("There is no event %(id)s that you may see.") % {"id": event_id})
    body = query_document(found, scope=scope_of(caller.principal), created_at=clock.now())
    return with_versions(HttpResponse(body, content_type=answer_type(request)))


def _receive(request: HttpRequest, caller: Caller) -> HttpResponse:
    try:
        captured = capture_bare_event(
            body_of(request), tenant_id=caller.tenant_id, received_at=clock.now()
        )
    except DocumentRefused as refused:
        return refusal(refused)
    except BodyTooLarge as error:
        return too_large(error)
    stored = own_event(captured.event_id, tenant_id=caller.tenant_id)
    response = HttpResponse(
        event_json(stored, context=[EPCIS_CONTEXT]),
        status=201 if captured.outcome == "stored" else 200,
        content_type="application/json",
    )
    response["Location"] = f"{request.path}/{quote(captured.event_id, safe='')}"
    return with_versions(response)


def _query(request: HttpRequest, caller: Caller) -> HttpResponse:
    query = EventQuery.parse(without_paging(request.GET))
    per_page = per_page_of(request)
    token = PageToken.of(request, caller=caller.name)
    found = events_matching(
        query,
        principal=caller.principal,
        after=int(token.last) if token else 0,
        limit=per_page + 1,
    )
    page = found[:per_page]
    body = query_document(page, scope=scope_of(caller.principal), created_at=clock.now())
    response = with_versions(HttpResponse(body, content_type=answer_type(request)))
    if len(found) > per_page:
        next_link(response, request, caller=caller.name, last=str(page[-1].pk))
    return response
