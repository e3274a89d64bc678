"""From a projected record to EPCIS events (kitchen.md §4): the same record, the same events.

Event ids are derived from the record's id, so that a replay meets what is stored already.
A correction declares the earlier events erroneous, names their successors, and touches nothing.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from nguon.core.epcis import ErrorDeclaration, Event
from nguon.food.kitchen.choices import RecordKind
from nguon.food.kitchen.operations.events import dishes, receiving, samples
from nguon.food.kitchen.operations.events.frame import Frame, local
from nguon.food.kitchen.operations.filing import ACT_MODELS, Filing
from nguon.food.trace.operations import capture_events
from nguon.food.trace.queries import events_of_record
from nguon.ground.people.models import Place

_MAPPINGS: dict[RecordKind, Callable[[Frame, Any], list[Event]]] = {
    RecordKind.DELIVERY_LINE: receiving.events_of_received_line,
    RecordKind.DISH_COOKED: dishes.events_of_cooking,
    RecordKind.DISH_CHECKED: dishes.events_of_serving_check,
    RecordKind.EATING_STARTED: dishes.events_of_eating,
    RecordKind.SAMPLE_TAKEN: samples.events_of_sample,
    RecordKind.SAMPLE_DESTROYED: samples.events_of_destruction,
    RecordKind.FRIDGE_READING: samples.events_of_reading,
    RecordKind.HOLD: samples.events_of_hold,
    RecordKind.HOLD_RELEASED: samples.events_of_release,
}


def capture_record_events(filing: Filing) -> None:
    """Capture what the record says, after it was projected. Idempotent."""
    events = _events_of(filing)
    _capture(filing, [*_declarations(filing, events), *events])


def recapture_record_events(filing: Filing) -> int:
    """Capture only what is not stored yet, and say how many events that were.

    What was captured stays as it was: its wording (the name of a place or a person) may be
    older than today's, and it is the evidence.
    """
    stored = {
        (event.event_id, event.error_declaration is not None)
        for event in events_of_record(filing.record.id)
    }
    events = _events_of(filing)
    missing = [
        event
        for event in [*_declarations(filing, events), *events]
        if (event.event_id, event.error_declaration is not None) not in stored
    ]
    _capture(filing, missing)
    return len(missing)


def _capture(filing: Filing, events: list[Event]) -> None:
    if events:
        place = Place.objects.get(id=filing.record.place_id)
        capture_events(
            events,
            tenant_id=place.organisation_id,
            record_id=filing.record.id,
            received_at=filing.record.received_at,
        )


def _events_of(filing: Filing) -> list[Event]:
    mapping = _MAPPINGS.get(filing.envelope.kind)
    if mapping is None:
        return []
    act = ACT_MODELS[filing.envelope.kind]._default_manager.get(record_id=filing.record.id)
    return mapping(Frame.of(filing, act), act)


def _declarations(filing: Filing, successors: list[Event]) -> list[Event]:
    declaration = ErrorDeclaration(
        declaration_time=local(filing.record.received_at),
        reason="incorrect_data",
        corrective_event_ids=tuple(event.event_id for event in successors if event.event_id),
    )
    return [
        replace(event, error_declaration=declaration)
        for act in filing.corrected
        for event in events_of_record(act.record_id)
        if event.error_declaration is None
    ]
