"""Every kitchen within reach on one screen, and the part of it that renews itself."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nguon.base import clock
from nguon.base.errors import Unidentified
from nguon.food.oversight.queries.days_of_kitchens import days_of_kitchens
from nguon.food.oversight.queries.news import newest_sequence
from nguon.food.oversight.rules.board import Board, BoardRow, board_of, board_row
from nguon.food.oversight.rules.kitchen_state import Standing
from nguon.ground.people.choices import Act, PlaceKind
from nguon.ground.people.models import Person
from nguon.ground.people.queries import places_visible_to
from nguon.ground.reference.models import Commune

SIGN_OF_LIFE: Final = timedelta(days=2)
RENEWED_EVERY_SECONDS: Final = 4


@dataclass(frozen=True)
class Choice:
    """One standing to look at, or all; `count` is of the kitchens in the chosen commune."""

    standing: Standing | None
    count: int
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class BoardPage:
    board: Board
    rows: Sequence[BoardRow]
    choices: Sequence[Choice]
    communes: Sequence[Commune]
    commune: str
    at: datetime
    part_url: str


@require_safe
def board(request: HttpRequest) -> HttpResponseBase:
    """`?xa=` is the code of a commune, `?tt=` a standing, `?phan=bang` only what renews itself."""
    if not isinstance(request.user, Person):
        raise Unidentified(_("Sign in to see the kitchens."))
    is_part = request.GET.get("phan") == "bang"
    at = clock.now()
    etag = _etag(request, request.user, at)
    if is_part:
        unchanged = get_conditional_response(request, etag=etag)
        if unchanged is not None:
            return unchanged
    template = "oversight/_board.html" if is_part else "oversight/board.html"
    response = render(request, template, {"page": _page(request, request.user, at)})
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    return response


def _page(request: HttpRequest, person: Person, at: datetime) -> BoardPage:
    visible = places_visible_to(person, act=Act.VIEW_DAY, at=at).filter(kind=PlaceKind.KITCHEN)
    communes = Commune.objects.filter(code__in=visible.values("commune")).order_by("name")
    commune, wanted = request.GET.get("xa", ""), request.GET.get("tt", "")
    if commune:
        visible = visible.filter(commune=commune)
    places = list(visible.select_related("organisation", "commune"))
    days = days_of_kitchens(places, clock.local_day(at), since=at - SIGN_OF_LIFE)
    whole = board_of([board_row(place, days[place.pk], at=at) for place in places])
    chosen = next((one for one in Standing if one.value == wanted), None)
    return BoardPage(
        board=whole,
        rows=[row for row in whole.rows if chosen in (None, row.state.standing)],
        choices=_choices(whole, chosen, commune),
        communes=list(communes),
        commune=commune,
        at=at,
        part_url=_url(commune, chosen, phan="bang"),
    )


def _choices(board: Board, chosen: Standing | None, commune: str) -> list[Choice]:
    counts = [(None, len(board.rows)), *((one, board.counts.get(one, 0)) for one in Standing)]
    return [
        Choice(one, count, _url(commune, one), is_chosen=one == chosen) for one, count in counts
    ]


def _url(commune: str, standing: Standing | None, **more: str) -> str:
    asked = {"xa": commune, "tt": standing.value if standing else "", **more}
    return "?" + urlencode({name: value for name, value in asked.items() if value})


def _etag(request: HttpRequest, person: Person, at: datetime) -> str:
    """Changes with every record and every minute: time alone makes a kitchen late."""
    seen = (
        newest_sequence(),
        at.replace(second=0, microsecond=0).isoformat(),
        str(person.pk),
        request.GET.urlencode(),
        translation.get_language(),
    )
    return f'"{hashlib.sha256(repr(seen).encode()).hexdigest()[:32]}"'
