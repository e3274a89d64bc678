from nguon.food.trace.queries.reach import Direction, Reach, reach_in_database
from nguon.food.trace.queries.scope import Scope, scope_of
from nguon.food.trace.queries.starting_points import starting_points
from nguon.food.trace.queries.stored_events import (
    epcis_event,
    events_of_place,
    events_of_record,
)
from nguon.food.trace.queries.trace import downstream, trace, upstream
from nguon.food.trace.queries.trace_value import Trace

__all__ = [
    "Direction",
    "Reach",
    "Scope",
    "Trace",
    "downstream",
    "epcis_event",
    "events_of_place",
    "events_of_record",
    "reach_in_database",
    "scope_of",
    "starting_points",
    "trace",
    "upstream",
]
