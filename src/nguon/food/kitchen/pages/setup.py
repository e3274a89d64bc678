"""What a kitchen works with: its fridges, its contracts, its people. For whoever runs it."""

from datetime import timedelta
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from nguon.base.errors import Missing
from nguon.base.ui.attempts import attempted
from nguon.base.ui.parts import Link
from nguon.food.kitchen.choices import FridgeKind
from nguon.food.kitchen.models import Fridge
from nguon.food.kitchen.operations.end_supply_contract import end_supply_contract
from nguon.food.kitchen.operations.register_fridge import register_fridge
from nguon.food.kitchen.operations.register_supply_contract import register_supply_contract
from nguon.food.kitchen.operations.retire_fridge import retire_fridge as take_out_of_use
from nguon.food.kitchen.pages.desk import Desk, desk_at
from nguon.food.kitchen.pages.forms.setup import (
    ContractForm,
    EndContractForm,
    NewFridgeForm,
    RetireFridgeForm,
)
from nguon.food.kitchen.queries.day import boxes_of_place
from nguon.food.kitchen.queries.supply import contracts_of, fridges_of
from nguon.ground.people.choices import Act
from nguon.ground.people.models import Organisation
from nguon.ground.people.queries import legal_names_of, suppliers_matching

SOME = 12


@require_safe
def setup(request: HttpRequest, place_id: UUID) -> HttpResponse:
    desk = desk_at(request, place_id, Act.SET_UP_KITCHEN)
    contracts = list(contracts_of(desk.place))
    today = desk.today
    fridges = list(fridges_of(desk.place))
    context = {
        "place": desk.place,
        "fridges": [one for one in fridges if one.serves_on(today)],
        "retired": [one for one in fridges if not one.serves_on(today)],
        "contracts": [c for c in contracts if c.valid_to is None or c.valid_to > today],
        "ended": [c for c in contracts if c.valid_to is not None and c.valid_to <= today],
        "today": today,
        "trail": [Link(_("The day"), reverse("kitchen:today", args=[place_id]))],
    }
    return render(request, "kitchen/setup.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_fridge(request: HttpRequest, place_id: UUID) -> HttpResponse:
    desk = desk_at(request, place_id, Act.SET_UP_KITCHEN)
    form = NewFridgeForm(request.POST or None, initial={"fridge_id": uuid4()})
    if form.is_valid():
        said = form.cleaned_data | {"kind": FridgeKind(form.cleaned_data["kind"])}
        made = attempted(
            form, lambda: register_fridge(desk.place, by=desk.person, at=desk.at, **said)
        )
        if made is not None:
            messages.success(request, _("%(name)s is registered.") % {"name": made.name})
            return redirect("kitchen:setup", place_id)
    context = {"form": form, "heading": _("Add a fridge"), "submit": _("Add")}
    return render(request, "kitchen/setup_form.html", context | _around(desk))


@require_http_methods(["GET", "HEAD", "POST"])
def retire_fridge(request: HttpRequest, place_id: UUID, fridge_id: UUID) -> HttpResponse:
    desk = desk_at(request, place_id, Act.SET_UP_KITCHEN)
    fridge = fridges_of(desk.place).filter(pk=fridge_id).first()
    if fridge is None:
        raise Missing(_("There is no such fridge in this kitchen."))
    tomorrow = desk.today + timedelta(days=1)
    form = RetireFridgeForm(request.POST or None, initial={"on": tomorrow})
    if form.is_valid():
        on = form.cleaned_data["on"]
        retired = attempted(
            form, lambda: take_out_of_use(fridge, by=desk.person, on=on, at=desk.at)
        )
        if retired is not None:
            messages.success(request, _("%(name)s goes out of use.") % {"name": fridge.name})
            return redirect("kitchen:setup", place_id)
    context = {
        "place": desk.place,
        "question": _("Take %(name)s out of use?") % {"name": fridge.name},
        "consequences": _what_retiring_does(desk, fridge),
        "form": form,
        "back_url": reverse("kitchen:setup", args=[place_id]),
        "confirm_text": _("Take out of use"),
        "is_danger": True,
    }
    return render(request, "base/confirm.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_contract(request: HttpRequest, place_id: UUID) -> HttpResponse:
    """First who, found among all suppliers; then the number and the day."""
    desk = desk_at(request, place_id, Act.REGISTER_SUPPLIER)
    supplier = _asked_supplier(request)
    if supplier is None:
        return _choose_supplier(request, desk)
    initial = {"contract_id": uuid4(), "valid_from": desk.today}
    form = ContractForm(request.POST or None, initial=initial)
    if form.is_valid():
        said = form.cleaned_data
        made = attempted(
            form,
            lambda: register_supply_contract(
                desk.place, supplier=supplier, by=desk.person, at=desk.at, **said
            ),
        )
        if made is not None:
            messages.success(request, _("Contract %(number)s is added.") % {"number": made.number})
            return redirect("kitchen:setup", place_id)
    context = {
        "form": form,
        "heading": _("Add a supply contract"),
        "submit": _("Add"),
        "supplier": supplier,
        "names": legal_names_of(supplier),
    }
    return render(request, "kitchen/setup_form.html", context | _around(desk))


@require_http_methods(["GET", "HEAD", "POST"])
def end_contract(request: HttpRequest, place_id: UUID, contract_id: UUID) -> HttpResponse:
    desk = desk_at(request, place_id, Act.REGISTER_SUPPLIER)
    contract = contracts_of(desk.place).filter(pk=contract_id).first()
    if contract is None:
        raise Missing(_("There is no such contract of this kitchen."))
    tomorrow = desk.today + timedelta(days=1)
    form = EndContractForm(request.POST or None, initial={"on": tomorrow})
    if form.is_valid():
        on = form.cleaned_data["on"]
        ended = attempted(
            form, lambda: end_supply_contract(contract, by=desk.person, on=on, at=desk.at)
        )
        if ended is not None:
            messages.success(request, _("Contract %(number)s ends.") % {"number": ended.number})
            return redirect("kitchen:setup", place_id)
    words = {"number": contract.number, "supplier": contract.supplier.display_name}
    context = {
        "place": desk.place,
        "question": _("End contract %(number)s with %(supplier)s?") % words,
        "consequences": [
            _("From that day on its deliveries are shown as outside of the contract."),
            _("What was received until then stays as it was recorded."),
        ],
        "form": form,
        "back_url": reverse("kitchen:setup", args=[place_id]),
        "confirm_text": _("End the contract"),
        "is_danger": True,
    }
    return render(request, "base/confirm.html", context)


def _what_retiring_does(desk: Desk, fridge: Fridge) -> list[str]:
    said = [
        _("From that day on it need not be read, and no sample is put into it."),
        _("Old records, forms and samples keep its name."),
    ]
    boxes = boxes_of_place(desk.place, since=desk.at)
    inside = sum(box.destroyed is None and box.sample.fridge_id == fridge.pk for box in boxes)
    if inside:
        told = ngettext(
            "%(count)d retained sample stands in it by the book: see where it goes.",
            "%(count)d retained samples stand in it by the book: see where they go.",
            inside,
        )
        said.insert(0, told % {"count": inside})
    return said


def _choose_supplier(request: HttpRequest, desk: Desk) -> HttpResponse:
    wanted = request.GET.get("tim", "").strip()
    found = list(suppliers_matching(wanted).prefetch_related("names")[: SOME + 1])
    context = {
        "wanted": wanted,
        "suppliers": found[:SOME],
        "more": len(found) > SOME,
        **_around(desk),
    }
    return render(request, "kitchen/choose_supplier.html", context)


def _asked_supplier(request: HttpRequest) -> Organisation | None:
    """Any supplier may be named: all kitchens know them all."""
    text = request.GET.get("don-vi", "")
    try:
        return suppliers_matching("").filter(pk=UUID(text)).first() if text else None
    except ValueError:
        return None


def _around(desk: Desk) -> dict[str, object]:
    back = Link(_("Set up the kitchen"), reverse("kitchen:setup", args=[desk.place.pk]))
    return {"place": desk.place, "back": back, "trail": [back]}
