"""Suspected poisonings: the list, and one of them from the first call to the finding."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nguon.base import clock
from nguon.base.errors import Missing
from nguon.base.ui.parts import Link
from nguon.food.kitchen.rules.limits import limits_on
from nguon.food.oversight.choices import FindingCode
from nguon.food.oversight.pages.incident_acts import DEEDS, Asking, Deed, asking_about
from nguon.food.oversight.pages.incident_shown import (
    SampleLine,
    before,
    call_lines,
    count_lines,
    doors,
    facts,
    happenings,
    meal_name,
    sample_line,
)
from nguon.food.oversight.queries.call_list import call_list_of
from nguon.food.oversight.queries.held_goods import HeldGoods, held_goods
from nguon.food.oversight.queries.incident_samples import samples_of_incident
from nguon.food.oversight.queries.incidents import IncidentView, incidents_of
from nguon.food.oversight.queries.who_knew import WhoKnew, WrittenAfterwards, who_knew
from nguon.ground.people.choices import Act
from nguon.ground.people.queries import Principal, acts_at, person_of, principal_of
from nguon.ground.people.rules import may_anywhere

SHOWN_FOR = timedelta(days=365)
CAME_LATE = timedelta(minutes=10)
SUPPLIERS = 6
"""Whose rejections are told on the page: those with most of the lots."""

ALWAYS = ("goi-dien", "dem-nguoi-benh", "ghi-chu")


@dataclass(frozen=True)
class Row:
    incident: IncidentView
    url: str
    open_for: timedelta


@require_safe
def incidents(request: HttpRequest) -> HttpResponse:
    person, at = person_of(request), clock.now()
    may_anywhere(person, Act.WORK_ON_INCIDENT, at=at).require()
    principal = principal_of(person, act=Act.WORK_ON_INCIDENT, at=at)
    rows = [
        Row(one, reverse("oversight:incident", args=[one.id]), at - one.opened_at)
        for one in incidents_of(principal, at, since=at - SHOWN_FOR)
    ]
    context = {
        "open": [row for row in rows if row.incident.is_open],
        "over": [row for row in rows if not row.incident.is_open],
        "at": at,
    }
    return render(request, "oversight/incidents.html", context)


@require_safe
def incident(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    asking = asking_about(request, incident_id)
    view = asking.incident
    if view.id != incident_id:
        return redirect("oversight:incident", view.id)
    held = samples_of_incident(view, asking.principal, asking.at)
    samples = [sample_line(one, asking.at) for one in held.samples]
    goods = held_goods(held.lots, asking.principal)
    knew = _knew(asking, goods)
    calls = call_lines(call_list_of(view.places, at=asking.at), view, _url(view, "goi-dien"))
    context = {
        "incident": view,
        "place": view.kitchen,
        "trail": [Link(_("Suspected poisonings"), reverse("oversight:incidents"))],
        "at": asking.at,
        "open_for": asking.at - view.opened_at,
        "report_by": view.opened_at + limits_on(clock.local_day(view.opened_at)).poisoning_report,
        "came_late": view.received_at - view.opened_at > CAME_LATE,
        "finding_word": FindingCode(view.finding.code).label
        if view.finding and view.finding.code
        else "",
        "facts": facts(view),
        "counts": count_lines(view),
        "calls": [line for line in calls if line.contact.phone],
        "unlisted": [line for line in calls if not line.contact.phone],
        "by_kitchen": _by_kitchen(samples),
        "kept": sum(1 for one in samples if one.held.destroyed is None),
        "samples": len(samples),
        "elsewhere": held.elsewhere,
        "goods": goods,
        "knew": [one for one in knew if one.warned],
        "afterwards": _afterwards(knew),
        "happenings": happenings(view),
        "deeds": [(deed, _url(view, deed.slug)) for deed in DEEDS if deed.slug in ALWAYS],
        "endings": [(deed, _url(view, deed.slug)) for deed in _endings(asking)],
        "doors": doors(view, acts_at(asking.person, view.kitchen, at=asking.at)),
        "meals": [(meal_name(meal, view), meal) for meal in view.meals],
    }
    return render(request, "oversight/incident.html", context)


def _url(view: IncidentView, slug: str) -> str:
    return reverse("oversight:incident_act", args=[view.id, slug])


def _endings(asking: Asking) -> list[Deed]:
    """Who may close does not propose."""
    view = asking.incident
    allowed = [deed for deed in DEEDS if deed.slug not in ALWAYS and deed.may(asking).allowed]
    slugs = {deed.slug for deed in allowed}
    hidden = {"de-nghi-dong"} if "dong" in slugs or not view.is_open else set()
    hidden |= {"tach"} if len(view.reports) < 2 else set()
    hidden |= {"gop"} if not view.is_open else set()
    return [deed for deed in allowed if deed.slug not in hidden]


def _by_kitchen(lines: Sequence[SampleLine]) -> list[tuple[str, list[SampleLine]]]:
    """The incident's own kitchens first, in them those of the suspected meals."""
    grouped: dict[str, list[SampleLine]] = {}
    for line in sorted(lines, key=lambda one: not one.held.is_of_meal):
        grouped.setdefault(line.held.sample.place.name, []).append(line)
    return list(grouped.items())


def _knew(asking: Asking, goods: Sequence[HeldGoods]) -> list[WhoKnew]:
    """For those who may trace: what was sent back of the same suppliers, by whichever name."""
    principal = principal_of(asking.person, act=Act.VIEW_TRACE, at=asking.at)
    if not (principal.sees_everything or principal.place_ids):
        return []
    own = {place.pk for place in asking.incident.places}
    sellers = Counter(one.supplier_id for one in goods if one.supplier_id and one.place.pk in own)
    first = [supplier_id for supplier_id, _lots in sellers.most_common(SUPPLIERS)]
    told = (_told(supplier_id, principal, asking) for supplier_id in first)
    return [before(knew, asking.incident) for knew in told if knew is not None]


def _afterwards(knew: Iterable[WhoKnew]) -> list[WrittenAfterwards]:
    """Each once. That things were held is no late truth: it is what opened the incident."""
    said = {
        one.event_id: one
        for told in knew
        for one in told.afterwards
        if one.biz_step != "holding" or one.is_correction
    }
    return sorted(said.values(), key=lambda one: one.recorded_at)


def _told(supplier_id: UUID, principal: Principal, asking: Asking) -> WhoKnew | None:
    try:
        return who_knew(
            supplier_id,
            principal=principal,
            at=asking.at,
            after=asking.incident.opened_at,
        )
    except Missing:
        return None
