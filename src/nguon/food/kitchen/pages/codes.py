"""«Tờ mã trắng»: codes to print before they are needed, for boxes, lots and fridges."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nguon.base.errors import Missing
from nguon.base.paper.code_sheet import render_code_sheet
from nguon.base.ui.attempts import attempted
from nguon.base.ui.parts import Link
from nguon.food.kitchen.choices import CodePurpose
from nguon.food.kitchen.operations.issue_codes import issue_codes
from nguon.food.kitchen.pages.desk import desk_at
from nguon.food.kitchen.pages.forms.codes import NewSheetForm
from nguon.food.kitchen.queries.codes import codes_of, sheets_of
from nguon.food.kitchen.queries.supply import fridges_in_use
from nguon.food.kitchen.rules.paper.code_sheets import (
    fridge_stickers,
    fridge_words,
    person_stickers,
    person_words,
    sheet_stickers,
    sheet_words,
)
from nguon.ground.people.choices import Act
from nguon.ground.people.queries import people_working_at

LISTED = 50


@require_http_methods(["GET", "HEAD", "POST"])
def codes(request: HttpRequest, place_id: UUID) -> HttpResponse:
    """Ask for a sheet; the ones there are can be printed again, with the same codes."""
    desk = desk_at(request, place_id, Act.SET_UP_KITCHEN)
    form = NewSheetForm(request.POST or None, initial={"sheet_id": uuid4()})
    if form.is_valid():
        said = form.cleaned_data | {"purpose": CodePurpose(form.cleaned_data["purpose"])}
        made = attempted(form, lambda: issue_codes(desk.place, by=desk.person, at=desk.at, **said))
        if made is not None:
            messages.success(request, _("The sheet is ready. Print it and stick the codes on."))
            return redirect("kitchen:codes", place_id)
    context = {
        "place": desk.place,
        "form": form,
        "sheets": sheets_of(desk.place)[:LISTED],
        "has_fridges": fridges_in_use(desk.place, on=desk.today).exists(),
        "trail": [Link(_("Set up the kitchen"), reverse("kitchen:setup", args=[place_id]))],
    }
    return render(request, "kitchen/codes.html", context)


@require_safe
def code_sheet(request: HttpRequest, place_id: UUID, sheet_id: UUID) -> HttpResponse:
    desk = desk_at(request, place_id, Act.SET_UP_KITCHEN)
    sheet = sheets_of(desk.place).select_related("place").filter(pk=sheet_id).first()
    if sheet is None:
        raise Missing(_("There is no such sheet of codes in this kitchen."))
    stickers = sheet_stickers(codes_of(sheet))
    pdf = render_code_sheet(sheet_words(sheet), stickers, made_at=sheet.issued_at)
    return _file(pdf, f"ma-{sheet.purpose}-{stickers[0].name}-{stickers[-1].name}.pdf")


@require_safe
def fridge_codes(request: HttpRequest, place_id: UUID) -> HttpResponse:
    desk = desk_at(request, place_id, Act.SET_UP_KITCHEN)
    fridges = list(fridges_in_use(desk.place, on=desk.today))
    if not fridges:
        raise Missing(_("This kitchen has no fridge yet."))
    stickers = fridge_stickers(fridges)
    pdf = render_code_sheet(fridge_words(desk.place), stickers, made_at=desk.at)
    return _file(pdf, "ma-tu.pdf")


@require_safe
def person_codes(request: HttpRequest, place_id: UUID) -> HttpResponse:
    desk = desk_at(request, place_id, Act.SET_UP_KITCHEN)
    people = [person for person, _roles in people_working_at(desk.place, at=desk.at)]
    if not people:
        raise Missing(_("Nobody works in this kitchen yet."))
    pdf = render_code_sheet(person_words(desk.place), person_stickers(people), made_at=desk.at)
    return _file(pdf, "ma-nguoi.pdf")


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
