"""`/nextPageToken/{token}`: a client gives a token back that it does not need any more."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from nguon.base import clock
from nguon.base.errors import Missing
from nguon.food.exchange.api.pages import VALID_FOR, PageToken
from nguon.food.exchange.api.resource import resource
from nguon.food.exchange.operations.give_back_page_token import give_back_page_token
from nguon.ground.people.choices import Act
from nguon.ground.people.rules.caller import caller_of


@resource("DELETE")
def next_page_token(request: HttpRequest, token: str) -> HttpResponse:
    caller = caller_of(request, Act.QUERY_EVENTS)
    if not PageToken.is_of(token, caller=caller.name):
        raise Missing(_("There is no such token of yours."))
    give_back_page_token(token, until=clock.now() + VALID_FOR, at=clock.now())
    return HttpResponse(status=204)
