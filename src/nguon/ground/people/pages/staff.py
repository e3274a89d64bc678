"""For managers: who works here, and a new password for whoever forgot theirs."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import SetPasswordForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from nguon.ground.people import rules
from nguon.ground.people.operations import reset_password
from nguon.ground.people.queries import person_of, persons_visible_to


@login_required
@require_GET
def staff(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    rules.may_register_person(person).require()
    colleagues = persons_visible_to(person).exclude(pk=person.pk)
    return render(request, "people/staff.html", {"colleagues": colleagues})


@sensitive_post_parameters()
@login_required
@require_http_methods(["GET", "POST"])
def new_password(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = person_of(request)
    colleague = get_object_or_404(persons_visible_to(person), pk=pk)
    rules.may_reset_password(person, colleague).require()
    form = SetPasswordForm(colleague, request.POST or None)
    if form.is_valid():
        reset_password(colleague, by=person, new=form.cleaned_data["new_password1"])
        messages.success(request, _("%(name)s has a new password.") % {"name": colleague.full_name})
        return redirect("people:staff")
    context = {"form": form, "colleague": colleague}
    return render(request, "people/new_password.html", context)
