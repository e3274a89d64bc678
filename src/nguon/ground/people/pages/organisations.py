"""The register of organisations: found, looked at, added to."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nguon.base.errors import Missing
from nguon.base.ui.attempts import attempted
from nguon.base.ui.parts import Link
from nguon.ground.people import rules
from nguon.ground.people.choices import SUPPLIER_KINDS, OrganisationKind
from nguon.ground.people.models import Organisation, Person
from nguon.ground.people.operations import (
    add_organisation_name,
    register_organisation,
    register_place,
)
from nguon.ground.people.pages.forms.organisation import NameForm, OrganisationForm, PlaceForm
from nguon.ground.people.pages.reach import reach_for
from nguon.ground.people.queries import (
    assignments_in,
    legal_names_of,
    organisations_like,
    organisations_open_to,
    person_of,
    registry_matching,
)

A_PAGE = 30


@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    rules.may_register_organisation(person, OrganisationKind.OTHER).require()
    wanted = request.GET.get("tim", "").strip()
    found = Paginator(registry_matching(person, wanted), A_PAGE)
    context = {
        "page": found.get_page(request.GET.get("page", 1)),
        "wanted": wanted,
        "administers": rules.may_administer(person).allowed,
        "trail": [Link(_("Home"), "/")],
    }
    return render(request, "people/organisations.html", context)


@require_safe
def organisation(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = person_of(request)
    found = organisation_open_to(person, pk)
    may_keys = rules.may_manage_keys(person, found).allowed
    kind = OrganisationKind(found.kind)
    administers = rules.may_administer(person).allowed
    context = {
        "organisation": found,
        "names": legal_names_of(found),
        "places": found.places.select_related("commune"),
        "may_name": rules.may_register_organisation(person, kind).allowed,
        "may_place": rules.may_register_place(person, found).allowed,
        "may_keys": may_keys,
        "keys": found.api_keys.select_related("created_by") if may_keys else (),
        "issuers": found.token_issuers.all() if may_keys else (),
        "administers": administers,
        "assignments": assignments_in(found) if administers else (),
        "has_roles": administers and bool(reach_for(person, found).roles),
        "trail": trail(person),
    }
    return render(request, "people/organisation.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_organisation(request: HttpRequest) -> HttpResponse:
    """`next` is where somebody was who missed this organisation; they get it in `don-vi`."""
    person = person_of(request)
    kinds, heading = list(OrganisationKind), _("Add an organisation")
    if not rules.may_administer(person).allowed:
        rules.may_register_organisation(person, OrganisationKind.OTHER).require()
        kinds, heading = [one for one in kinds if one in SUPPLIER_KINDS], _("Add a supplier")
    form = OrganisationForm(
        kinds, data=request.POST or None, initial={"legal_name": request.GET.get("ten", "")}
    )
    context = {"form": form, "trail": trail(person), "heading": heading}
    if form.is_valid():
        said = form.cleaned_data | {"kind": OrganisationKind(form.cleaned_data["kind"])}
        made = attempted(form, lambda: register_organisation(by=person, **said))
        if made is not None:
            messages.success(request, _("%(name)s is registered.") % {"name": made.display_name})
            return redirect(_back_to(request, made))
        context["existing"] = existing(person, form)
    return render(request, "people/new_organisation.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_name(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = person_of(request)
    found = organisation_open_to(person, pk)
    rules.may_register_organisation(person, OrganisationKind(found.kind)).require()
    form = NameForm(request.POST or None)
    context = {"form": form, "organisation": found, "trail": [link_to(found)]}
    if form.is_valid():
        said = form.cleaned_data
        made = attempted(form, lambda: add_organisation_name(found, by=person, **said))
        if made is not None:
            words = {"name": made.legal_name, "organisation": found.display_name}
            messages.success(request, _("%(name)s is now a name of %(organisation)s.") % words)
            return redirect("people:organisation", pk)
        context["existing"] = existing(person, form)
    return render(request, "people/new_name.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_place(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = person_of(request)
    found = organisation_open_to(person, pk)
    rules.may_register_place(person, found).require()
    form = PlaceForm(data=request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        made = attempted(form, lambda: register_place(by=person, organisation=found, **said))
        if made is not None:
            messages.success(request, _("%(name)s is registered.") % {"name": made.name})
            return redirect("people:organisation", pk)
    context = {"form": form, "organisation": found, "trail": [link_to(found)]}
    return render(request, "people/new_place.html", context)


def organisation_open_to(person: Person, pk: UUID) -> Organisation:
    found = organisations_open_to(person).filter(pk=pk).first()
    if found is None:
        raise Missing(_("There is no such organisation, or it is not open to you."))
    return found


def existing(person: Person, form: NameForm) -> list[Link]:
    """Where a refused name or number is at home; nothing that is not open to the person."""
    if not form.has_error("__all__", "conflict"):
        return []
    said = form.cleaned_data
    like = organisations_like(
        legal_name=said.get("legal_name", ""), tax_code=said.get("tax_code", "")
    )
    return [link_to(one) for one in like & organisations_open_to(person)]


def link_to(found: Organisation) -> Link:
    return Link(found.display_name, reverse("people:organisation", args=[found.pk]), icon="shop")


def trail(person: Person) -> list[Link]:
    if rules.may_administer(person).allowed:
        return [Link(_("Organisations"), reverse("people:organisations"))]
    if rules.may_register_organisation(person, OrganisationKind.OTHER).allowed:
        return [Link(_("Suppliers"), reverse("people:organisations"))]
    return [Link(_("My account"), reverse("people:profile"))]


def _back_to(request: HttpRequest, made: Organisation) -> str:
    """Only within this house: an address of elsewhere is not followed."""
    url = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(url, {request.get_host()}, request.is_secure()):
        return reverse("people:organisation", args=[made.pk])
    sign = "&" if "?" in url else "?"
    return f"{url}{sign}{urlencode({'don-vi': str(made.pk)})}"
