"""What phones handed in and a person must judge: admitted to the book, or refused with a reason."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nguon.base.errors import InputInvalid, Missing
from nguon.base.ui.attempts import attempted
from nguon.base.ui.parts import Link
from nguon.food.kitchen.models import ParkedRecord
from nguon.food.kitchen.operations.admit_parked import admit_parked
from nguon.food.kitchen.operations.refuse_parked import refuse_parked
from nguon.food.kitchen.pages.desk import Desk, desk_at
from nguon.food.kitchen.pages.forms.refusal import RefusalForm
from nguon.food.kitchen.pages.links import day_link
from nguon.food.kitchen.pages.parked_words import (
    card_of,
    disagreements_of,
    people_of,
    strays_in_words,
    twins_of,
    waiting_of,
)
from nguon.food.kitchen.queries.inbox import (
    disagreeing_checks,
    inbox_of,
    recent_conflicts,
    recent_strays,
    settling_by_themselves,
    waiting_for_a_person,
)
from nguon.ground.people.choices import Act

SOME = 50


@require_safe
def inbox(request: HttpRequest, place_id: UUID) -> HttpResponse:
    desk = desk_at(request, place_id, Act.REVIEW_RECORDS)
    # Each list by itself: many that wait for records must not hide one that waits for a person.
    for_a_person = waiting_for_a_person(desk.place, at=desk.at)[:SOME]
    found = [*for_a_person, *settling_by_themselves(desk.place, at=desk.at)[:SOME]]
    people = people_of({parked.actor_id for parked in found})
    waiting = [waiting_of(desk, parked, people) for parked in found]
    conflicts = list(recent_conflicts(desk.place, at=desk.at)[:SOME])
    context = {
        "place": desk.place,
        "for_me": [one for one in waiting if one.needs_person],
        "by_themselves": [one for one in waiting if not one.needs_person],
        "disagreements": disagreements_of(desk, disagreeing_checks(desk.place, at=desk.at)),
        "twins": [twins_of(desk, one) for one in conflicts],
        "strays": strays_in_words(desk, recent_strays(desk.place, at=desk.at)[:SOME]),
        "today": desk.today,
        "trail": [day_link(desk.place, desk.today)],
    }
    return render(request, "kitchen/inbox.html", context)


@require_safe
def parked(request: HttpRequest, place_id: UUID, parked_id: int) -> HttpResponse:
    desk = desk_at(request, place_id, Act.REVIEW_RECORDS)
    found = _parked_at(desk, parked_id)
    people = people_of({found.actor_id})
    context = {
        "place": desk.place,
        "waiting": waiting_of(desk, found, people),
        "card": card_of(desk, found, people),
        "raw": bytes(found.raw).decode(errors="replace"),
        "trail": [_inbox_link(desk)],
    }
    return render(request, "kitchen/parked.html", context)


@require_POST
def admit(request: HttpRequest, place_id: UUID, parked_id: int) -> HttpResponse:
    desk = desk_at(request, place_id, Act.REVIEW_RECORDS)
    found = _parked_at(desk, parked_id)
    try:
        admit_parked(found, by=desk.person, at=desk.at)
    except InputInvalid as error:
        messages.error(request, "; ".join(fault.message for fault in error.errors))
        return redirect("kitchen:parked", place_id, parked_id)
    messages.success(request, _("The record is in the book."))
    return redirect("kitchen:inbox", place_id)


@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: HttpRequest, place_id: UUID, parked_id: int) -> HttpResponse:
    desk = desk_at(request, place_id, Act.REVIEW_RECORDS)
    found = _parked_at(desk, parked_id)
    form = RefusalForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        done = attempted(
            form, lambda: refuse_parked(found, by=desk.person, reason=reason, at=desk.at) or True
        )
        if done is not None:
            messages.success(request, _("The record is refused. It stays kept, outside the book."))
            return redirect("kitchen:inbox", place_id)
    waiting = waiting_of(desk, found, people_of({found.actor_id}))
    context = {
        "place": desk.place,
        "question": _("Refuse “%(title)s” of %(name)s?")
        % {"title": waiting.title, "name": waiting.person},
        "consequences": [
            _("It does not become part of the book. What was sent stays kept, with your reason."),
            _("The phone is told so, with your reason, the next time it hands it in."),
        ],
        "form": form,
        "back_url": waiting.url,
        "confirm_text": _("Refuse"),
        "is_danger": True,
    }
    return render(request, "base/confirm.html", context)


def _parked_at(desk: Desk, parked_id: int) -> ParkedRecord:
    found = inbox_of(desk.place).filter(pk=parked_id).first()
    if found is None:
        raise Missing(_("There is no such record waiting here: it may have been decided."))
    return found


def _inbox_link(desk: Desk) -> Link:
    return Link(_("Waiting for you"), reverse("kitchen:inbox", args=[desk.place.pk]))
