"""Who works here: found, registered, given roles, given a new password."""

from datetime import date
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import SetPasswordForm
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from nguon.base import clock
from nguon.base.ui.attempts import attempted
from nguon.base.ui.parts import Link
from nguon.ground.people import rules
from nguon.ground.people.choices import KITCHEN_ROLES
from nguon.ground.people.models import Assignment, Organisation, Person
from nguon.ground.people.operations import register_person_in_role, reset_password
from nguon.ground.people.pages.forms.person import PersonForm, first_password
from nguon.ground.people.pages.organisations import organisation_open_to
from nguon.ground.people.pages.reach import reach_for
from nguon.ground.people.queries import (
    assignments_open_to,
    person_of,
    persons_open_to,
    registry_matching,
    staff_of,
)

A_PAGE = 50
SOME = 12


@login_required
@require_GET
def staff(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    rules.may_register_person(person).require()
    wanted = request.GET.get("tim", "").strip()
    pages = Paginator(staff_of(person, wanted), A_PAGE)
    context = {
        "page": pages.get_page(request.GET.get("page", 1)),
        "wanted": wanted,
        "administers": rules.may_administer(person).allowed,
        "trail": [Link(_("Home"), "/")],
    }
    return render(request, "people/staff.html", context)


@require_safe
def colleague(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = person_of(request)
    rules.may_register_person(person).require()
    found = get_object_or_404(persons_open_to(person), pk=pk)
    administers = rules.may_administer(person).allowed
    held = assignments_open_to(person).filter(person=found).order_by("-valid_from", "id")
    today = clock.today()
    context = {
        "colleague": found,
        "standing": [(one, _endable(one, administers)) for one in held if _stands(one, today)],
        "past": [one for one in held if not _stands(one, today)],
        "may_reset": found.is_active and rules.may_reset_password(person, found).allowed,
        "may_deactivate": found.is_active and rules.may_deactivate(person, found).allowed,
        "may_reactivate": administers and not found.is_active,
        "trail": [Link(_("People who work here"), reverse("people:staff"))],
    }
    return render(request, "people/colleague.html", context)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def new_person(request: HttpRequest) -> HttpResponse:
    """A password that we made is in this one answer and nowhere else."""
    person = person_of(request)
    rules.may_register_person(person).require()
    organisation = asked_organisation(request, person)
    form = PersonForm(
        reach_for(person, organisation), today=clock.today(), data=request.POST or None
    )
    context = {
        "form": form,
        "organisation": organisation,
        "trail": _trail(organisation),
        **choosing(request, person),
    }
    if form.is_valid():
        made = first_password()
        assignment = attempted(form, partial(_register, form, person, made))
        if assignment is not None:
            return _registered(request, form, assignment, made)
        context["existing"] = _namesake(person, form)
    return render(request, "people/new_person.html", context)


@sensitive_post_parameters()
@login_required
@require_http_methods(["GET", "POST"])
def new_password(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = person_of(request)
    colleague = get_object_or_404(persons_open_to(person), pk=pk)
    rules.may_reset_password(person, colleague).require()
    form = SetPasswordForm(colleague, request.POST or None)
    if form.is_valid():
        reset_password(colleague, by=person, new=form.cleaned_data["new_password1"])
        messages.success(request, _("%(name)s has a new password.") % {"name": colleague.full_name})
        return redirect("people:staff")
    context = {"form": form, "colleague": colleague}
    return render(request, "people/new_password.html", context)


def choosing(request: HttpRequest, person: Person) -> dict[str, object]:
    """For an administrator: organisations by what was typed, to choose the one a role is at."""
    if not rules.may_administer(person).allowed:
        return {"administers": False}
    wanted = request.GET.get("tim", "").strip()
    choices = registry_matching(person, wanted)[:SOME] if wanted else ()
    return {"administers": True, "wanted": wanted, "choices": choices}


def asked_organisation(request: HttpRequest, person: Person) -> Organisation | None:
    """The organisation that `?don-vi=` names, for whom it is open."""
    text = request.GET.get("don-vi", "")
    try:
        return organisation_open_to(person, UUID(text)) if text else None
    except ValueError:
        return None


def _register(form: PersonForm, person: Person, made: str) -> Assignment:
    said = form.cleaned_data
    return register_person_in_role(
        by=person,
        username=said["username"],
        full_name=said["full_name"],
        phone=said["phone"],
        password=said["password"] or made,
        **form.assignment(),
    )


def _registered(
    request: HttpRequest, form: PersonForm, assignment: Assignment, made: str
) -> HttpResponse:
    found = assignment.person
    if form.cleaned_data["password"]:
        messages.success(request, _("%(name)s is registered.") % {"name": found.full_name})
        return redirect("people:colleague", found.pk)
    done = Link(_("Done"), reverse("people:colleague", args=[found.pk]))
    context = {"assignment": assignment, "password": made, "done": done}
    return render(request, "people/registered.html", context)


def _namesake(person: Person, form: PersonForm) -> list[Link]:
    """Whoever has the user name, if that is somebody whom the asker may see."""
    if not form.has_error("__all__", "conflict"):
        return []
    username = form.cleaned_data["username"].strip().lower()
    return [
        Link(one.full_name, reverse("people:colleague", args=[one.pk]), one.username, "person")
        for one in persons_open_to(person).filter(username=username)
    ]


def _trail(organisation: Organisation | None) -> list[Link]:
    if organisation is None:
        return [Link(_("People who work here"), reverse("people:staff"))]
    url = reverse("people:organisation", args=[organisation.pk])
    return [Link(organisation.display_name, url)]


def _stands(one: Assignment, today: date) -> bool:
    return one.valid_to is None or one.valid_to > today


def _endable(one: Assignment, administers: bool) -> bool:  # noqa: FBT001 - a fact, not a switch
    return administers or one.role in KITCHEN_ROLES
