"""Somebody leaves, and perhaps comes back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nguon.ground.people import rules
from nguon.ground.people.operations import deactivate_person, reactivate_person
from nguon.ground.people.queries import person_of, persons_open_to


@require_http_methods(["GET", "HEAD", "POST"])
def deactivate(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = person_of(request)
    found = get_object_or_404(persons_open_to(person), pk=pk)
    rules.may_deactivate(person, found).require()
    words = {"name": found.full_name}
    if request.method == "POST":
        deactivate_person(found, by=person)
        messages.success(request, _("%(name)s is no longer active.") % words)
        return redirect("people:colleague", pk)
    context = {
        "question": _("Deactivate %(name)s?") % words,
        "consequences": [
            _("All roles end today, and every device they are signed in on is signed out."),
            _("They are no longer offered on the kitchen phone."),
            _("Everything they recorded stays, under the same name."),
            _("Only an administrator can undo this."),
        ],
        "back_url": reverse("people:colleague", args=[pk]),
        "confirm_text": _("Deactivate"),
        "is_danger": True,
    }
    return render(request, "base/confirm.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def reactivate(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = person_of(request)
    rules.may_administer(person).require()
    found = get_object_or_404(persons_open_to(person), pk=pk, is_active=False)
    words = {"name": found.full_name}
    if request.method == "POST":
        reactivate_person(found, by=person)
        messages.success(request, _("%(name)s is active again.") % words)
        return redirect("people:colleague", pk)
    context = {
        "question": _("Activate %(name)s again?") % words,
        "consequences": [_("They have no role and no password: give them both anew.")],
        "back_url": reverse("people:colleague", args=[pk]),
        "confirm_text": _("Activate again"),
    }
    return render(request, "base/confirm.html", context)
