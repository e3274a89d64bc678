"""The same kitchens on paper: a page made for printing, and a PDF."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from nguon.food.oversight.pages.overview import asked_by, overview
from nguon.food.oversight.pages.tile_map import mapped


@require_safe
@gzip_page
def printed(request: HttpRequest) -> HttpResponseBase:
    """Takes the questions of the board (`xa`, `tt`), so that what was on the screen is printed."""
    response = render(request, "oversight/print.html", mapped(overview(asked_by(request))))
    response["Cache-Control"] = "private, no-store"
    return response
