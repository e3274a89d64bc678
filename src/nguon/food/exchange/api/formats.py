"""Media types: what is read, what is offered, what the client prefers."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.utils.translation import gettext as _

from nguon.base.negotiation import preferred
from nguon.food.exchange.api.errors import NotAcceptable

JSON = "application/json"
JSON_LD = "application/ld+json"
XML = "application/xml"
TEXT_XML = "text/xml"
JSON_TYPES = (JSON, JSON_LD)
XML_TYPES = (XML, TEXT_XML)
ALL_TYPES = (*JSON_TYPES, *XML_TYPES)


def answer_type(request: HttpRequest, offered: Sequence[str] = JSON_TYPES) -> str:
    """The format that the client prefers of those offered; raises `NotAcceptable` for none."""
    best = preferred(request, offered)
    if best is None:
        raise NotAcceptable(
            _("Offered are %(offered)s, asked was %(got)s.")
            % {"offered": ", ".join(offered), "got": request.headers.get("Accept", "")}
        )
    return best
