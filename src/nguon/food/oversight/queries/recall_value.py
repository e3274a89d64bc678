"""A recall as plain values: what was started, who was told, who answered, what is released."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from nguon.food.oversight.queries.recall_scope import RecallStart
from nguon.ground.people.models import Organisation, Person, Place


@dataclass(frozen=True, kw_only=True, slots=True)
class NoticeLot:
    """What the one who was told should have of it, as it was known then. None: nobody knew."""

    uri: str
    name: str
    label: str
    uom: str
    came: Decimal | None
    left: Decimal | None
    is_dish: bool
    told_at: datetime

    @property
    def used(self) -> Decimal | None:
        return None if self.came is None or self.left is None else self.came - self.left


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundAmount:
    found: Decimal | None
    set_aside: Decimal | None
    uom: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    at: datetime
    by: Person
    lots: Mapping[str, FoundAmount]
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Notice:
    """`told_at` is the newest: goods that come in later are told of again."""

    place: Place | None
    organisation: Organisation | None
    first_told_at: datetime
    told_at: datetime
    lots: Sequence[NoticeLot]
    portions: int | None
    answers: Sequence[Answer]
    reminders: Mapping[int, datetime]
    escalations: Mapping[int, datetime]

    @property
    def key(self) -> UUID:
        one = self.place or self.organisation
        if one is None:
            raise ValueError("a notice is to a kitchen or to an organisation, got neither")
        return one.pk

    @property
    def name(self) -> str:
        return str(self.place or self.organisation)

    @property
    def answered_at(self) -> datetime | None:
        """Of the first answer to the newest notice, else of the last one before it."""
        after = [one.at for one in self.answers if one.at >= self.told_at]
        before = [one.at for one in self.answers]
        return after[0] if after else before[-1] if before else None

    @property
    def found(self) -> Mapping[str, FoundAmount]:
        """By lot; the newest answer on each counts."""
        return {uri: amount for one in self.answers for uri, amount in one.lots.items()}

    @property
    def words(self) -> str:
        return next((one.words for one in reversed(self.answers) if one.words), "")


@dataclass(frozen=True, kw_only=True, slots=True)
class Release:
    at: datetime
    by: Person
    finding: str
    lots: frozenset[str]
    things: frozenset[str]

    @property
    def is_whole(self) -> bool:
        return not self.lots


@dataclass(frozen=True, kw_only=True, slots=True)
class RecallView:
    """`notices` are those the asker may see; `sees_all`: that is all of them."""

    id: UUID
    title: str
    reason: str
    instructions: str
    is_drill: bool
    start: RecallStart
    within: timedelta
    began_at: datetime | None
    scope_ms: int | None
    incident_id: UUID | None
    sent_at: datetime
    by: Person
    notices: Sequence[Notice]
    releases: Sequence[Release]
    sees_all: bool

    @property
    def released_at(self) -> datetime | None:
        """Of the whole."""
        return next((one.at for one in self.releases if one.is_whole), None)

    @property
    def is_open(self) -> bool:
        return self.released_at is None

    @property
    def released_lots(self) -> frozenset[str]:
        """Singly, of those that the recall names."""
        return frozenset().union(*(one.lots for one in self.releases))

    @property
    def kitchens(self) -> list[Notice]:
        return [one for one in self.notices if one.place is not None]

    @property
    def organisations(self) -> list[Notice]:
        return [one for one in self.notices if one.organisation is not None]

    def notice_to(self, key: UUID) -> Notice | None:
        return next((one for one in self.notices if one.key == key), None)

    def release_of(self, thing: str) -> Release | None:
        """The one that freed a thing: its own, or that of the whole."""
        return next((one for one in self.releases if one.is_whole or thing in one.things), None)
