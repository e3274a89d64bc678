"""What an incident is, as plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from nguon.food.kitchen.models import Hold, HoldRelease, Meal
from nguon.food.oversight.choices import IncidentState
from nguon.food.oversight.queries.suspicion import SickCount
from nguon.ground.people.models import Person, Place


@dataclass(frozen=True, kw_only=True)
class Report:
    """One hold for suspicion, as its newest version says it."""

    id: UUID
    """Root record of the hold."""

    hold: Hold
    versions: Sequence[Hold]
    released: HoldRelease | None
    is_withdrawn: bool

    @property
    def first(self) -> Hold:
        return self.versions[0]

    @property
    def is_open(self) -> bool:
        return self.released is None and not self.is_withdrawn


@dataclass(frozen=True, kw_only=True)
class LogEntry:
    """`kind` is an `ActKind`, or of the kitchen's book: `reported`, `report_corrected`,
    `released`. `happened_at` is what was claimed, `received_at` the server's own."""

    record_id: UUID
    sequence: int
    kind: str
    place: Place
    actor: Person
    happened_at: datetime
    entered_at: datetime
    received_at: datetime
    words: str
    body: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Finding:
    """`code` is empty if a hold was simply released with words, without closing an incident."""

    code: str
    words: str
    by: Person
    at: datetime


@dataclass(frozen=True, kw_only=True)
class IncidentView:
    """What the asker may see of it: `reports` are those at places within reach, first the
    oldest, whose root is `id`."""

    id: UUID
    kitchen: Place
    opened_at: datetime
    opened_by: Person
    received_at: datetime
    """When the server first heard of it: later than `opened_at` if a phone was offline."""

    reports: Sequence[Report]
    meals: Sequence[Meal]
    sick: int | None
    """The sum of the newest counts by class, else what the reports say; None: nobody said."""

    first_onset_at: datetime | None
    symptoms: Sequence[str]
    counts: Sequence[SickCount]
    log: Sequence[LogEntry]
    state: IncidentState
    finding: Finding | None
    proposed: Finding | None

    @property
    def is_open(self) -> bool:
        return self.state == IncidentState.OPEN

    @property
    def places(self) -> list[Place]:
        return list({report.hold.place_id: report.hold.place for report in self.reports}.values())
