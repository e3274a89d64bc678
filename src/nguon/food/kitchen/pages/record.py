"""One record and everything it corrects or that corrects it: nothing said disappears."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nguon.base.decision import Decision
from nguon.base.errors import Missing, Refused
from nguon.base.ui.parts import Link, Pair, RecordCard, Version
from nguon.base.ui.states import State
from nguon.core.haccp import Tone
from nguon.food.kitchen.choices import RecordKind
from nguon.food.kitchen.models import Act as ActRow
from nguon.food.kitchen.operations.filing import act_of_record
from nguon.food.kitchen.operations.submit_record import Submitted
from nguon.food.kitchen.pages.desk import Desk, desk_at
from nguon.food.kitchen.pages.filling import Sheet, fill_in
from nguon.food.kitchen.pages.forms import FORMS, WithdrawalForm
from nguon.food.kitchen.pages.links import day_link, record_url
from nguon.food.kitchen.pages.receive import delivery_context, seller_asked
from nguon.food.kitchen.pages.subjects import subject_of
from nguon.food.kitchen.pages.telling import told, with_changes
from nguon.food.kitchen.queries.clocks import clocks_of
from nguon.food.kitchen.queries.dishes import containers_of_place
from nguon.food.kitchen.rules.acts import acts_to_change
from nguon.food.kitchen.rules.clock_doubts import clock_doubts
from nguon.food.kitchen.rules.late import lateness_of
from nguon.food.trace.queries import events_of_record
from nguon.ground.journal.models import Record
from nguon.ground.journal.queries import record_chain
from nguon.ground.people.choices import Act, Role
from nguon.ground.people.models import Person
from nguon.ground.people.queries import roles_of
from nguon.ground.people.rules import may

TONES = {Tone.PLAIN: "ok", Tone.NEUTRAL: "neutral", Tone.AMBER: "amber", Tone.RED: "red"}
TEMPLATES = {
    RecordKind.DELIVERY_LINE: "kitchen/delivery.html",
    RecordKind.DISH_COOKED: "kitchen/record_form.html",
    RecordKind.SAMPLE_TAKEN: "kitchen/sampling.html",
}
NOT_CORRECTED = {RecordKind.DAY_COUNTERSIGNED, RecordKind.WITHDRAWN}
"""Withdrawn and made anew, or nothing but a reason."""

OF_HOLDS = {RecordKind.HOLD, RecordKind.HOLD_RELEASED}
WORDS_ABOUT_SICK = {"cause", "finding", "note", "suspected"}
"""For those who work on it, who may know the children; parents see what is held, and since when."""


@dataclass(frozen=True)
class Evidence:
    """What stands behind one version, for whoever checks it."""

    record: Record
    raw: str
    events: Sequence[str]


def record_at(desk: Desk, record_id: UUID) -> Record:
    ours = Record.objects.filter(place_id=desk.place.id, kind__in=RecordKind.values)
    found = ours.filter(pk=record_id).first()
    if found is None:
        raise Missing(_("There is no such record in this kitchen."))
    return found


def body_of(record: Record) -> Mapping[str, Any]:
    body: Mapping[str, Any] = json.loads(bytes(record.raw))["body"]
    return body


@require_safe
def record(request: HttpRequest, place_id: UUID, record_id: UUID) -> HttpResponse:
    desk = desk_at(request, place_id, Act.VIEW_DAY)
    found = record_at(desk, record_id)
    chain = [one for one in record_chain(found.pk) if one.place_id == desk.place.id]
    newest = chain[-1]
    kind = RecordKind(chain[0].kind)
    inspects = desk.may(Act.PRINT_FORMS) or desk.may(Act.CORRECT_RECORD)
    withdrawn = newest.kind == RecordKind.WITHDRAWN
    changeable = _changeable(desk, newest)
    context = {
        "place": desk.place,
        "trail": [day_link(desk.place, _day_about(chain, kind))],
        "card": _card(desk, chain, kind, withdrawn=withdrawn),
        "kind": kind,
        "doubts": [
            flag for clock in clocks_of([newest.pk]).values() for flag in clock_doubts(clock)
        ],
        "box_url": _url("sample", desk, chain[0]) if kind is RecordKind.SAMPLE_TAKEN else "",
        "evidence": [_evidence(one) for one in reversed(chain)] if inspects else [],
        "correct_url": _url("correction", desk, newest)
        if changeable and kind not in NOT_CORRECTED
        else "",
        "withdraw_url": _url("withdrawal", desk, newest)
        if changeable and kind is not RecordKind.MEAL_PLAN
        else "",
    }
    return render(request, "kitchen/record.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def correction(request: HttpRequest, place_id: UUID, record_id: UUID) -> HttpResponse:
    """The same form with the old values: the one place where something stands there already."""
    desk = desk_at(request, place_id, Act.CORRECT_RECORD)
    found = record_at(desk, record_id)
    kind = RecordKind(found.kind)
    _require_newest(desk, found, sent=request.POST.get("record_id", ""))
    if kind in NOT_CORRECTED:
        reason = _("A record of this kind is not corrected. Withdraw it and make it anew.")
        raise Refused(Decision(False, "not_correctable", reason))
    _require_may_change(desk, kind)
    body = body_of(found)
    subject = subject_of(desk, kind, body)
    if kind is RecordKind.DELIVERY_LINE and "nguon" in request.GET:
        subject = seller_asked(request)
    sheet = Sheet(
        heading=_("Correct: %(kind)s") % {"kind": kind.label},
        intro=_("The earlier version stays visible beside the new one."),
        submit=_("Save the correction"),
        back=Link(_("The record"), record_url(desk.place, found.id)),
        done=lambda submitted: _corrected(desk, submitted),
        template=TEMPLATES.get(kind, "kitchen/record_form.html"),
        more=_more(desk, found, kind, subject),
    )
    return fill_in(
        request,
        lambda data: FORMS[kind](desk, data=data, subject=subject, correcting=body),
        sheet=sheet,
        supersedes=found.id,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def withdrawal(request: HttpRequest, place_id: UUID, record_id: UUID) -> HttpResponse:
    desk = desk_at(request, place_id, Act.CORRECT_RECORD)
    found = record_at(desk, record_id)
    _require_newest(desk, found, sent=request.POST.get("record_id", ""))
    kind = RecordKind(found.kind)
    _require_may_change(desk, kind)
    sheet = Sheet(
        heading=_("Withdraw: %(kind)s") % {"kind": kind.label},
        intro=_("For a record that should not exist at all. To put a value right, correct it."),
        submit=_("Withdraw"),
        back=Link(_("The record"), record_url(desk.place, found.id)),
        done=lambda _submitted: (
            record_url(desk.place, found.id),
            _("The record is withdrawn. It stays visible here."),
        ),
        is_danger=True,
    )
    return fill_in(
        request, lambda data: WithdrawalForm(desk, data=data), sheet=sheet, supersedes=found.id
    )


def _require_may_change(desk: Desk, kind: RecordKind) -> None:
    for act in acts_to_change(kind):
        may(desk.person, act, place=desk.place, at=desk.at).require()


def _day_about(chain: Sequence[Record], kind: RecordKind) -> date:
    """The day on whose page the record stands, which can be long before it was written."""
    told = [one for one in chain if one.kind != RecordKind.WITHDRAWN][-1]
    if kind in (RecordKind.MEAL_PLAN, RecordKind.DAY_COUNTERSIGNED):
        return date.fromisoformat(body_of(told)["date"])
    act = act_of_record(told.pk)
    return timezone.localdate(act.happened_at if act is not None else told.corrected_at)


def _changeable(desk: Desk, newest: Record) -> bool:
    kind = RecordKind(newest.kind)
    return kind is not RecordKind.WITHDRAWN and all(desk.may(act) for act in acts_to_change(kind))


def _require_newest(desk: Desk, found: Record, *, sent: str) -> None:
    """A correction of what was corrected already would make two truths.

    `sent` is the record that is being sent: sent again, it finds what it did itself.
    """
    later = Record.objects.filter(supersedes=found.pk, place_id=desk.place.id)
    if any(str(record_id) != sent for record_id in later.values_list("id", flat=True)):
        reason = _("This record was corrected or withdrawn already. Open its newest version.")
        raise Refused(Decision(False, "superseded", reason))


def _url(name: str, desk: Desk, record: Record) -> str:
    return reverse(f"kitchen:{name}", args=[desk.place.pk, record.id])


def _more(desk: Desk, found: Record, kind: RecordKind, subject: Any) -> dict[str, Any]:
    if kind is RecordKind.DELIVERY_LINE:
        choose = f"{reverse('kitchen:receiving', args=[desk.place.pk])}?sua={found.id}"
        return delivery_context(desk, subject) | {"choose_url": choose}
    if kind is RecordKind.SAMPLE_TAKEN:
        return {"containers": containers_of_place(desk.place)}
    return {}


def _corrected(desk: Desk, submitted: Submitted) -> tuple[str, str]:
    return record_url(desk.place, submitted.record.id), _("The correction is saved.")


def _card(desk: Desk, chain: Sequence[Record], kind: RecordKind, *, withdrawn: bool) -> RecordCard:
    persons = {one.pk: one for one in Person.objects.filter(pk__in={r.actor_id for r in chain})}
    with_words = kind not in OF_HOLDS or desk.may(Act.WORK_ON_INCIDENT)
    versions: list[Version] = []
    later: list[Pair] | None = None
    for one in reversed(chain):
        version, later = _version(
            desk, one, later=later, person=persons.get(one.actor_id), with_words=with_words
        )
        versions.append(version)
    state = State.MISSING if withdrawn else State.DONE
    word = _("Withdrawn") if withdrawn else _("Corrected") if len(chain) > 1 else _("Recorded")
    return RecordCard(title=str(kind.label), state=state, versions=versions, word=word)


def _version(
    desk: Desk,
    one: Record,
    *,
    later: list[Pair] | None,
    person: Person | None,
    with_words: bool,
) -> tuple[Version, list[Pair] | None]:
    kind, body, act = RecordKind(one.kind), body_of(one), act_of_record(one.pk)
    pairs = []
    if not with_words:
        body = {name: said for name, said in body.items() if name not in WORDS_ABOUT_SICK}
    if kind is not RecordKind.WITHDRAWN:
        subject = subject_of(desk, kind, body) if with_words else None
        pairs = told(kind, body, place=desk.place, subject=subject)
    late = lateness_of(act) if act is not None and act.supersedes is None else None
    version = Version(
        person=person.full_name if person else "?",
        role=_roles(desk, person, one),
        claimed_at=_happened(one, act),
        received_at=one.received_at,
        pairs=with_changes(pairs, later),
        late=late.late_by if late else one.received_at - _happened(one, act),
        lateness_tone=TONES[late.tone] if late else "neutral" if act else "ok",
        reason=one.reason if with_words else "",
        photo_urls=[
            reverse("kitchen:photo", args=[desk.place.pk, sha256])
            for sha256 in (act.photos if act is not None and with_words else [])
        ],
    )
    return version, pairs or later


def _happened(one: Record, act: ActRow | None) -> Any:
    return act.happened_at if act is not None else one.corrected_at


def _roles(desk: Desk, person: Person | None, one: Record) -> str:
    """The roles the person had here when the record came in."""
    held = roles_of(person, desk.place, at=one.received_at) if person is not None else ()
    return ", ".join(str(role.label) for role in Role if role in held)


def _evidence(one: Record) -> Evidence:
    raw = bytes(one.raw).decode(errors="replace")
    return Evidence(one, raw, [event.event_id or "" for event in events_of_record(one.pk)])
