"""The kitchen in thirty seconds, behind the QR on its wall or the one on the manager's screen.

The QR on the wall holds the kitchen's number and no right: whoever is signed in and may see the
kitchen sees it, everybody else is told how. A pass holds a right for half an hour and no name.
"""

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nguon.base import clock
from nguon.base.client_address import client_address
from nguon.base.errors import Missing
from nguon.base.pace import Pace
from nguon.food.oversight.rules.inspection import inspection
from nguon.ground.people.choices import Act, PlaceKind
from nguon.ground.people.models import Person, Place
from nguon.ground.people.operations import note_pass_opened
from nguon.ground.people.queries import acts_at, pass_of_code
from nguon.ground.people.rules import pass_counts

GUESSES: Final = Pace(burst=20, every=timedelta(seconds=30))
"""Wrong codes from one address. None can be guessed; this keeps the noise down."""

LOOKS: Final = Pace(burst=20, every=timedelta(seconds=3))
"""With one pass: who asks without end slows down the kitchens."""


@login_not_required
@require_safe
def wall(request: HttpRequest, place_id: UUID) -> HttpResponse:
    """What hangs on the wall for everybody to photograph must not open anything by itself."""
    kitchens = Place.objects.filter(kind=PlaceKind.KITCHEN)
    place = kitchens.select_related("organisation", "commune").filter(pk=place_id).first()
    if place is None:
        raise Missing(_("There is no kitchen at this address. Scan the code at the school again."))
    at = clock.now()
    person = request.user if isinstance(request.user, Person) else None
    if person is not None and Act.VIEW_DAY in acts_at(person, place, at=at):
        context = {"shown": inspection(place, at=at), "with_names": True, "day": at}
        return _private(render(request, "oversight/inspection.html", context))
    context = {"kitchen": place, "is_signed_in": person is not None}
    return _private(render(request, "oversight/inspection_door.html", context))


@login_not_required
@require_safe
def with_pass(request: HttpRequest, code: str) -> HttpResponse:
    """Nobody learns from the answer whether a code that does not count ever existed."""
    shown = pass_of_code(code)
    if shown is None:
        GUESSES.keep(client_address(request))
        raise Missing(_("This pass does not hold. Scan the code on the manager's screen again."))
    at = clock.now()
    pass_counts(shown, at=at).require()
    LOOKS.keep(str(shown.pk))
    context = {"shown": inspection(shown.place, at=at), "with_names": False, "given": shown}
    response = _private(render(request, "oversight/inspection.html", context))
    # The address of a pass is the right itself: it must not travel. The page has no form, whose
    # sender would go unnamed then and be refused.
    response["Referrer-Policy"] = "no-referrer"
    note_pass_opened(shown, at=at)
    return response


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
