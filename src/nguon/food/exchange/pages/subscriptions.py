"""Who is told of events, and what became of each delivery; for people, with the few buttons."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nguon.base import clock
from nguon.base.errors import Missing
from nguon.base.ui.parts import Link
from nguon.food.exchange.choices import DeliveryState
from nguon.food.exchange.models import Delivery, Subscription
from nguon.food.exchange.operations.pause_subscription import pause_subscription
from nguon.food.exchange.operations.resume_subscription import resume_subscription
from nguon.food.exchange.operations.send_again import send_again
from nguon.food.exchange.operations.set_aside import set_aside
from nguon.food.exchange.pages.subscription_words import host_of, shown, standing_of, when_of
from nguon.food.exchange.queries.subscriptions_seen import (
    deliveries_seen_by,
    subscriber_label,
    subscriptions_seen_by,
)
from nguon.ground.people.choices import Act
from nguon.ground.people.models import Person
from nguon.ground.people.queries import person_of
from nguon.ground.people.rules import may_anywhere

A_PAGE = 15


@require_safe
def told(request: HttpRequest) -> HttpResponse:
    person = _person(request)
    page = Paginator(subscriptions_seen_by(person), A_PAGE).get_page(request.GET.get("page", 1))
    context = {
        "page": page,
        "rows": [(one, host_of(one), when_of(one), standing_of(one)) for one in page],
        "trail": [Link(_("Exchange"), reverse("exchange:start"))],
    }
    return render(request, "exchange/told.html", context)


@require_safe
def told_log(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = _person(request)
    found = _subscription(person, pk)
    rows = deliveries_seen_by(person).filter(subscription=found)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page", 1))
    waits = rows.filter(state=DeliveryState.WAITING).exists()
    context = {
        "subscription": found,
        "host": host_of(found),
        "when": when_of(found),
        "standing": standing_of(found),
        "subscriber": subscriber_label(found.subscriber),
        "page": page,
        "deliveries": [
            shown(one, has_ended=found.ended_at is not None, waits=waits) for one in page
        ],
        "is_running": found.paused_at is None and found.stopped_at is None,
        "trail": [
            Link(_("Exchange"), reverse("exchange:start")),
            Link(_("Who is told of events"), reverse("exchange:told")),
        ],
    }
    return render(request, "exchange/told_log.html", context)


@require_POST
def pause(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = _person(request)
    pause_subscription(_subscription(person, pk), by=person, at=clock.now())
    messages.success(request, _("Paused. Nothing is sent until somebody lets it go on."))
    return redirect("exchange:told_log", pk)


@require_POST
def resume(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = _person(request)
    resume_subscription(_subscription(person, pk), by=person, at=clock.now())
    messages.success(request, _("It goes on where it stood."))
    return redirect("exchange:told_log", pk)


@require_POST
def replay(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = _person(request)
    found = _delivery(person, pk)
    send_again(found, by=person, at=clock.now())
    messages.success(
        request, _("Delivery %(number)d is sent again in a moment.") % {"number": found.number}
    )
    return redirect("exchange:told_log", found.subscription_id)


@require_http_methods(["GET", "HEAD", "POST"])
def leave_out(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = _person(request)
    found = _delivery(person, pk)
    back = reverse("exchange:told_log", args=[found.subscription_id])
    if request.method == "POST":
        set_aside(found, by=person, at=clock.now())
        messages.success(request, _("Set aside. Later events are sent now."))
        return redirect(back)
    context = {
        "question": _("Go on without delivery %(number)d?") % {"number": found.number},
        "consequences": [
            _("The receiver does not get its events for now; later ones are sent."),
            _("It stays in the log with your name and can be sent again at any time."),
        ],
        "back_url": back,
        "confirm_text": _("Set it aside"),
        "is_danger": True,
    }
    return render(request, "base/confirm.html", context)


def _person(request: HttpRequest) -> Person:
    person = person_of(request)
    may_anywhere(person, Act.QUERY_EVENTS).require()
    return person


def _subscription(person: Person, pk: UUID) -> Subscription:
    found = subscriptions_seen_by(person).filter(pk=pk).first()
    if found is None:
        raise Missing(_("There is no such subscription that you may see."))
    return found


def _delivery(person: Person, pk: UUID) -> Delivery:
    found = deliveries_seen_by(person).filter(pk=pk).first()
    if found is None:
        raise Missing(_("There is no such delivery that you may see."))
    return found
