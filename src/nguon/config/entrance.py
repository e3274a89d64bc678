"""`/`: the hall for people, and for programs what resources there are (EPCIS 2.0 REST binding)."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from nguon.base.negotiation import preferred
from nguon.food.exchange.api.resources import top_levels
from nguon.web.pages.home import home

PROGRAMS = ("application/json", "application/ld+json", "application/xml", "text/xml")


@login_not_required
@csrf_exempt
def entrance(request: HttpRequest) -> HttpResponseBase:
    """Whoever takes a page as gladly gets the page, so that no browser ever sees the list."""
    if request.method == "OPTIONS":
        return top_levels(request)
    if preferred(request, ("text/html", *PROGRAMS)) in PROGRAMS:
        return top_levels(request)
    return home(request)
