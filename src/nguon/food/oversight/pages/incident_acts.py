"""Do something about an incident: each deed a page of its own, with one form."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from nguon.base import clock
from nguon.base.decision import Decision
from nguon.base.errors import InputInvalid, Refused
from nguon.base.ui.parts import Link
from nguon.food.oversight.choices import ActKind, Called, FindingCode
from nguon.food.oversight.operations.append_act import append_act
from nguon.food.oversight.operations.close_incident import close_incident
from nguon.food.oversight.operations.reopen_incident import reopen_incident
from nguon.food.oversight.pages.incident_forms import (
    ActForm,
    CallForm,
    CloseForm,
    CountForm,
    JoinForm,
    NoteForm,
    PartForm,
    ProposeForm,
    ReopenForm,
)
from nguon.food.oversight.queries.incidents import IncidentView, incident_of, incidents_of
from nguon.food.oversight.rules.act_envelope import ActEnvelope, written_act
from nguon.food.oversight.rules.incident_rights import may_close, may_reopen, may_write
from nguon.ground.journal.models import Record
from nguon.ground.people.choices import Act
from nguon.ground.people.models import Person
from nguon.ground.people.queries import Principal, person_of, principal_of

LATELY = timedelta(days=7)


@dataclass(frozen=True)
class Asking:
    """Who does it, about what, and when."""

    person: Person
    principal: Principal
    incident: IncidentView
    at: datetime


@dataclass(frozen=True)
class Deed:
    slug: str
    form: type[ActForm]
    heading: Any
    submit: Any
    done: Any
    may: Callable[[Asking], Decision]
    is_danger: bool = False


def _may_write(asking: Asking) -> Decision:
    return may_write(asking.person, asking.incident.kitchen, at=asking.at)


def _may_close(asking: Asking) -> Decision:
    if not asking.incident.is_open:
        return Decision(False, "is_closed", _("This incident is closed already."))
    return may_close(asking.person, asking.incident, at=asking.at)


def _may_reopen(asking: Asking) -> Decision:
    return may_reopen(asking.person, asking.incident, at=asking.at)


DEEDS = (
    Deed(
        "goi-dien",
        CallForm,
        gettext_lazy("A call was made"),
        gettext_lazy("Write it down"),
        gettext_lazy("The call stands in the log."),
        _may_write,
    ),
    Deed(
        "dem-nguoi-benh",
        CountForm,
        gettext_lazy("Count the sick"),
        gettext_lazy("Save the count"),
        gettext_lazy("The count is saved."),
        _may_write,
    ),
    Deed(
        "ghi-chu",
        NoteForm,
        gettext_lazy("Note"),
        gettext_lazy("Write it down"),
        gettext_lazy("It stands in the log."),
        _may_write,
    ),
    Deed(
        "gop",
        JoinForm,
        gettext_lazy("Join another report"),
        gettext_lazy("Join"),
        gettext_lazy("The reports are one incident now."),
        _may_write,
    ),
    Deed(
        "tach",
        PartForm,
        gettext_lazy("Take a report out"),
        gettext_lazy("Take out"),
        gettext_lazy("The report is an incident of its own now."),
        _may_write,
    ),
    Deed(
        "de-nghi-dong",
        ProposeForm,
        gettext_lazy("Propose to close the incident"),
        gettext_lazy("Propose"),
        gettext_lazy("Proposed. Somebody who may will decide."),
        _may_write,
    ),
    Deed(
        "dong",
        CloseForm,
        gettext_lazy("Close the incident"),
        gettext_lazy("Close it, and release what is held"),
        gettext_lazy("The incident is closed, and nothing is held for it any more."),
        _may_close,
        is_danger=True,
    ),
    Deed(
        "mo-lai",
        ReopenForm,
        gettext_lazy("Open the incident again"),
        gettext_lazy("Open it, and hold everything again"),
        gettext_lazy("The incident is open, and everything is held again."),
        _may_reopen,
        is_danger=True,
    ),
)
BY_SLUG = {deed.slug: deed for deed in DEEDS}


def asking_about(request: HttpRequest, incident_id: UUID) -> Asking:
    """Raises Missing for an incident out of reach."""
    person, at = person_of(request), clock.now()
    principal = principal_of(person, act=Act.WORK_ON_INCIDENT, at=at)
    return Asking(person, principal, incident_of(incident_id, principal, at), at)


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, incident_id: UUID, slug: str) -> HttpResponse:
    asking = asking_about(request, incident_id)
    deed = BY_SLUG.get(slug)
    if deed is None:
        raise Http404
    back = Link(_("The incident"), reverse("oversight:incident", args=[asking.incident.id]))
    form = deed.form(
        asking.incident, _others(asking, deed), data=request.POST or None, initial=_asked(request)
    )
    status = 200
    if request.method == "POST":
        if form.is_valid() and _send(deed, form, asking):
            messages.success(request, deed.done)
            return redirect(back.url)
        status = 422
    elif not (decision := deed.may(asking)).allowed:
        decision.require()
    context = {
        "form": form,
        "deed": deed,
        "incident": asking.incident,
        "back": back,
        "trail": [back],
    }
    return render(request, "oversight/incident_act.html", context, status=status)


def _asked(request: HttpRequest) -> dict[str, Any]:
    """`?den=` says whom the list of calls was pressed for."""
    called = request.GET.get("den", "")
    return {"called": called} if called in Called.values else {}


def _others(asking: Asking, deed: Deed) -> list[IncidentView]:
    if deed.form is not JoinForm:
        return []
    near = incidents_of(asking.principal, asking.at, since=asking.at - LATELY)
    return [one for one in near if one.id != asking.incident.id]


def _send(deed: Deed, form: ActForm, asking: Asking) -> bool:
    """Pressed twice is done once. A page that was sent, gone back to and written anew is no second
    press: nobody is told that words are in the log which are not."""
    stored = Record.objects.filter(pk=form.sent_id).first()
    if stored is None:
        return _do(deed, form, asking)
    if _says_the_same(stored, form, asking):
        return True
    form.renew()
    form.add_error(None, _("This form was sent before with other content. Nothing was changed."))
    return False


def _says_the_same(stored: Record, form: ActForm, asking: Asking) -> bool:
    """Apart from the time: «just now» is later by then, and means the same."""
    if (stored.actor_id, stored.kind) != (asking.person.pk, form.kind):
        return False
    before = json.loads(bytes(stored.raw))["body"]
    reports = {str(report.id) for report in asking.incident.reports}
    members = (before.keys() | form.body().keys()) - {"incident", *form.written_by_us}
    same = all(before.get(name) == form.body().get(name) for name in members)
    return same and before["incident"] in reports


def _do(deed: Deed, form: ActForm, asking: Asking) -> bool:
    try:
        deed.may(asking).require()
        _record(form, asking)
    except InputInvalid as error:
        form.take(error.errors)
        return False
    except Refused as error:
        form.add_error(None, error.decision.reason)
        return False
    return True


def _record(form: ActForm, asking: Asking) -> None:
    said = form.cleaned_data
    incident, by, at = asking.incident, asking.person, asking.at
    if form.kind == ActKind.INCIDENT_CLOSED:
        close_incident(
            incident.id,
            by=by,
            finding=FindingCode(said["finding"]),
            words=said["words"],
            act_id=form.sent_id,
            at=at,
        )
    elif form.kind == ActKind.INCIDENT_REOPENED:
        reopen_incident(incident.id, by=by, words=said["words"], act_id=form.sent_id, at=at)
    else:
        envelope = ActEnvelope(
            id=form.sent_id,
            kind=form.kind,
            schema_version=1,
            place_id=incident.kitchen.pk,
            actor_id=by.pk,
            claimed_at=at,
            body=form.body(),
        )
        append_act(written_act(envelope), by=by, received_at=at)
