"""Sending a spreadsheet: templates to take away, a file to hand in, and what was handed in."""

from collections.abc import Iterable

from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nguon.base import clock
from nguon.base.errors import Missing
from nguon.base.ui.parts import Link
from nguon.food.exchange.operations.send_sheet import send_sheet
from nguon.food.exchange.pages.bounded_upload import bounded_upload
from nguon.food.exchange.pages.forms.sheet import SheetForm
from nguon.food.exchange.queries.register_of import goods_names_of, partners_of, places_of
from nguon.food.exchange.queries.sent_sheets import sent_sheets_of, speakers_of
from nguon.food.exchange.rules.sheet_templates import templates
from nguon.food.exchange.rules.sheets.table import MOST_BYTES
from nguon.food.exchange.rules.write_template import Choices, template_text, template_workbook
from nguon.ground.people.choices import Act
from nguon.ground.people.queries import person_of
from nguon.ground.people.rules import may_anywhere

A_PAGE = 10
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


@bounded_upload(MOST_BYTES)
@require_http_methods(["GET", "HEAD", "POST"])
def sheets(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    may_anywhere(person, Act.CAPTURE_EVENTS).require()
    organisations = list(speakers_of(person))
    form = SheetForm(organisations, request)
    if request.method == "POST" and form.is_valid():
        file: UploadedFile = form.cleaned_data["sheet"]
        sheet = send_sheet(
            file.read(),
            file_name=file.name or "",
            organisation=form.cleaned_data["organisation"],
            by=person,
            at=clock.now(),
        )
        return redirect("exchange:sheet", sheet.pk)
    names = {one.pk: one.display_name for one in organisations}
    page = Paginator(sent_sheets_of(person), A_PAGE).get_page(request.GET.get("page", 1))
    context = {
        "form": form,
        "templates": list(templates().values()),
        "page": page,
        "sent": [
            (sheet, names.get(sheet.tenant_id, ""), getattr(sheet, "capture", None))
            for sheet in page
        ],
        "shows_names": len(organisations) > 1,
        "trail": [Link(_("Exchange"), reverse("exchange:start"))],
    }
    return render(request, "exchange/sheets.html", context)


@require_http_methods(["GET", "HEAD"])
def sheet_template(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """An empty template; its drop-downs offer what belongs to the person's organisations."""
    person = person_of(request)
    may_anywhere(person, Act.CAPTURE_EVENTS).require()
    template = templates().get(key)
    if template is None:
        raise Missing(_("There is no template “%(key)s”.") % {"key": key})
    if form == "csv":
        return download(template_text(template), name=f"{_slug(key)}.csv", content_type=CSV)
    organisations = list(speakers_of(person))
    choices = Choices(
        places=_once(name for one in organisations for name in places_of(one)),
        partners=_once(name for one in organisations for name in partners_of(one)),
        goods=_once(name for one in organisations for name in goods_names_of(one)),
    )
    return download(
        template_workbook(template, choices), name=f"{_slug(key)}.xlsx", content_type=XLSX
    )


def download(data: bytes, *, name: str, content_type: str) -> HttpResponse:
    """Always a file to keep: a browser must not look into what others made."""
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _slug(key: str) -> str:
    return f"nguon-{key}".replace("_", "-")


def _once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
