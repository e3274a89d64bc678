"""For administrators: one more school, without code."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from nguon.base.ui.attempts import attempted
from nguon.ground.people import rules
from nguon.ground.people.models import Person
from nguon.ground.people.operations import FirstManager, School, register_school
from nguon.ground.people.pages.forms.person import first_password
from nguon.ground.people.pages.forms.school import SchoolForm
from nguon.ground.people.pages.organisations import existing, link_to, trail
from nguon.ground.people.queries import person_of


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def new_school(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    rules.may_administer(person).require()
    form = SchoolForm(request.POST or None)
    context = {"form": form, "trail": trail(person)}
    if form.is_valid():
        made = first_password()
        school = attempted(form, partial(_register, form, person, made))
        if school is not None:
            words = {"name": school.organisation.display_name}
            messages.success(request, _("%(name)s is registered, with its kitchen.") % words)
            if form.cleaned_data["manager_password"]:
                return redirect("people:organisation", school.organisation.pk)
            shown = {
                "assignment": school.manager,
                "password": made,
                "done": link_to(school.organisation),
            }
            return render(request, "people/registered.html", context | shown)
        context["existing"] = existing(person, form)
    return render(request, "people/new_school.html", context)


def _register(form: SchoolForm, person: Person, made: str) -> School:
    said = form.cleaned_data
    name = said["legal_name"]
    return register_school(
        by=person,
        legal_name=name,
        tax_code=said["tax_code"],
        address=said["address"],
        phone=said["phone"],
        commune=said["commune"],
        kitchen_name=said["kitchen_name"] or f"Bếp ăn {name}"[:200],
        manager=FirstManager(
            username=said["manager_username"],
            full_name=said["manager_full_name"],
            password=said["manager_password"] or made,
            phone=said["manager_phone"],
        ),
    )
