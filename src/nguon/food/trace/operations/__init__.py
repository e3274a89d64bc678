from nguon.food.trace.operations.capture_events import Captured, EventConflict, capture_events

__all__ = ["Captured", "EventConflict", "capture_events"]
