"""`/queries/{name}/events`: what a named query finds, page by page; or by a socket, as it comes."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from nguon.base import clock
from nguon.base.problems import problem_response
from nguon.core.epcis.instants import write_instant
from nguon.core.epcis.query import query_of_json
from nguon.food.exchange.api.documents import events_answer
from nguon.food.exchange.api.headers import epc_format_of
from nguon.food.exchange.api.named_query import named_query_of
from nguon.food.exchange.api.pages import (
    PageToken,
    next_link,
    per_page_of,
    unknown_parameters,
    without_paging,
)
from nguon.food.exchange.api.resource import resource
from nguon.food.exchange.models import NamedQuery
from nguon.food.exchange.rules.socket_request import SOCKET_PARAMETERS, socket_controls
from nguon.food.exchange.rules.standing import Standing, standing_of
from nguon.food.exchange.rules.standing_controls import wrong
from nguon.food.trace.queries.event_document import query_document
from nguon.food.trace.queries.events import page_of_events
from nguon.food.trace.queries.scope import scope_of
from nguon.ground.people.choices import Act
from nguon.ground.people.rules.caller import Caller, caller_of

SOCKET = "nguon.socket"
"""Set by the process that can keep a socket open; a client cannot set it."""


class SwitchingProtocols(HttpResponse):
    """101: everything was in order, the process that asked may go on and talk."""

    status_code = 101

    def __init__(self, standing: Standing) -> None:
        super().__init__()
        self.standing = standing


@resource("GET")
def named_events(request: HttpRequest, name: str) -> HttpResponse:
    caller = caller_of(request, Act.QUERY_EVENTS)
    query = named_query_of(caller, name)
    if request.headers.get("Upgrade", "").lower() == "websocket":
        return _socket(request, caller, query)
    asked = sorted(set(request.GET) & set(SOCKET_PARAMETERS))
    if asked:
        raise wrong(asked[0], _("Upgrade: websocket with this parameter"), _("a plain request"))
    return _page(request, caller, query)


def _socket(request: HttpRequest, caller: Caller, query: NamedQuery) -> HttpResponse:
    """Told apart from a page by the handshake. The plain server says where sockets are spoken."""
    controls = socket_controls(without_paging(request.GET))
    epc_format = epc_format_of(request)
    if request.META.get(SOCKET) is True:
        standing = standing_of(
            query, controls=controls, by=caller.name, epc_format=epc_format, at=clock.now()
        )
        response: HttpResponse = SwitchingProtocols(standing)
        response["GS1-Query-Min-Record-Time"] = write_instant(standing.since)
        return response
    address = f"{socket_origin()}{request.get_full_path()}"
    response = problem_response(
        426,
        title=_("Sockets are spoken elsewhere"),
        detail=_("Open the socket at %(address)s.") % {"address": address},
        problem_type="epcisException:ImplementationException",
        extensions={"nguon:socket": address},
    )
    # No `Upgrade`: a WSGI application may not set headers of the connection (PEP 3333).
    response["Link"] = f'<{address}>; rel="alternate"'
    return response


def socket_origin() -> str:
    host = settings.CONFIG.listen_host
    shown = f"[{host}]" if ":" in host else host
    return settings.CONFIG.socket_url or f"ws://{shown}:{settings.CONFIG.socket_port}"


def _page(request: HttpRequest, caller: Caller, query: NamedQuery) -> HttpResponse:
    unknown_parameters(request.GET, known=())
    per_page = per_page_of(request)
    token = PageToken.of(request, caller=caller.name)
    page = page_of_events(
        query_of_json(query.members),
        principal=caller.principal,
        cursor=token.last if token else None,
        limit=per_page,
    )
    document = query_document(
        page.events,
        scope=scope_of(caller.principal),
        created_at=clock.now(),
        query_name=query.name,
    )
    response = events_answer(document, request)
    if page.next_cursor is not None:
        next_link(response, request, caller=caller.name, last=page.next_cursor)
    return response
