"""Sign-in services whose tokens an organisation trusts: registered, revoked."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nguon.base.errors import Missing
from nguon.base.ui.attempts import attempted
from nguon.ground.people import rules
from nguon.ground.people.operations import register_token_issuer, revoke_token_issuer
from nguon.ground.people.pages.forms.issuer import IssuerForm
from nguon.ground.people.pages.organisations import link_to, organisation_open_to
from nguon.ground.people.queries import person_of


@require_http_methods(["GET", "HEAD", "POST"])
def new_issuer(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = person_of(request)
    found = organisation_open_to(person, pk)
    rules.may_manage_keys(person, found).require()
    form = IssuerForm(request.POST or None)
    if form.is_valid():
        made = attempted(form, lambda: register_token_issuer(found, form.terms(), by=person))
        if made is not None:
            messages.success(request, _("Tokens of %(name)s count now.") % {"name": made.name})
            return redirect(f"{reverse('people:organisation', args=[pk])}#khoa")
    context = {"form": form, "organisation": found, "trail": [link_to(found)]}
    return render(request, "people/new_issuer.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def revoke_issuer(request: HttpRequest, pk: UUID, issuer_id: UUID) -> HttpResponse:
    person = person_of(request)
    found = organisation_open_to(person, pk)
    rules.may_manage_keys(person, found).require()
    issuer = found.token_issuers.filter(pk=issuer_id).first()
    if issuer is None:
        raise Missing(_("This organisation trusts no such issuer."))
    if request.method == "POST":
        revoke_token_issuer(issuer, by=person)
        messages.success(request, _("Tokens of %(name)s no longer count.") % {"name": issuer.name})
        return redirect("people:organisation", pk)
    context = {
        "question": _("Trust the tokens of “%(name)s” no longer?") % {"name": issuer.name},
        "consequences": [
            _("Whatever program signs in there is refused from now on."),
            _("What came in with its tokens stays."),
        ],
        "back_url": reverse("people:organisation", args=[pk]),
        "confirm_text": _("Revoke"),
        "is_danger": True,
    }
    return render(request, "base/confirm.html", context)
