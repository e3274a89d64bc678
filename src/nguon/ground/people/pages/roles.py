"""A role given to somebody who is registered already, and a role ended."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nguon.base import clock
from nguon.base.ui.attempts import attempted
from nguon.base.ui.parts import Link
from nguon.ground.people import rules
from nguon.ground.people.choices import Role
from nguon.ground.people.models import Person
from nguon.ground.people.operations import assign_role, end_assignment
from nguon.ground.people.pages.forms.person import EndForm, RoleForm
from nguon.ground.people.pages.reach import reach_for
from nguon.ground.people.pages.staff import asked_organisation, choosing
from nguon.ground.people.queries import assignments_open_to, person_of, persons_open_to


@require_http_methods(["GET", "HEAD", "POST"])
def new_role(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = person_of(request)
    rules.may_register_person(person).require()
    found = get_object_or_404(persons_open_to(person), pk=pk)
    organisation = asked_organisation(request, person)
    reach = reach_for(person, organisation)
    form = RoleForm(reach, today=clock.today(), data=request.POST or None)
    if form.is_valid():
        said = form.assignment()
        if attempted(form, lambda: assign_role(found, by=person, **said)) is not None:
            words = {"name": found.full_name, "role": said["role"].label}
            messages.success(request, _("%(name)s is now %(role)s.") % words)
            return redirect("people:colleague", pk)
    context = {
        "form": form,
        "colleague": found,
        "organisation": organisation,
        "trail": [_link(found)],
        **choosing(request, person),
    }
    return render(request, "people/new_role.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def end_role(request: HttpRequest, assignment_id: int) -> HttpResponse:
    person = person_of(request)
    rules.may_register_person(person).require()
    held = get_object_or_404(assignments_open_to(person), pk=assignment_id)
    rules.may_assign(person, Role(held.role), place=held.place).require()
    form = EndForm(request.POST or None, initial={"on": clock.today()})
    if form.is_valid():
        on = form.cleaned_data["on"]
        if attempted(form, lambda: end_assignment(held, by=person, on=on)) is not None:
            messages.success(request, _("The role is ended."))
            return redirect("people:colleague", held.person_id)
    words = {"name": held.person.full_name, "role": held.get_role_display(), "where": held.reach}
    context = {
        "question": _("End the role of %(name)s?") % words,
        "consequences": [
            _("%(name)s is no longer %(role)s at %(where)s.") % words,
            _("Everything recorded until then stays, under the same name."),
        ],
        "form": form,
        "back_url": reverse("people:colleague", args=[held.person_id]),
        "confirm_text": _("End the role"),
        "is_danger": True,
    }
    return render(request, "base/confirm.html", context)


def _link(found: Person) -> Link:
    return Link(found.full_name, reverse("people:colleague", args=[found.pk]))
