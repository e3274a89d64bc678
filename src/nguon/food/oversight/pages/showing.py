"""What a kitchen shows to the outside: posters to hang up, passes for inspectors at the door."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from nguon.base.errors import Missing
from nguon.base.paper.poster import PAPERS, render_poster
from nguon.base.ui.parts import Link
from nguon.base.ui.qr import qr_drawing
from nguon.food.oversight.pages.at_kitchen import at_kitchen
from nguon.food.oversight.rules.posters import POSTERS
from nguon.ground.people.choices import Act
from nguon.ground.people.models import InspectionPass
from nguon.ground.people.operations import end_inspection_pass, issue_inspection_pass
from nguon.ground.people.queries import live_passes_of, passes_of

LISTED = 20


@require_safe
def showing(request: HttpRequest, place_id: UUID) -> HttpResponse:
    """Everybody who may see the kitchen may print; only the manager gives passes."""
    asked = at_kitchen(request, place_id)
    may_issue = Act.ISSUE_PASS in asked.acts
    live = list(live_passes_of(asked.place, at=asked.at)) if may_issue else []
    past = passes_of(asked.place).exclude(pk__in=[one.pk for one in live])[:LISTED]
    context = {
        "kitchen": asked.place,
        "may_issue": may_issue,
        "live": live,
        "past": past if may_issue else (),
        "trail": [Link(asked.place.name, reverse("kitchen:today", args=[place_id]))],
    }
    return render(request, "oversight/showing.html", context)


@never_cache
@require_POST
def new_pass(request: HttpRequest, place_id: UUID) -> HttpResponse:
    """The code is in this one answer and nowhere else."""
    asked = at_kitchen(request, place_id)
    given, code = issue_inspection_pass(asked.place, by=asked.person, at=asked.at)
    path = reverse("oversight:with_pass", args=[code])
    context = {
        "kitchen": asked.place,
        "given": given,
        "qr": qr_drawing(f"{settings.PUBLIC_URL}{path}"),
        "address": settings.PUBLIC_URL,
        "trail": [
            Link(_("Show the kitchen"), reverse("oversight:showing", args=[place_id])),
        ],
    }
    return render(request, "oversight/pass_code.html", context)


@require_POST
def end_pass(request: HttpRequest, place_id: UUID, pass_id: UUID) -> HttpResponse:
    asked = at_kitchen(request, place_id)
    given = InspectionPass.objects.filter(pk=pass_id, place=asked.place).first()
    if given is None:
        raise Missing(_("There is no such pass in this kitchen."))
    end_inspection_pass(given, by=asked.person, at=asked.at)
    messages.success(request, _("The pass has ended. Whoever has it sees nothing more."))
    return redirect("oversight:showing", place_id)


@require_safe
def poster(request: HttpRequest, place_id: UUID, kind: str) -> HttpResponse:
    """`?kho=a5` prints it smaller."""
    asked = at_kitchen(request, place_id)
    paper = request.GET.get("kho", PAPERS[0])
    if kind not in POSTERS or paper not in PAPERS:
        raise Missing(_("There is no such poster."))
    words = POSTERS[kind](asked.place, settings.PUBLIC_URL)
    response = HttpResponse(
        render_poster(words, paper=paper, made_at=asked.at), content_type="application/pdf"
    )
    response["Content-Disposition"] = f'inline; filename="{kind}-{paper}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response
