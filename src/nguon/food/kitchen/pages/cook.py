"""Step 2."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nguon.base.errors import Missing
from nguon.food.kitchen.models import Dish
from nguon.food.kitchen.pages.desk import Desk, desk_at
from nguon.food.kitchen.pages.filling import Sheet, fill_in
from nguon.food.kitchen.pages.forms import CookingForm
from nguon.food.kitchen.pages.links import day_link
from nguon.food.kitchen.queries.dishes import dish_of_place
from nguon.ground.people.choices import Act


def dish_at(desk: Desk, dish_id: UUID) -> Dish:
    dish = dish_of_place(desk.place, dish_id)
    if dish is None:
        raise Missing(_("There is no such dish in this kitchen."))
    return dish


@require_http_methods(["GET", "HEAD", "POST"])
def cooking(request: HttpRequest, place_id: UUID, dish_id: UUID) -> HttpResponse:
    desk = desk_at(request, place_id, Act.RECORD_COOKING)
    dish = dish_at(desk, dish_id)
    back = day_link(desk.place, dish.meal.date)
    said = {"dish": dish.name}
    sheet = Sheet(
        heading=_("Step 2: %(dish)s") % said,
        intro=str(dish.meal),
        submit=_("Save step 2"),
        back=back,
        done=lambda _submitted: (back.url, _("Step 2 of %(dish)s is recorded.") % said),
    )
    return fill_in(request, lambda data: CookingForm(desk, data=data, subject=dish), sheet=sheet)
