"""The list of kinds of food that everybody chooses from."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nguon.base.ui.attempts import attempted
from nguon.base.ui.parts import Link
from nguon.ground.people.choices import Act
from nguon.ground.people.models import Organisation, Person
from nguon.ground.people.queries import organisations_visible_to, person_of
from nguon.ground.products import rules
from nguon.ground.products.models import Product
from nguon.ground.products.operations import register_product
from nguon.ground.products.pages.product_form import ProductForm
from nguon.ground.products.queries import products_like, products_matching

A_PAGE = 50


@require_safe
def products(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    rules.may_open_products(person).require()
    wanted = request.GET.get("tim", "").strip()
    found = Paginator(products_matching(wanted).select_related("owner_organisation"), A_PAGE)
    context = {
        "page": found.get_page(request.GET.get("page", 1)),
        "wanted": wanted,
        "trail": [Link(_("Home"), "/")],
    }
    return render(request, "products/products.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_product(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    rules.may_open_products(person).require()
    form = ProductForm(
        _owners(person),
        common=rules.may_register_product(person, None).allowed,
        data=request.POST or None,
        initial={"name": request.GET.get("ten", "")},
    )
    context = {"form": form, "trail": [Link(_("Products"), reverse("products:products"))]}
    if form.is_valid():
        made = attempted(form, lambda: register_product(by=person, **form.said()))
        if made is not None:
            messages.success(request, _("%(name)s is on the list.") % {"name": made.name})
            return redirect("products:products")
        context["existing"] = _existing(form)
    return render(request, "products/new_product.html", context)


def _owners(person: Person) -> list[Organisation]:
    """Organisations for whose articles the person speaks."""
    return list(organisations_visible_to(person, act=Act.CAPTURE_EVENTS))


def _existing(form: ProductForm) -> list[Product]:
    if not form.has_error("__all__", "conflict"):
        return []
    said = form.said()
    return list(products_like(name=said["name"], gtin=said["gtin"], owner=said["owner"]))
