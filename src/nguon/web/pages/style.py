"""The living style page: every part of `nguon.base.ui` in every state. Only while DEBUG is on."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from nguon.web import samples
from nguon.web.sample_form import SampleForm

SHEETS = ("parts", "form", "board", "record", "table", "confirm", "empty", "hall", "problem")


@login_not_required
def style(request: HttpRequest, sheet: str = "parts") -> HttpResponse:
    if not settings.DEBUG or sheet not in SHEETS:
        raise Http404
    form = SampleForm(request.POST or None, request.FILES or None)
    context = samples.everything() | {"sample_form": form, "sheet": sheet, "sheets": SHEETS}
    return render(request, f"web/style/{sheet}.html", context)
