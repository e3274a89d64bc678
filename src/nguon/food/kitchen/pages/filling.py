"""Ask, send, answer: what every page with a record form does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from nguon.base.errors import Conflict, InputInvalid, Refused
from nguon.base.ui.parts import Link
from nguon.core.haccp import Tone
from nguon.food.kitchen.operations.filing import act_of_record
from nguon.food.kitchen.operations.submit_record import Submitted
from nguon.food.kitchen.pages.device import device_of, remember_device
from nguon.food.kitchen.pages.photos import data_with_photos
from nguon.food.kitchen.pages.record_form import RecordForm
from nguon.food.kitchen.pages.sending import send
from nguon.food.kitchen.rules.late import correction_words, late_words, lateness_of


@dataclass(frozen=True)
class Sheet:
    """What stands around a form."""

    heading: str
    submit: str
    back: Link
    done: Callable[[Submitted], tuple[str, str]]
    """Where to go once it is saved, and what to say there."""

    intro: str = ""
    template: str = "kitchen/record_form.html"
    is_danger: bool = False
    more: Mapping[str, Any] = field(default_factory=dict)


def fill_in(
    request: HttpRequest,
    make: Callable[[Any], RecordForm],
    *,
    sheet: Sheet,
    supersedes: UUID | None = None,
) -> HttpResponse:
    """`make` builds the form from what was posted (None: a fresh one)."""
    device_id = device_of(request)
    form = make(None)
    status = 200
    if request.method == "POST":
        data, photo_faults = data_with_photos(request, form.desk)
        form = make(data)
        form.full_clean()
        for fault in photo_faults:
            form.add_error("photos", fault)
        submitted, status = _send(form, device_id=device_id, supersedes=supersedes)
        if submitted is not None:
            return remember_device(_thanks(request, sheet, submitted), device_id)
    context = {"form": form, "sheet": sheet, "place": form.desk.place, "trail": [sheet.back]}
    response = render(request, sheet.template, context | dict(sheet.more), status=status)
    return remember_device(response, device_id)


def _send(
    form: RecordForm, *, device_id: UUID, supersedes: UUID | None
) -> tuple[Submitted | None, int]:
    """The record, or the status of the page that asks again with the reason on the form."""
    if not form.is_valid():
        return None, 422
    try:
        return send(form, device_id=device_id, supersedes=supersedes), 303
    except InputInvalid as error:
        form.take(error.errors)
        return None, 422
    except Refused as error:
        form.add_error(None, error.decision.reason)
        return None, error.status
    except Conflict as error:
        form.add_error(None, str(error))
        return None, error.status


def _thanks(request: HttpRequest, sheet: Sheet, submitted: Submitted) -> HttpResponse:
    url, text = sheet.done(submitted)
    messages.success(request, text)
    act = act_of_record(submitted.record.id)
    if act is not None:
        is_late = lateness_of(act).tone in (Tone.AMBER, Tone.RED)
        for words in (late_words(act) if is_late else "", correction_words(act)):
            if words:
                messages.warning(request, _("Marked: %(late)s") % {"late": words})
    return redirect(url)
