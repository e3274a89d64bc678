"""Who may do what about an incident.

Whoever may open one may also write in its log, at the kitchens within reach. It is closed by
releasing what it holds, so by whoever may release every one of its holds; see ADR 0021.
"""

from datetime import datetime

from django.utils.translation import gettext as _

from nguon.base.decision import ALLOWED, Decision
from nguon.food.kitchen.rules.releasing import may_release
from nguon.food.oversight.queries.incident_value import IncidentView
from nguon.ground.people.choices import Act
from nguon.ground.people.models import Person, Place
from nguon.ground.people.rules import may


def may_write(person: Person, place: Place, *, at: datetime) -> Decision:
    return may(person, Act.WORK_ON_INCIDENT, place=place, at=at)


def may_close(person: Person, incident: IncidentView, *, at: datetime) -> Decision:
    """What an authority wants kept closes only by an authority's word."""
    for report in incident.reports:
        place = report.hold.place
        decision = may(person, Act.RELEASE_HOLD, place=place, at=at)
        if decision.allowed and report.is_open:
            decision = may_release(report.hold, person, place=place, at=at)
        if not decision.allowed:
            return decision
    return ALLOWED


def may_reopen(person: Person, incident: IncidentView, *, at: datetime) -> Decision:
    if incident.is_open:
        return Decision(False, "is_open", _("This incident is open already."))
    return may(person, Act.PLACE_HOLD, place=incident.kitchen, at=at)
