"""`/queries/{name}/subscriptions`: who is told of new events (EPCIS 2.0 REST binding)."""

import uuid
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from nguon.base import clock
from nguon.core.epcis.instants import write_instant
from nguon.food.exchange.api.headers import epc_format_of
from nguon.food.exchange.api.named_query import (
    NoSuchName,
    json_answer,
    json_of,
    named_query_of,
)
from nguon.food.exchange.api.pages import PageToken, next_link, per_page_of, unknown_parameters
from nguon.food.exchange.api.resource import resource
from nguon.food.exchange.models import NamedQuery, Subscription
from nguon.food.exchange.operations.subscribe import subscribe
from nguon.food.exchange.operations.unsubscribe import unsubscribe
from nguon.food.exchange.queries.named_queries import subscriptions_of
from nguon.food.exchange.rules.subscription_request import SubscriptionRequest
from nguon.ground.people.choices import Act
from nguon.ground.people.rules.caller import Caller, caller_of


@resource("GET", "POST")
def subscriptions(request: HttpRequest, name: str) -> HttpResponse:
    caller = caller_of(request, Act.QUERY_EVENTS)
    query = named_query_of(caller, name)
    if request.method == "POST":
        return _create(request, caller, query)
    return _list(request, caller, query)


@resource("GET", "DELETE")
def subscription(request: HttpRequest, name: str, subscription_id: str) -> HttpResponse:
    query = named_query_of(caller_of(request, Act.QUERY_EVENTS), name)
    found = _found(query, subscription_id)
    if request.method == "GET":
        response = json_answer(_members(found), request)
        response["GS1-Query-Min-Record-Time"] = write_instant(found.min_record_time)
        return response
    unsubscribe(found, at=clock.now())
    return HttpResponse(status=204)


def _create(request: HttpRequest, caller: Caller, query: NamedQuery) -> HttpResponse:
    asked = SubscriptionRequest.read(
        json_of(request),
        epc_format=epc_format_of(request),
        is_local_allowed=settings.CONFIG.local_webhooks,
    )
    made = subscribe(query, asked, by=caller.name, at=clock.now())
    response = json_answer(_members(made), request, status=201)
    response["Location"] = f"{request.build_absolute_uri(request.path)}/{made.pk}"
    return response


def _list(request: HttpRequest, caller: Caller, query: NamedQuery) -> HttpResponse:
    unknown_parameters(request.GET, known=())
    per_page = per_page_of(request)
    token = PageToken.of(request, caller=caller.name)
    rows = subscriptions_of(query).order_by("pk")
    if token is not None:
        rows = rows.filter(pk__gt=uuid.UUID(token.last))
    found = list(rows[: per_page + 1])
    response = json_answer([_members(one) for one in found[:per_page]], request)
    if len(found) > per_page:
        next_link(response, request, caller=caller.name, last=str(found[per_page - 1].pk))
    return response


def _found(query: NamedQuery, subscription_id: str) -> Subscription:
    try:
        found = subscriptions_of(query).filter(pk=uuid.UUID(subscription_id)).first()
    except ValueError:
        found = None
    if found is None:
        raise NoSuchName(
            _("There is no subscription %(id)s to this query.") % {"id": subscription_id}
        )
    return found


def _members(one: Subscription) -> dict[str, Any]:
    """What may be told of a subscription; the signature token never is."""
    moments = {
        "createdAt": one.created_at,
        "lastNotifiedAt": one.last_notified_at,
        "initialRecordTime": one.initial_record_time,
        "minRecordTime": one.min_record_time,
    }
    controls: dict[str, Any] = (
        {"stream": True}
        if one.is_stream
        else {"schedule": one.schedule, "reportIfEmpty": one.report_if_empty}
    )
    return {
        "subscriptionID": str(one.pk),
        "queryName": one.query.name,
        "dest": one.dest,
        **controls,
        "epcFormat": one.epc_format,
        **{name: write_instant(at) for name, at in moments.items() if at is not None},
        "nguon:state": _state(one),
    }


def _state(one: Subscription) -> str:
    if one.stopped_at is not None:
        return f"stopped:{one.stop}"
    return "paused" if one.paused_at is not None else "active"
