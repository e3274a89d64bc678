"""Step 3."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nguon.food.kitchen.pages.cook import dish_at
from nguon.food.kitchen.pages.desk import desk_at
from nguon.food.kitchen.pages.filling import Sheet, fill_in
from nguon.food.kitchen.pages.forms import ServingForm
from nguon.food.kitchen.pages.links import day_link
from nguon.ground.people.choices import Act


@require_http_methods(["GET", "HEAD", "POST"])
def serving(request: HttpRequest, place_id: UUID, dish_id: UUID) -> HttpResponse:
    desk = desk_at(request, place_id, Act.RECORD_SERVING)
    dish = dish_at(desk, dish_id)
    back = day_link(desk.place, dish.meal.date)
    said = {"dish": dish.name}
    sheet = Sheet(
        heading=_("Step 3: %(dish)s") % said,
        intro=str(dish.meal),
        submit=_("Save step 3"),
        back=back,
        done=lambda _submitted: (back.url, _("Step 3 of %(dish)s is recorded.") % said),
    )
    return fill_in(request, lambda data: ServingForm(desk, data=data, subject=dish), sheet=sheet)
