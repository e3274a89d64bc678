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
from nguon.food.kitchen.operations.filing import Filing
from nguon.food.kitchen.operations.worktable import Worktable
from nguon.food.trace.queries import events_of_record

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


def events_of_filing(filing: Filing, table: Worktable) -> list[Event]:
    """What the record says, after its rows were made; what it corrects is declared erroneous.

    Of what it corrects the events must have been captured.
    """
    events = _events_of(filing, table)
    return [*_declarations(filing, events), *events]


def missing_events(filing: Filing, events: list[Event]) -> list[Event]:
    """Those that are not stored yet.

    What was captured stays as it was: its wording (the name of a place or a person) may be
    older than today's, and it is the evidence.
    """
    stored = {
        (event.event_id, event.error_declaration is not None)
        for event in events_of_record(filing.record.id)
    }
    return [
        event
        for event in events
        if (event.event_id, event.error_declaration is not None) not in stored
    ]


def _events_of(filing: Filing, table: Worktable) -> list[Event]:
    mapping = _MAPPINGS.get(filing.envelope.kind)
    act = table.act(filing.record.id)
    if mapping is None or act is None:
        return []
    return mapping(Frame(filing, act, table), act)


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
