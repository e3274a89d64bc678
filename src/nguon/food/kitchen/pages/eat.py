"""The pupils begin to eat."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nguon.base.errors import Missing
from nguon.food.kitchen.models import Meal
from nguon.food.kitchen.pages.desk import desk_at
from nguon.food.kitchen.pages.filling import Sheet, fill_in
from nguon.food.kitchen.pages.forms import EatingForm
from nguon.food.kitchen.pages.links import day_link
from nguon.ground.people.choices import Act


@require_http_methods(["GET", "HEAD", "POST"])
def eating(request: HttpRequest, place_id: UUID, meal_id: UUID) -> HttpResponse:
    desk = desk_at(request, place_id, Act.RECORD_SERVING)
    meal = Meal.objects.filter(place=desk.place, pk=meal_id).first()
    if meal is None:
        raise Missing(_("There is no such meal in this kitchen."))
    back = day_link(desk.place, meal.date)
    sheet = Sheet(
        heading=_("Eating starts: %(meal)s") % {"meal": meal},
        intro=_("Samples are taken before the pupils eat."),
        submit=_("Save the start of eating"),
        back=back,
        done=lambda _submitted: (back.url, _("The start of eating is recorded.")),
    )
    return fill_in(request, lambda data: EatingForm(desk, data=data, subject=meal), sheet=sheet)
