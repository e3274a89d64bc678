"""A kitchen day as an EPCIS document."""

from datetime import date, datetime

from nguon.core.epcis import Document, epcis_document
from nguon.food.kitchen.queries.day import day_bounds
from nguon.food.trace.queries import events_of_place
from nguon.ground.people.models import Place


def epcis_of_day(place: Place, day: date, *, created_at: datetime) -> Document:
    """Everything that happened there that day, errors and their declarations included."""
    start, end = day_bounds(day)
    return epcis_document(events_of_place(place.identifier, start, end), created_at=created_at)
