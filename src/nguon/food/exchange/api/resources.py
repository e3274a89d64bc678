"""The top-level resources: event types, steps, dispositions, places, EPCs, and their events."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from nguon.base.errors import Missing
from nguon.core.epcis import namespaces_of
from nguon.core.epcis.epc_format import identifiers_in
from nguon.core.epcis.query import query_of_json
from nguon.food.exchange.api import answers
from nguon.food.exchange.api.events import page_answer, query_of_request
from nguon.food.exchange.api.headers import cbv_format_of, epc_format_of, extensions_of
from nguon.food.exchange.api.pages import PageToken, next_link, per_page_of, unknown_parameters
from nguon.food.exchange.api.resource import resource
from nguon.food.exchange.queries import top_level
from nguon.food.exchange.queries.top_level import TopLevel
from nguon.food.trace.queries.scope import scope_of
from nguon.ground.people.choices import Act
from nguon.ground.people.rules.caller import Caller, caller_of

View = Callable[..., HttpResponse]


def members_view(of: TopLevel) -> View:
    """`/bizSteps` and its like: the members that the caller may know, in pages."""

    @resource("GET")
    def members(request: HttpRequest) -> HttpResponse:
        caller = caller_of(request, Act.QUERY_EVENTS)
        unknown_parameters(request.GET, known=())
        cbv_format_of(request)
        token = PageToken.of(request, caller=caller.name)
        page = of.page(
            scope_of(caller.principal),
            cursor=token.last if token else None,
            limit=per_page_of(request),
        )
        names, used = _named(page.values, extensions_of(request))
        if of.has_identifiers:
            names = identifiers_in(names, epc_format_of(request))
        response = answers.collection(list(dict.fromkeys(names)), request, namespaces=used)
        if of.has_identifiers:
            response["GS1-EPC-Format"] = epc_format_of(request).value
        if page.next_cursor is not None:
            next_link(response, request, caller=caller.name, last=page.next_cursor)
        return response

    return members


def member_view(of: TopLevel) -> View:
    """`/bizSteps/{id}`: what there is below a member, which is its events."""

    @resource("GET")
    def member(request: HttpRequest, name: str) -> HttpResponse:
        caller = caller_of(request, Act.QUERY_EVENTS)
        unknown_parameters(request.GET, known=())
        _known(of, name, request, caller)
        return answers.collection(["events"], request)

    return member


def member_events_view(of: TopLevel) -> View:
    """`/bizSteps/{id}/events`: the events of a member, narrowed by the parameters of a query."""

    @resource("GET")
    def events(request: HttpRequest, name: str) -> HttpResponse:
        caller = caller_of(request, Act.QUERY_EVENTS)
        known = _known(of, name, request, caller)
        asked = query_of_request(request)
        own = query_of_json({of.parameter: [known]})
        both = replace(asked, conditions=(*own.conditions, *asked.conditions))
        return page_answer(both, request, caller)

    return events


@resource("GET")
def top_levels(request: HttpRequest) -> HttpResponse:
    """`/` for programs: the resources that there are. Asks nobody who they are."""
    return answers.collection(TOP_LEVEL, request)


TOP_LEVEL = (
    "events",
    "eventTypes",
    "epcs",
    "bizSteps",
    "bizLocations",
    "readPoints",
    "dispositions",
    "capture",
    "queries",
)
RESOURCES: Mapping[str, TopLevel] = {
    "eventTypes": top_level.EVENT_TYPES,
    "epcs": top_level.EPCS,
    "bizSteps": top_level.BIZ_STEPS,
    "bizLocations": top_level.BIZ_LOCATIONS,
    "readPoints": top_level.READ_POINTS,
    "dispositions": top_level.DISPOSITIONS,
}


def _known(of: TopLevel, name: str, request: HttpRequest, caller: Caller) -> str:
    """The member in the store's spelling; what the caller may not know is not there."""
    canonical = of.canonical(name, {**namespaces_of(), **extensions_of(request)})
    if not of.knows(canonical, scope_of(caller.principal)):
        raise Missing(_("There is no %(name)s in any event that you may see.") % {"name": name})
    return canonical


def _named(values: list[str], namespaces: Mapping[str, str]) -> tuple[list[str], dict[str, str]]:
    """With the client's prefixes where they fit; and which of them are used (openapi)."""
    used: dict[str, str] = {}
    names = []
    for value in values:
        fits = [one for one in namespaces.items() if one[1] and value.startswith(one[1])]
        if fits:
            prefix, namespace = max(fits, key=lambda one: len(one[1]))
            used[prefix] = namespace
            value = f"{prefix}:{value.removeprefix(namespace)}"
        names.append(value)
    return names, used
