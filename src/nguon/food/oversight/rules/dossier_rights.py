"""Who may take a dossier along: whoever may print the forms of a kitchen of the incident.

Its events leave the house only with somebody who may export events.
"""

from collections.abc import Iterable
from datetime import datetime

from nguon.base.decision import ALLOWED, Decision
from nguon.food.oversight.queries.incident_value import IncidentView
from nguon.ground.people.choices import Act
from nguon.ground.people.models import Person
from nguon.ground.people.rules import may

WITHOUT_EVENTS = frozenset({"dossier.pdf", "dossier.xlsx"})


def may_take_dossier(
    person: Person, incident: IncidentView, *, file: str, at: datetime
) -> Decision:
    """At every kitchen of which the person sees a report."""
    for act in _acts(file):
        for place in incident.places:
            decision = may(person, act, place=place, at=at)
            if not decision.allowed:
                return decision
    return ALLOWED


def _acts(file: str) -> Iterable[Act]:
    events = () if file in WITHOUT_EVENTS else (Act.EXPORT_EVENTS,)
    return (Act.PRINT_FORMS, Act.WORK_ON_INCIDENT, *events)
