"""Who I am here: my roles, my places, my password."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from nguon.ground.people.choices import Act
from nguon.ground.people.operations import change_password
from nguon.ground.people.pages.forms.own_password import OwnPasswordForm
from nguon.ground.people.queries import (
    acts_of,
    assignments_at,
    organisations_held_as_a_whole,
    person_of,
    pins_of,
)


@login_required
@require_GET
def profile(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    held = list(assignments_at(person))
    acts = acts_of(held)
    context = {
        "person": person,
        "assignments": held,
        # Only for drawing: the pages behind these doors ask again.
        "has_staff": person.is_superuser or Act.SET_UP_KITCHEN in acts,
        "has_registry": person.is_superuser or Act.REGISTER_SUPPLIER in acts,
        "has_pin_use": Act.RECORD_RECEIVING in acts,
        "pin": pins_of([person]).get(person.pk),
        "own": organisations_held_as_a_whole(held),
    }
    return render(request, "people/profile.html", context)


@sensitive_post_parameters()
@login_required
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    was_given = person.password_is_given
    form = OwnPasswordForm(person, request.POST or None)
    if form.is_valid():
        change_password(person, new=form.cleaned_data["new_password1"])
        update_session_auth_hash(request, person)  # other devices are signed out, this one not
        messages.success(request, _("Your password is changed."))
        return redirect("web:home" if was_given else "people:profile")
    return render(request, "people/password.html", {"form": form, "was_given": was_given})
