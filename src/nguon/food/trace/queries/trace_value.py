"""The answer to «where does this come from, where did it go»: plain values, ready to show.

Things and steps are named by `key`: a thing by its URI, a step by its event's number. Depth is
counted in things: -1 went directly into the start, 1 was directly made of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation or place as events name it; `name` falls back to the identifier."""

    uri: str
    name: str
    organisation: str = ""
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Amount:
    quantity: Decimal
    uom: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class TraceThing:
    """A lot, a dish, a sample, a box. `side` is upstream, start or downstream."""

    uri: str
    kind: str
    side: str
    depth: int
    name: str | None = None
    lot_number: str | None = None
    expiry: date | None = None
    product: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class TraceStep:
    """A transformation: who made what of what, where and when."""

    key: str
    event_ids: tuple[str, ...]
    side: str
    depth: int
    biz_step: str | None
    event_time: datetime
    time_zone_offset: str
    place: Party | None
    organisation: Party
    people: tuple[Person, ...] = ()
    claimed_at: datetime | None = None
    received_at: datetime | None = None
    is_own: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class TraceEdge:
    """Material between a thing and a step; `via` names the container it went in."""

    source: str
    target: str
    event_id: str
    amounts: tuple[Amount, ...] = ()
    via: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Fact:
    """One thing an event says of a thing (or of the container it was in)."""

    thing: str
    event_id: str
    type: str
    action: str | None
    biz_step: str | None
    disposition: str | None
    event_time: datetime
    time_zone_offset: str
    record_time: datetime
    place: Party | None
    organisation: Party
    sources: tuple[Party, ...] = ()
    destinations: tuple[Party, ...] = ()
    amount: Amount | None = None
    via: str | None = None
    people: tuple[Person, ...] = ()
    claimed_at: datetime | None = None
    received_at: datetime | None = None
    notes: Mapping[str, str] = field(default_factory=dict, hash=False)
    is_own: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Supplier:
    """Who handed over, owned, made or shipped lots upstream; `roles` says which."""

    party: Party
    roles: tuple[str, ...]
    things: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Receipt:
    """One place received one of the lots: how much, when, from whom."""

    thing: str
    place: Party
    event_id: str
    event_time: datetime
    amount: Amount | None
    sources: tuple[Party, ...]
    is_own: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Neighbour:
    """Another kitchen that got goods from one of the suppliers at about the same time."""

    supplier: Party
    place: Party
    event_time: datetime
    goods: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Stayed:
    """A thing was in a container, or fixed to it."""

    thing: str
    container: str
    kind: str
    since: datetime
    until: datetime | None
    amount: Amount | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Use:
    """What became of a part of a lot: `how` is the business step, `into` what was made of it."""

    how: str
    into: str = ""
    amount: Amount | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Balance:
    """What came to a holder of a lot and went from it; `why_not` where it cannot be added up."""

    thing: str
    holder: Party
    uses: tuple[Use, ...] = ()
    uom: str | None = None
    came: Decimal | None = None
    went: Decimal | None = None
    why_not: str = ""

    @property
    def rest(self) -> Decimal | None:
        if self.came is None or self.went is None:
            return None
        return self.came - self.went


@dataclass(frozen=True, kw_only=True, slots=True)
class Trace:
    """`is_complete` False: there is more than `limit`, narrow the question."""

    start: TraceThing
    things: Sequence[TraceThing]
    steps: Sequence[TraceStep]
    edges: Sequence[TraceEdge]
    facts: Sequence[Fact]
    suppliers: Sequence[Supplier]
    receipts: Sequence[Receipt]
    stays: Sequence[Stayed]
    balances: Sequence[Balance]
    unlotted: Sequence[TraceEdge]
    neighbours: Sequence[Neighbour]
    is_complete: bool
    limit: int

    @property
    def upstream(self) -> list[TraceThing]:
        return [thing for thing in self.things if thing.side == "upstream"]

    @property
    def downstream(self) -> list[TraceThing]:
        return [thing for thing in self.things if thing.side == "downstream"]

    @property
    def sisters(self) -> list[Receipt]:
        """Other places that received one of the lots."""
        return [receipt for receipt in self.receipts if not receipt.is_own]

    def facts_of(self, thing: str) -> list[Fact]:
        return [fact for fact in self.facts if fact.thing == thing]
