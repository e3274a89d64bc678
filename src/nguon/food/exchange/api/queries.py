"""`/queries`: named queries as views on the events (EPCIS 2.0 REST binding)."""

from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from nguon.base import clock
from nguon.base.errors import FieldError, InputInvalid
from nguon.food.exchange.api.headers import extensions_of
from nguon.food.exchange.api.named_query import json_answer, json_of, named_query_of
from nguon.food.exchange.api.pages import PageToken, next_link, per_page_of, unknown_parameters
from nguon.food.exchange.api.resource import resource
from nguon.food.exchange.models import NamedQuery
from nguon.food.exchange.operations.end_named_query import end_named_query
from nguon.food.exchange.operations.name_query import name_query
from nguon.food.exchange.queries.named_queries import named_queries_of
from nguon.food.exchange.rules.query_name import require_query_name
from nguon.food.exchange.rules.read_query import read_query
from nguon.ground.people.choices import Act
from nguon.ground.people.rules.caller import Caller, caller_of


@resource("GET", "POST")
def queries(request: HttpRequest) -> HttpResponse:
    caller = caller_of(request, Act.QUERY_EVENTS)
    return _create(request, caller) if request.method == "POST" else _list(request, caller)


@resource("GET", "DELETE")
def query(request: HttpRequest, name: str) -> HttpResponse:
    found = named_query_of(caller_of(request, Act.QUERY_EVENTS), name)
    if request.method == "GET":
        return json_answer(_members(found), request)
    end_named_query(found, at=clock.now())
    return HttpResponse(status=204)


def _create(request: HttpRequest, caller: Caller) -> HttpResponse:
    sent = json_of(request)
    if not isinstance(sent, dict) or not sent.keys() <= {"name", "query"}:
        message = _("Not a named query.")
        got = ", ".join(sorted(sent)) if isinstance(sent, dict) else type(sent).__name__
        raise InputInvalid([FieldError("/", message, expected="name, query", got=got[:200])])
    made = name_query(
        require_query_name(sent.get("name")),
        query=read_query(sent.get("query"), namespaces=extensions_of(request)).to_json(),
        tenant_id=caller.tenant_id,
        by=caller.name,
        at=clock.now(),
    )
    response = json_answer(_members(made), request, status=201)
    response["Location"] = f"{request.path}/{quote(made.name, safe='')}"
    return response


def _list(request: HttpRequest, caller: Caller) -> HttpResponse:
    unknown_parameters(request.GET, known=())
    per_page = per_page_of(request)
    token = PageToken.of(request, caller=caller.name)
    rows = named_queries_of(caller.tenant_id)
    if token is not None:
        rows = rows.filter(name__gt=token.last)
    found = list(rows[: per_page + 1])
    response = json_answer([_members(one) for one in found[:per_page]], request)
    if len(found) > per_page:
        next_link(response, request, caller=caller.name, last=found[per_page - 1].name)
    return response


def _members(named: NamedQuery) -> dict[str, Any]:
    return {"name": named.name, "query": named.members}
