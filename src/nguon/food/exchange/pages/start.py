"""The room of exchange: ways in and out for people, and for the programs of partners."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nguon.base.ui.parts import Link
from nguon.food.exchange.rules.may_open_exchange import may_open_exchange
from nguon.food.trace.queries.sharing import organisations_shared_by
from nguon.ground.people.choices import Act
from nguon.ground.people.models import Person
from nguon.ground.people.queries import acts_of, assignments_at, person_of


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    may_open_exchange(person).require()
    acts = acts_of(list(assignments_at(person)))
    doors = [*_doors(acts), *_sharing(person)]
    context = {"doors": doors, "trail": [Link(_("Home"), reverse("web:home"))]}
    return render(request, "exchange/start.html", context)


def _doors(acts: frozenset[Act]) -> Iterator[Link]:
    if Act.CAPTURE_EVENTS in acts:
        note = _("Harvest, receive, ship, process, test result: from Excel or CSV")
        url = reverse("exchange:sheets")
        yield Link(_("Send a spreadsheet"), url, note=note, icon="paper")
        note = _("Every fault of an EPCIS document with its place, and what to do")
        url = reverse("exchange:explain")
        yield Link(_("Explain a refused document"), url, note=note, icon="alert")
    if Act.QUERY_EVENTS in acts:
        note = _("What, when, where: see the events, and how a program would ask for them")
        yield Link(_("Try a query"), reverse("exchange:ask"), note=note, icon="search")
        note = _("Receivers that subscribed, what arrived, what waits")
        yield Link(_("Who is told of events"), reverse("exchange:told"), note=note, icon="phone")


def _sharing(person: Person) -> Iterator[Link]:
    if organisations_shared_by(person).exists():
        note = _("Which partner sees what, and what stays hidden")
        yield Link(_("Who may see our data"), reverse("exchange:sharing"), note=note, icon="eye")
