"""What parents see of one kitchen and day, behind the QR code at the gate.

Open to anybody who has the address. One small answer, no script, no picture, no name of a person:
it must open within a second on the slowest network there is.
"""

import base64
import hashlib
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Final
from uuid import UUID

from csp.constants import NONE, SELF
from csp.decorators import csp
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from nguon.base import clock
from nguon.base.errors import Missing
from nguon.food.kitchen.queries.day import acts_of_day, boxes_of_place, day_seal
from nguon.food.kitchen.rules.day import read_day
from nguon.food.oversight.rules.parents_day import parents_day
from nguon.ground.people.choices import PlaceKind
from nguon.ground.people.models import Place

STYLE: Final = (Path(__file__).parent.parent / "templates/oversight/parents.css").read_text()
STYLE_HASH: Final = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
POLICY: Final = {
    "default-src": [NONE],
    "style-src": [f"'sha256-{STYLE_HASH}'"],
    "img-src": [SELF],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": [NONE],
}
BACK: Final = timedelta(days=31)
AHEAD: Final = timedelta(days=7)
LANGUAGES: Final = ("vi", "en")


@login_not_required
@require_safe
def parents_today(request: HttpRequest, place_id: UUID) -> HttpResponseBase:
    return _shown(request, place_id, clock.today())


@login_not_required
@require_safe
def parents(request: HttpRequest, place_id: UUID, day: date) -> HttpResponseBase:
    """A month back and the menu a week ahead; nothing older is for everybody."""
    if not clock.today() - BACK <= day <= clock.today() + AHEAD:
        raise Missing(_("This day is not shown here. Ask the school for older days."))
    return _shown(request, place_id, day)


def _shown(request: HttpRequest, place_id: UUID, day: date) -> HttpResponseBase:
    """Who has looked a minute ago need not ask again; a proxy may answer for all parents.

    Compressed here, for not every school has a proxy that does it; nothing on it is secret.
    """
    page = gzip_page(csp(POLICY)(partial(_page, place_id=place_id, day=day)))
    return cache_control(public=True, max_age=60)(page)(request)


def _page(request: HttpRequest, *, place_id: UUID, day: date) -> HttpResponse:
    kitchens = Place.objects.filter(kind=PlaceKind.KITCHEN)
    place = kitchens.select_related("organisation", "commune").filter(id=place_id).first()
    if place is None:
        raise Missing(_("There is no kitchen at this address. Scan the code at the school again."))
    asked = request.GET.get("hl", "")
    language = asked if asked in LANGUAGES else LANGUAGES[0]
    with translation.override(language):
        at = clock.now()
        boxes = boxes_of_place(place, since=at - timedelta(days=2))
        view = read_day(acts_of_day(place, day), boxes, day_hash=day_seal(place, day), at=at)
        context = {
            "place": place,
            "on": day,
            "today": clock.today(),
            "day_before": day - timedelta(days=1),
            "day_after": day + timedelta(days=1),
            "shown": parents_day(view),
            "asked_at": at,
            "language": language,
            "style": SafeString(f"<style>{STYLE}</style>"),  # our own file
        }
        response = render(request, "oversight/parents.html", context)
        response["Content-Language"] = language
        return response
