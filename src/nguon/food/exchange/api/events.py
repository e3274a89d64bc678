"""`/events`: one event in, events out (EPCIS 2.0 REST binding)."""

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from nguon.base import clock
from nguon.base.errors import Missing
from nguon.core.epcis import parse_document, write_json
from nguon.core.epcis.query import QueryParameterError, SimpleEventQuery, query_of_url
from nguon.food.exchange.api.body import capture_body_of, too_large
from nguon.food.exchange.api.capture import refusal
from nguon.food.exchange.api.documents import events_answer
from nguon.food.exchange.api.errors import BodyTooLarge
from nguon.food.exchange.api.formats import ALL_TYPES, answer_type
from nguon.food.exchange.api.headers import cbv_format_of, epc_format_of, extensions_of
from nguon.food.exchange.api.pages import PageToken, next_link, per_page_of, without_paging
from nguon.food.exchange.api.resource import resource
from nguon.food.trace.operations import DocumentRefused, capture_bare_event
from nguon.food.trace.queries.event_document import event_json, joined_context, query_document
from nguon.food.trace.queries.events import page_of_events
from nguon.food.trace.queries.query_refusals import QueryParameterInvalid
from nguon.food.trace.queries.scope import scope_of
from nguon.food.trace.queries.stored_events import own_event, visible_events
from nguon.ground.people.choices import Act
from nguon.ground.people.rules.caller import Caller, caller_of


@resource("GET", "POST", captures=True)
def events(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _receive(request, caller_of(request, Act.CAPTURE_EVENTS))
    return page_answer(query_of_request(request), request, caller_of(request, Act.QUERY_EVENTS))


@resource("GET")
def event(request: HttpRequest, event_id: str) -> HttpResponse:
    """The event and, if somebody declared it erroneous, the declaration as well."""
    caller = caller_of(request, Act.QUERY_EVENTS)
    found = visible_events(event_id, principal=caller.principal)
    if not found:
        raise Missing(_("There is no event %(id)s that you may see.") % {"id": event_id})
    body = query_document(found, scope=scope_of(caller.principal), created_at=clock.now())
    return events_answer(body, request)


def _receive(request: HttpRequest, caller: Caller) -> HttpResponse:
    answer_type(request, ALL_TYPES)  # what cannot be answered is not captured either
    epc_format_of(request), cbv_format_of(request)
    try:
        captured = capture_bare_event(
            capture_body_of(request),
            tenant_id=caller.tenant_id,
            received_at=clock.now(),
            media_type=str(request.content_type),
        )
    except DocumentRefused as refused:
        return refusal(refused)
    except BodyTooLarge as error:
        return too_large(error)
    stored = own_event(captured.event_id, tenant_id=caller.tenant_id)
    context = joined_context([stored])
    members = {"@context": context, **parse_document(event_json(stored, context=context)).root}
    status = 201 if captured.outcome == "stored" else 200
    response = events_answer(write_json(members), request, status=status)
    response["Location"] = f"{request.path}/{quote(captured.event_id, safe='')}"
    return response


def query_of_request(request: HttpRequest) -> SimpleEventQuery:
    try:
        return query_of_url(without_paging(request.GET), namespaces=extensions_of(request))
    except QueryParameterError as error:
        raise QueryParameterInvalid.of(error) from error


def page_answer(query: SimpleEventQuery, request: HttpRequest, caller: Caller) -> HttpResponse:
    """One page of the events that match, with the way to the next one."""
    token = PageToken.of(request, caller=caller.name)
    page = page_of_events(
        query,
        principal=caller.principal,
        cursor=token.last if token else None,
        limit=per_page_of(request),
    )
    scope = scope_of(caller.principal)
    response = events_answer(
        query_document(page.events, scope=scope, created_at=clock.now()), request
    )
    if page.next_cursor is not None:
        next_link(response, request, caller=caller.name, last=page.next_cursor)
    return response
