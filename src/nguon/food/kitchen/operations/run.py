"""Store records of one kitchen one after another, and write everything they make at the end."""

from datetime import datetime
from uuid import UUID

from nguon.core.epcis import Event
from nguon.food.kitchen.operations.events import events_of_filing, missing_events
from nguon.food.kitchen.operations.filing import Filing
from nguon.food.kitchen.operations.projections import project
from nguon.food.kitchen.operations.worktable import Worktable
from nguon.food.kitchen.rules.bodies import Body
from nguon.food.kitchen.rules.envelope import Envelope
from nguon.food.trace.operations import capture_events_of_records
from nguon.ground.journal.models import Record


class Run:
    """A run is inside one transaction that has waited for the place.

    The global lock of the event store is taken last and therefore held shortly. `is_replay`
    leaves events alone that are stored already.
    """

    def __init__(self, table: Worktable, *, at: datetime, is_replay: bool = False) -> None:
        self.table = table
        self.at = at
        self.is_replay = is_replay
        self.captured = 0
        self._events: list[tuple[UUID, Event]] = []

    def store(self, record: Record, envelope: Envelope, body: Body) -> None:
        """Project a record that has its number in the book, and hear what it says."""
        named = self.table.act(envelope.supersedes) if envelope.supersedes else None
        root_id = named.root_id if named else record.pk
        corrected = self.table.standing(root_id) if named else ()
        if corrected:
            self.finish()  # the events to be declared erroneous must be stored by then
        filing = Filing(record, envelope, root_id, corrected, named)
        project(filing, body, self.table)
        events = events_of_filing(filing, self.table)
        if self.is_replay:
            events = missing_events(filing, events)
        self._events += [(record.pk, event) for event in events]

    def take_events(self) -> list[tuple[UUID, Event]]:
        """For somebody who captures those of many kitchens together."""
        events, self._events = self._events, []
        return events

    def finish(self) -> None:
        """Write what was made so far; the run may go on."""
        self.table.write()
        if self._events:
            capture_events_of_records(
                self._events, tenant_id=self.table.place.organisation_id, received_at=self.at
            )
        self.captured += len(self._events)
        self._events = []
