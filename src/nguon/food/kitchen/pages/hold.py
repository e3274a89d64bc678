"""Hold and release."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nguon.base.errors import Missing
from nguon.food.kitchen.models import Hold
from nguon.food.kitchen.pages.desk import desk_at
from nguon.food.kitchen.pages.filling import Sheet, fill_in
from nguon.food.kitchen.pages.forms import HoldForm, ReleaseForm, SuspicionForm
from nguon.food.kitchen.pages.links import day_link, url_of
from nguon.food.kitchen.rules.releasing import may_release
from nguon.ground.people.choices import Act


@require_http_methods(["GET", "HEAD", "POST"])
def hold(request: HttpRequest, place_id: UUID) -> HttpResponse:
    desk = desk_at(request, place_id, Act.PLACE_HOLD)
    back = day_link(desk.place, desk.today)
    sheet = Sheet(
        heading=_("Hold samples, lots, meals"),
        intro=_("What is held must stay as it is: nobody may cook or destroy it until released."),
        submit=_("Hold now"),
        back=back,
        done=lambda _submitted: (back.url, _("The hold stands. Keep everything as it is.")),
        is_danger=True,
    )
    return fill_in(request, lambda data: HoldForm(desk, data=data), sheet=sheet)


@require_http_methods(["GET", "HEAD", "POST"])
def suspicion(request: HttpRequest, place_id: UUID) -> HttpResponse:
    """The red button: two presses, and everything is held and an incident open."""
    desk = desk_at(request, place_id, Act.PLACE_HOLD)
    back = day_link(desk.place, desk.today)
    sheet = Sheet(
        heading=_("Suspected poisoning"),
        intro=_("Everything of this meal is held: samples, lots, dishes. Call 115 if it is bad."),
        submit=_("Hold everything now"),
        back=back,
        done=lambda submitted: (
            url_of("oversight:incident", submitted.record.pk) or back.url,
            _("Everything is held. Now call, and count the sick."),
        ),
        is_danger=True,
    )
    return fill_in(request, lambda data: SuspicionForm(desk, data=data), sheet=sheet)


@require_http_methods(["GET", "HEAD", "POST"])
def release(request: HttpRequest, place_id: UUID, record_id: UUID) -> HttpResponse:
    desk = desk_at(request, place_id, Act.RELEASE_HOLD)
    held = Hold.objects.standing().filter(place=desk.place, record_id=record_id).first()
    if held is None:
        raise Missing(_("There is no such hold in this kitchen."))
    may_release(held, desk.person, place=desk.place, at=desk.at).require()
    back = day_link(desk.place, desk.today)
    sheet = Sheet(
        heading=_("Release the hold"),
        intro=held.cause,
        submit=_("Release"),
        back=back,
        done=lambda _submitted: (back.url, _("The hold is released.")),
    )
    return fill_in(request, lambda data: ReleaseForm(desk, data=data, subject=held), sheet=sheet)
