"""The official forms and labels as files to print."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nguon.base.errors import FieldError, InputInvalid, Missing
from nguon.base.paper.label import render_label_pdf, render_label_png
from nguon.base.paper.layout import LabelLayout
from nguon.base.paper.render_form import render_blank, render_forms
from nguon.food.kitchen.models import RetainedSample
from nguon.food.kitchen.pages.desk import Desk, desk_at
from nguon.food.kitchen.pages.sample import sample_at
from nguon.food.kitchen.queries.day import day_seal
from nguon.food.kitchen.queries.form_layouts import DEFAULT_SET, FORMS, form_sets
from nguon.food.kitchen.queries.paper import paper_day
from nguon.food.kitchen.rules.paper import day_forms, form_header, sample_label
from nguon.food.kitchen.rules.reading import day_in
from nguon.ground.people.choices import Act

ALL = "tat-ca"


@require_safe
def form(request: HttpRequest, place_id: UUID, number: str) -> HttpResponse:
    """`/mau/1.pdf` is both tables of Mẫu 1, `/mau/1-ii.pdf` one, `/mau/tat-ca.pdf` everything.

    `?ngay=` is the day, `?trong=1` leaves it empty for a power cut, `?bo=` is a local variant.
    """
    desk = desk_at(request, place_id, Act.PRINT_FORMS)
    wanted = [one for one in FORMS if number == ALL or _names(one, number)]
    layouts = form_sets().get(request.GET.get("bo", DEFAULT_SET))
    if not wanted or layouts is None:
        raise Missing(_("There is no such form."))
    paper = paper_day(desk.place, _asked_day(request, desk))
    if request.GET.get("trong"):
        header = form_header(paper, day_hash="", printed_at=desk.at)
        if len(wanted) > 1:
            raise Missing(_("Empty forms come one at a time: add -i or -ii to the number."))
        pdf = render_blank(layouts.form(wanted[0]), header)
    else:
        seal = day_seal(desk.place, paper.date)
        filled = day_forms(paper, layouts=layouts, day_hash=seal, printed_at=desk.at, only=wanted)
        pdf = render_forms(filled)
    return _file(pdf, f"mau-{number}-{paper.date:%Y-%m-%d}.pdf", "application/pdf")


@require_safe
def label(request: HttpRequest, place_id: UUID, record_id: UUID) -> HttpResponse:
    """Mẫu 4 in 50×30 mm, for a label printer."""
    desk = desk_at(request, place_id, Act.VIEW_DAY)
    box, layout = _box(desk, record_id)
    pdf = render_label_pdf(layout, sample_label(box), made_at=desk.at)
    return _file(pdf, f"nhan-{box.box_code}.pdf", "application/pdf")


@require_safe
def label_picture(request: HttpRequest, place_id: UUID, record_id: UUID) -> HttpResponse:
    desk = desk_at(request, place_id, Act.VIEW_DAY)
    box, layout = _box(desk, record_id)
    return _file(render_label_png(layout, sample_label(box)), "nhan.png", "image/png")


def _names(form_id: str, number: str) -> bool:
    rest = form_id.removeprefix("mau-")
    return rest == number or rest.startswith(f"{number}-")


def _asked_day(request: HttpRequest, desk: Desk) -> date:
    asked = request.GET.get("ngay", "")
    try:
        return day_in(asked) if asked else desk.today
    except ValueError:
        fault = FieldError("ngay", _("This is not a date."), "2026-11-21", asked)
        raise InputInvalid([fault]) from None


def _box(desk: Desk, record_id: UUID) -> tuple[RetainedSample, LabelLayout]:
    layout = form_sets()[DEFAULT_SET].label
    if layout is None:
        raise Missing(_("There is no label in this set of forms."))
    return sample_at(desk, record_id), layout


def _file(content: bytes, name: str, content_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
