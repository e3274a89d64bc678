"""What a dossier is made from: plain values and rows read once, nothing of the moment it is made.

Two makings from the same state of the book are the same, byte for byte; only who makes it and
when stands outside.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from nguon.food.kitchen.models import (
    CookingCheck,
    Countersignature,
    EatingStart,
    FridgeReading,
    Hold,
    HoldRelease,
    ReceivedLine,
    RetainedSample,
    SampleDestruction,
    ServingCheck,
)
from nguon.food.kitchen.queries.paper import PaperDay
from nguon.food.oversight.queries.four_answers_value import FourAnswers
from nguon.food.oversight.queries.incident_samples import HeldSamples
from nguon.food.oversight.queries.incident_value import IncidentView
from nguon.food.oversight.queries.recall_value import RecallView
from nguon.food.oversight.queries.who_knew import WhoKnew
from nguon.food.trace.models import Event
from nguon.food.trace.queries.trace_value import Party
from nguon.ground.journal.models import Photo, Record
from nguon.ground.people.models import Person, Place

_ENDINGS = {"image/jpeg": "jpg", "image/webp": "webp", "image/png": "png"}

KitchenAct = (
    ReceivedLine
    | CookingCheck
    | ServingCheck
    | EatingStart
    | RetainedSample
    | SampleDestruction
    | FridgeReading
    | Hold
    | HoldRelease
    | Countersignature
)


@dataclass(frozen=True, kw_only=True)
class ToldAct:
    """One row of the kitchens' book; `withdrawn_by` is the record that took it back."""

    act: KitchenAct
    withdrawn_by: Record | None = None

    @property
    def stands(self) -> bool:
        return self.act.superseded_by is None

    @property
    def is_correction(self) -> bool:
        return self.act.supersedes is not None


@dataclass(frozen=True, kw_only=True)
class Doer:
    """Somebody who recorded something, with the roles held at those places on that day."""

    person: Person
    roles: tuple[str, ...]
    places: tuple[str, ...]
    acts: Mapping[str, int]
    """How often, by kind of act."""

    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, kw_only=True)
class SealOfDay:
    """`signed` is what the manager countersigned; it differs if records came in afterwards."""

    place: Place
    date: date
    seal: str
    signed: str
    signed_by: str


@dataclass(frozen=True, kw_only=True)
class PhotoNamed:
    """`photo` None: named by the record, but its bytes have not come in."""

    sha256: str
    photo: Photo | None
    record_id: UUID
    kind: str
    place: Place
    taken_at: datetime

    @property
    def file_name(self) -> str:
        """Phones send WebP as well, and it is kept as it came."""
        kind = self.photo.content_type if self.photo else ""
        return f"{self.sha256}.{_ENDINGS.get(kind, 'jpg')}"


@dataclass(frozen=True, kw_only=True)
class EventLine:
    """One thing in one role of one event: a line of the sortable sheet."""

    event: Event
    role: str
    thing: str
    name: str
    lot: str
    quantity: Decimal | None
    uom: str | None
    place: Party
    sources: tuple[str, ...]
    destinations: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """Code of `rules.dossier.words.LEFT_OUT`, and how many."""

    code: str
    count: int = 0


@dataclass(frozen=True, kw_only=True)
class DossierFacts:
    incident: IncidentView
    answers: FourAnswers | None
    kitchens_reached: int
    """Kitchens that received a lot of what is suspected, also where nobody is sick."""

    """None: nothing of what was reported is in any event yet."""

    acts: Sequence[ToldAct]
    places: Sequence[Place]
    """Whose book the asker may read, with a part in this."""

    doers: Sequence[Doer]
    forms: Sequence[PaperDay]
    other_days: Sequence[tuple[Place, date]]
    """Their forms are not printed here, but can be."""

    seals: Sequence[SealOfDay]
    knew: Sequence[WhoKnew]
    recalls: Sequence[RecallView]
    """Of this incident; never a drill."""

    kept: HeldSamples
    photos: Sequence[PhotoNamed]
    events: Sequence[Event]
    lines: Sequence[EventLine]
    edges: Sequence[tuple[str, str]]
    """From lot to dish, by identifier, for the drawing."""

    book_at: datetime
    """When the newest record that is told of came in."""

    seal: str
    records: int
    left_out: Sequence[LeftOut]
