"""Keys for the programs of an organisation: issued, shown once, revoked."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from nguon.base.errors import Missing
from nguon.base.ui.attempts import attempted
from nguon.ground.people import rules
from nguon.ground.people.operations import issue_api_key, revoke_api_key
from nguon.ground.people.pages.forms.key import KeyForm
from nguon.ground.people.pages.organisations import link_to, organisation_open_to
from nguon.ground.people.queries import person_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_key(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The secret is in this one answer and nowhere else: not in the session, not in a message."""
    person = person_of(request)
    found = organisation_open_to(person, pk)
    rules.may_manage_keys(person, found).require()
    form = KeyForm(request.POST or None)
    context = {"form": form, "organisation": found, "trail": [link_to(found)]}
    if form.is_valid():
        said = form.cleaned_data
        issued = attempted(form, lambda: issue_api_key(found, by=person, **said))
        if issued is not None:
            key, secret = issued
            shown = {"key": key, "secret": secret, "address": settings.PUBLIC_URL}
            return render(request, "people/key_issued.html", context | shown)
    return render(request, "people/new_key.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def revoke_key(request: HttpRequest, pk: UUID, key_id: UUID) -> HttpResponse:
    person = person_of(request)
    found = organisation_open_to(person, pk)
    rules.may_manage_keys(person, found).require()
    key = found.api_keys.filter(pk=key_id).first()
    if key is None:
        raise Missing(_("There is no such key of this organisation."))
    if request.method == "POST":
        revoke_api_key(key, by=person)
        messages.success(request, _("The key %(name)s is revoked.") % {"name": key.name})
        return redirect("people:organisation", pk)
    context = {
        "question": _("Revoke the key “%(name)s”?") % {"name": key.name},
        "consequences": [
            _("Whatever program holds it is refused from now on. This cannot be undone."),
            _("What came in with it stays."),
        ],
        "back_url": reverse("people:organisation", args=[pk]),
        "confirm_text": _("Revoke"),
        "is_danger": True,
    }
    return render(request, "base/confirm.html", context)
