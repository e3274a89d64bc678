"""The front door. Somebody with one kitchen is led straight to its day: no menu before work."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from nguon.base import clock
from nguon.ground.people.models import Person
from nguon.web.doors import doors_of


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    if not isinstance(request.user, Person):
        return render(request, "web/welcome.html")
    wanted = request.GET.get("tim", "").strip()
    doors = doors_of(request.user, wanted=wanted, number=request.GET.get("page", 1))
    if doors.only_kitchen_url and not doors.rooms and not doors.desks:
        return redirect(doors.only_kitchen_url)
    context = {"doors": doors, "wanted": wanted, "today": clock.today()}
    return render(request, "web/home.html", context)
