"""Menu and portions: a new meal, or the newest plan of one."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nguon.base.errors import Missing
from nguon.food.kitchen.models import Meal
from nguon.food.kitchen.operations.submit_record import Submitted
from nguon.food.kitchen.pages.desk import Desk, desk_at
from nguon.food.kitchen.pages.filling import Sheet, fill_in
from nguon.food.kitchen.pages.forms import MealPlanForm
from nguon.food.kitchen.pages.links import day_link
from nguon.food.kitchen.rules.reading import day_in
from nguon.ground.people.choices import Act


@require_http_methods(["GET", "HEAD", "POST"])
def new_meal(request: HttpRequest, place_id: UUID) -> HttpResponse:
    desk = desk_at(request, place_id, Act.PLAN_MEAL)
    day = _asked_day(request, desk)
    sheet = Sheet(
        heading=_("Plan a meal"),
        intro=_("Planned is not checked: every dish is still looked at in each step."),
        submit=_("Save the menu"),
        back=day_link(desk.place, day),
        done=lambda submitted: _planned(desk, submitted),
    )
    return fill_in(
        request,
        lambda data: MealPlanForm(desk, data=data, initial={"date": day}),
        sheet=sheet,
    )


@require_safe
def meal(request: HttpRequest, place_id: UUID, meal_id: UUID) -> HttpResponse:
    """A changed menu corrects the plan that stands, with a reason: both stay visible."""
    desk = desk_at(request, place_id, Act.PLAN_MEAL)
    found = Meal.objects.filter(place=desk.place, pk=meal_id).first()
    if found is None:
        raise Missing(_("There is no such meal in this kitchen."))
    return redirect("kitchen:correction", desk.place.pk, found.plan_record_id)


def _asked_day(request: HttpRequest, desk: Desk) -> date:
    try:
        return day_in(request.GET.get("ngay", ""))
    except ValueError:
        return desk.today


def _planned(desk: Desk, submitted: Submitted) -> tuple[str, str]:
    planned = Meal.objects.filter(plan_record_id=submitted.record.id).first()
    day = planned.date if planned else desk.today
    return day_link(desk.place, day).url, _("The menu is saved.")
