"""Stored events as EPCIS values again, with every member, order and number as captured."""

import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from nguon.core.epcis import Event as EpcisEvent
from nguon.core.epcis import parse_document, read_event
from nguon.food.trace.models import Event
from nguon.food.trace.queries.scope import scope_of
from nguon.ground.people.queries import Principal


def epcis_event(event: Event) -> EpcisEvent:
    """The event as it was captured; with the id it was given, if it came without one."""
    members = parse_document(bytes(event.raw)).root
    read = read_event(members, document_context=event.context)
    return read if read.event_id else replace(read, event_id=event.event_id)


def events_of_record(record_id: uuid.UUID) -> list[EpcisEvent]:
    """What a kitchen record said, error declarations included, in the order captured."""
    return _read(Event.objects.filter(record_id=record_id).order_by("id"))


def events_of_place(place_uri: str, start: datetime, end: datetime) -> list[EpcisEvent]:
    """Everything captured about a place, from `start` until before `end`, by time of the event.

    Events that were declared erroneous and their declarations are both there: that is the story.
    """
    found = Event.objects.filter(
        biz_location=place_uri, event_time__gte=start, event_time__lt=end
    ).order_by("event_time", "id")
    return _read(found)


def visible_events(event_id: str, *, principal: Principal) -> list[Event]:
    """The event with this id and its error declarations, as far as the asker may see them.

    Two organisations may have used one id; then both events are there.
    """
    found = Event.objects.filter(event_id=event_id).order_by("id") if "\0" not in event_id else []
    visible = scope_of(principal).visible_among([event.pk for event in found], "eventID")
    return [event for event in found if event.pk in visible]


def own_event(event_id: str, *, tenant_id: uuid.UUID) -> Event:
    """The latest event that the organisation captured under this id."""
    return Event.objects.filter(event_id=event_id, tenant_id=tenant_id).latest("id")


def _read(events: Iterable[Event]) -> list[EpcisEvent]:
    return [epcis_event(event) for event in events]
