"""The same kitchens on paper: a page made for printing, and a PDF."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from nguon.base import clock
from nguon.base.paper.board_sheet import render_board_sheet
from nguon.base.templatetags.nguon import moment
from nguon.food.oversight.pages.overview import NOWHERE, Overview, asked_by, overview
from nguon.food.oversight.pages.tile_map import mapped
from nguon.food.oversight.rules.board import commune_rows
from nguon.food.oversight.rules.printed_board import printed_board
from nguon.ground.reference.models import Commune


@require_safe
@gzip_page
def printed(request: HttpRequest) -> HttpResponseBase:
    """Takes the questions of the board (`xa`, `tt`), so that what was on the screen is printed."""
    response = render(request, "oversight/print.html", mapped(overview(asked_by(request))))
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def pdf(request: HttpRequest) -> HttpResponse:
    """The same once more, to be sent on; the map only where nothing narrower was asked for."""
    page = overview(asked_by(request))
    is_whole = not page.asked.commune and page.asked.standing is None
    communes = commune_rows(page.board, list(Commune.objects.all())) if is_whole else []
    sheet = printed_board(
        page.board,
        page.rows,
        communes=communes,
        asked=_asked_words(page),
        on=clock.local_day(page.at),
    )
    made = render_board_sheet(sheet, made_at=page.at)
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="cac-bep-{page.at:%Y-%m-%d}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


def _asked_words(page: Overview) -> str:
    commune = page.chosen_commune
    where = str(commune) if commune else _("All communes")
    if page.asked.commune == NOWHERE:
        where = _("Commune not known")
    words = [where] + ([page.asked.standing.label] if page.asked.standing else [])
    return " · ".join([*words, _("As at %(time)s.") % {"time": moment(page.at)}])
