"""Who may take a dossier along: whoever may print the forms of a kitchen of the incident.

Its events leave the house only with somebody who may export events.
"""

from collections.abc import Iterable
from datetime import datetime

from nguon.base.decision import ALLOWED, Decision
from nguon.food.oversight.queries.incident_value import IncidentView
from nguon.ground.people.choices import Act
from nguon.ground.people.models import Person
from nguon.ground.people.queries import places_visible_to
from nguon.ground.people.rules import may

WITHOUT_EVENTS = frozenset({"dossier.pdf", "dossier.xlsx"})


def may_take_dossier(
    person: Person, incident: IncidentView, *, file: str, at: datetime
) -> Decision:
    """At every kitchen of which the person sees a report."""
    places = incident.places
    for act in _acts(file):
        reached = places_visible_to(person, act=act, at=at).filter(pk__in=[p.pk for p in places])
        missing = {place.pk for place in places} - set(reached.values_list("pk", flat=True))
        if missing:
            beyond = next(place for place in places if place.pk in missing)
            return may(person, act, place=beyond, at=at)
    return ALLOWED


def _acts(file: str) -> Iterable[Act]:
    events = () if file in WITHOUT_EVENTS else (Act.EXPORT_EVENTS,)
    return (Act.PRINT_FORMS, Act.WORK_ON_INCIDENT, *events)
