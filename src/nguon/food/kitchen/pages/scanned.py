"""Where a printed code leads: to what the box or label stands for now, else to the trace."""

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nguon.base import clock
from nguon.base.errors import Missing
from nguon.core.gs1 import Gs1Error, OwnIdentifier
from nguon.food.kitchen.models import Fridge
from nguon.food.kitchen.pages.desk import signed_in
from nguon.food.kitchen.queries.codes import codes_in_use, issued_code
from nguon.food.kitchen.queries.things import Thing, thing_of_kitchen
from nguon.food.kitchen.rules.lots import own_place
from nguon.ground.people.choices import Act
from nguon.ground.people.models import Person, Place
from nguon.ground.people.queries import places_visible_to
from nguon.ground.people.rules import may_anywhere

MOST_FRIDGES = 1000


@require_safe
def scanned(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """A mistyped code is told apart from one that nobody knows, by its check character."""
    person = signed_in(request)
    try:
        own = OwnIdentifier.parse(f"https://{settings.NGUON_IDENTIFIER_HOST}/{kind}/{code}")
    except Gs1Error as error:
        message = _("“%(code)s” is not a code of ours: a character was misread. Read it again.")
        raise Missing(message % {"code": code}) from error
    visible = places_visible_to(person, act=Act.VIEW_DAY)
    found = thing_of_kitchen(own.uri, visible)
    if found is not None and (found.is_under_code or not _may_trace(person)):
        return redirect(_page_of(found))
    fridge = _fridge_of(own.uri, visible) if own.kind == "loc" else None
    if fridge is not None:
        return redirect("kitchen:reading", fridge.place_id, fridge.pk)
    issued = issued_code(own.uri)
    trace_url = reverse("trace:thing", args=[own.uri])
    if issued is None or not visible.filter(pk=issued.sheet.place_id).exists():
        return redirect(trace_url)
    place = issued.sheet.place
    was_used = bool(codes_in_use(place, [own.uri]).bindings)
    context = {
        "issued": issued,
        "own": own,
        "place": place,
        "trace_url": trace_url if was_used and _may_trace(person) else "",
    }
    return render(request, "kitchen/code_free.html", context)


def _fridge_of(uri: str, places: QuerySet[Place]) -> Fridge | None:
    """The codes of fridges follow from their ids: there is no column to look in."""
    fridges = Fridge.objects.filter(place__in=places)[:MOST_FRIDGES]
    return next((one for one in fridges if own_place(one.pk, "fridge").uri == uri), None)


def _may_trace(person: Person) -> bool:
    return may_anywhere(person, Act.VIEW_TRACE, at=clock.now()).allowed


def _page_of(found: Thing) -> str:
    name = "kitchen:sample" if found.is_sample else "kitchen:record"
    return reverse(name, args=[found.place_id, found.record_id])
