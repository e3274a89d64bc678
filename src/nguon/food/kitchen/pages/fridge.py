"""Read a fridge."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nguon.base.errors import Missing
from nguon.food.kitchen.models import Fridge
from nguon.food.kitchen.pages.desk import desk_at
from nguon.food.kitchen.pages.filling import Sheet, fill_in
from nguon.food.kitchen.pages.forms import FridgeForm
from nguon.food.kitchen.pages.links import day_link
from nguon.ground.people.choices import Act


@require_http_methods(["GET", "HEAD", "POST"])
def reading(request: HttpRequest, place_id: UUID, fridge_id: UUID) -> HttpResponse:
    desk = desk_at(request, place_id, Act.READ_FRIDGE)
    fridge = Fridge.objects.filter(place=desk.place, pk=fridge_id).first()
    if fridge is None:
        raise Missing(_("There is no such fridge in this kitchen."))
    back = day_link(desk.place, desk.today)
    said, kind = {"fridge": fridge.name}, str(fridge.get_kind_display())
    sheet = Sheet(
        heading=_("Temperature: %(fridge)s") % said,
        intro=kind if kind != fridge.name else "",
        submit=_("Save the reading"),
        back=back,
        done=lambda _submitted: (back.url, _("The temperature of %(fridge)s is recorded.") % said),
    )
    return fill_in(request, lambda data: FridgeForm(desk, data=data, subject=fridge), sheet=sheet)
