"""The PIN for the kitchen phone: everybody their own, a manager that of the own staff."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from nguon.base.ui.attempts import attempted
from nguon.ground.people import rules
from nguon.ground.people.models import Person
from nguon.ground.people.operations import set_pin
from nguon.ground.people.pages.forms.pin import PinForm
from nguon.ground.people.queries import person_of, persons_open_to, pins_of


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def own_pin(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    return _setting(request, person, of=person, default=reverse("people:profile"))


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def pin(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = person_of(request)
    found = get_object_or_404(persons_open_to(person), pk=pk)
    rules.may_set_pin(person, found).require()
    default = reverse("people:colleague", args=[found.pk])
    return _setting(request, person, of=found, default=default)


def _setting(request: HttpRequest, person: Person, *, of: Person, default: str) -> HttpResponse:
    back = _asked_back(request, default)
    form = PinForm(request.POST or None)
    if form.is_valid():
        asked = form.cleaned_data["pin"]
        if attempted(form, lambda: set_pin(of, asked, by=person)) is not None:
            words = {"name": of.full_name}
            messages.success(request, _("%(name)s has a new PIN for the kitchen phone.") % words)
            return redirect(back)
    context = {
        "form": form,
        "of": of,
        "is_own": of == person,
        "standing": pins_of([of]).get(of.pk),
        "back_url": back,
    }
    return render(request, "people/pin.html", context)


def _asked_back(request: HttpRequest, default: str) -> str:
    """Where the asker came from (`?ve=`), if that is a page of ours."""
    asked = request.GET.get("ve", "")
    is_ours = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if is_ours else default
