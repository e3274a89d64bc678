"""What can be recalled: a lot by its code, a supplier by its name, the lots behind an incident."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from nguon.base.errors import Missing
from nguon.base.ui.parts import Link
from nguon.food.oversight.queries.four_answers import four_answers
from nguon.food.oversight.queries.incident_value import IncidentView
from nguon.food.oversight.queries.incidents import incident_of, incidents_of
from nguon.food.oversight.queries.suspicion import MealStart, SickStart, Start, ThingsStart
from nguon.food.trace.queries.scope import EVERYTHING
from nguon.food.trace.queries.starting_points import starting_points
from nguon.food.trace.queries.words import thing_title
from nguon.ground.people.choices import Act
from nguon.ground.people.queries import person_of, principal_of, suppliers_matching

MOST = 20
RANKED = 12


@dataclass(frozen=True, slots=True)
class Choices:
    """`wanted` is what was typed; `ranked` are lots behind the incident that was chosen."""

    wanted: str
    lots: Sequence[Link]
    suppliers: Sequence[Link]
    incidents: Sequence[Link]
    incident: IncidentView | None
    ranked: Sequence[tuple[str, str, str]]

    @property
    def found_nothing(self) -> bool:
        return bool(self.wanted) and not self.lots and not self.suppliers


def choices_for(request: HttpRequest, *, at: datetime) -> Choices:
    wanted = request.GET.get("tim", "").strip()
    principal = principal_of(person_of(request), act=Act.WORK_ON_INCIDENT, at=at)
    incident = None
    if chosen := request.GET.get("su-co", ""):
        try:
            incident = incident_of(UUID(chosen), principal, at)
        except (ValueError, Missing):
            incident = None
    open_ones = [one for one in incidents_of(principal, at) if one.is_open][:MOST]
    return Choices(
        wanted=wanted,
        lots=_lots(wanted),
        suppliers=_suppliers(wanted),
        incidents=[
            Link(str(one.kitchen), _url(**{"su-co": str(one.id)}), icon="alert")
            for one in open_ones
        ],
        incident=incident,
        ranked=_ranked(incident, request, at=at) if incident is not None else (),
    )


def _lots(wanted: str) -> list[Link]:
    if not wanted:
        return []
    found = starting_points(wanted, scope=EVERYTHING)[:MOST]
    return [
        Link(thing_title(one), _url(lo=one.uri), note=one.lot_number or one.uri, icon="lot")
        for one in found
    ]


def _suppliers(wanted: str) -> list[Link]:
    if len(wanted) < 2:
        return []
    found = suppliers_matching(wanted).prefetch_related("names").order_by("display_name")[:MOST]
    return [
        Link(
            one.display_name,
            _url(ncc=str(one.pk)),
            note=", ".join(dict.fromkeys(name.legal_name for name in one.names.all())),
            icon="shop",
        )
        for one in found
    ]


def _ranked(
    incident: IncidentView, request: HttpRequest, *, at: datetime
) -> list[tuple[str, str, str]]:
    """Identifier, name and share of the sick meals; the most suspected first."""
    start = _start(incident)
    if start is None:
        return []
    principal = principal_of(person_of(request), at=at)
    try:
        answers = four_answers(start, principal=principal, at=at)
    except Missing:
        return []
    return [
        (
            lot.thing,
            f"{lot.name} · {lot.label or lot.thing}",
            _("reaches %(share)s %% of the sick meals")
            % {"share": number_format(round(lot.standing.share * 100))},
        )
        for lot in answers.lots
        if not lot.is_dish
    ][:RANKED]


def _start(incident: IncidentView) -> Start | None:
    if incident.counts:
        return SickStart(tuple(incident.counts))
    if incident.meals:
        return MealStart(tuple(meal.pk for meal in incident.meals))
    lots = {uri for report in incident.reports for uri in report.hold.lot_uris}
    return ThingsStart(tuple(sorted(lots))) if lots else None


def _url(**asked: str) -> str:
    return f"{reverse('oversight:new_recall')}?{urlencode(asked)}"
