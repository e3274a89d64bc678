from nguon.food.trace.operations.capture_document import (
    EVENT_LIMIT,
    ErrorBehaviour,
    capture_bare_event,
    capture_document,
)
from nguon.food.trace.operations.capture_events import (
    Captured,
    EventConflict,
    capture_events,
    capture_events_of_records,
    capture_events_of_tenants,
)
from nguon.food.trace.operations.capture_master_data import capture_master_data
from nguon.food.trace.operations.capture_refusals import CaptureLimitExceeded, DocumentRefused
from nguon.food.trace.operations.end_sharing import end_sharing
from nguon.food.trace.operations.rebuild_graph import rebuild_graph
from nguon.food.trace.operations.rebuild_vocabulary import rebuild_vocabulary
from nguon.food.trace.operations.run_capture_job import run_capture_job
from nguon.food.trace.operations.share_events import share_events

__all__ = [
    "EVENT_LIMIT",
    "CaptureLimitExceeded",
    "Captured",
    "DocumentRefused",
    "ErrorBehaviour",
    "EventConflict",
    "capture_bare_event",
    "capture_document",
    "capture_events",
    "capture_events_of_records",
    "capture_events_of_tenants",
    "capture_master_data",
    "end_sharing",
    "rebuild_graph",
    "rebuild_vocabulary",
    "run_capture_job",
    "share_events",
]
