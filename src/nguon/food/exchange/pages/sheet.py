"""One sheet that was sent: what it would become, what is wrong with it, what came of it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from nguon.base import clock
from nguon.base.errors import Missing
from nguon.base.ui.parts import Link
from nguon.food.exchange.models import SentSheet, SheetCapture
from nguon.food.exchange.operations.capture_sheet import capture_sheet
from nguon.food.exchange.pages.sheet_lines import lines_of
from nguon.food.exchange.pages.sheets import CSV, XLSX, download
from nguon.food.exchange.queries.sent_sheets import sent_sheets_of
from nguon.food.exchange.rules.look_at_sheet import Look, look_at_sheet
from nguon.food.exchange.rules.sheets.table import SheetRefused
from nguon.food.exchange.rules.write_errors import error_text, error_workbook
from nguon.ground.people.models import Organisation, Person
from nguon.ground.people.queries import person_of

MOST_SHOWN = 100


@require_safe
def sheet(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _sheet(request, pk)
    context = {
        "sheet": found,
        "organisation": _organisation(found),
        "sent_by": _name(found.person_id),
        "trail": [
            Link(_("Exchange"), reverse("exchange:start")),
            Link(_("Send a spreadsheet"), reverse("exchange:sheets")),
        ],
    }
    capture = SheetCapture.objects.filter(pk=pk).first()
    if capture is not None:
        context |= {"capture": capture, "captured_by": _name(capture.person_id)}
    try:
        look = _look(found)
    except SheetRefused as refused:
        return render(request, "exchange/sheet.html", context | {"refusal": str(refused)})
    return render(request, "exchange/sheet.html", context | _told(look))


def _told(look: Look) -> dict[str, object]:
    reading = look.reading
    return {
        "look": look,
        "template": reading.headed.template,
        "lines": lines_of(look, most=MOST_SHOWN),
        "faults": reading.faults[:MOST_SHOWN],
        "faults_left": max(0, len(reading.faults) - MOST_SHOWN),
        "events_left": max(0, len(reading.events) - MOST_SHOWN),
        "faulty_rows": len({fault.row for fault in reading.faults}),
        "new_count": len(look.new),
        "warning_count": sum(bool(one.warnings) for one in reading.events),
        "is_csv": bool(reading.headed.table.delimiter),
    }


@require_POST
def record_sheet(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was looked at becomes events; with a fault in it the page of the sheet says so."""
    found = _sheet(request, pk)
    capture = capture_sheet(found, by=person_of(request), at=clock.now())
    messages.success(
        request,
        ngettext("%(count)d event is recorded.", "%(count)d events are recorded.",
                 capture.stored_count) % {"count": capture.stored_count},
    )  # fmt: skip
    return redirect("exchange:sheet", pk)


@require_safe
def sheet_errors(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The same sheet with a column of errors, in the form in which it came."""
    found = _sheet(request, pk)
    try:
        reading = _look(found).reading
    except SheetRefused as refused:
        raise Missing(str(refused)) from refused
    name = f"loi-{found.sha256[:8]}"
    if reading.headed.table.delimiter:
        data = error_text(reading.headed, reading.faults)
        return download(data, name=f"{name}.csv", content_type=CSV)
    data = error_workbook(reading.headed, reading.faults)
    return download(data, name=f"{name}.xlsx", content_type=XLSX)


@require_safe
def sheet_as_sent(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The very bytes that came, under a name that no program opens by itself."""
    found = _sheet(request, pk)
    name = f"{found.sha256[:16]}.bin"
    return download(bytes(found.raw), name=name, content_type="application/octet-stream")


def _sheet(request: HttpRequest, pk: UUID) -> SentSheet:
    found = sent_sheets_of(person_of(request)).filter(pk=pk).first()
    if found is None:
        raise Missing(_("There is no such sheet of yours."))
    return found


def _look(found: SentSheet) -> Look:
    return look_at_sheet(bytes(found.raw), organisation=_organisation(found), now=clock.now())


def _organisation(found: SentSheet) -> Organisation:
    return Organisation.objects.get(pk=found.tenant_id)


def _name(pk: UUID) -> str:
    return Person.objects.filter(pk=pk).values_list("full_name", flat=True).first() or "–"
