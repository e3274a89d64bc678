from nguon.food.trace.queries.stored_events import (
    epcis_event,
    events_of_place,
    events_of_record,
)

__all__ = ["epcis_event", "events_of_place", "events_of_record"]
