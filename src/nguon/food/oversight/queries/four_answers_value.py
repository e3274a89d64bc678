"""The four answers of the worst day as plain values: who, what can be stopped, where, from whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from nguon.food.trace.queries.trace_value import Amount, Party


@dataclass(frozen=True, kw_only=True, slots=True)
class ServedDish:
    uri: str
    name: str
    portions: Decimal | None
    is_suspected: bool
    """Made of what was asked about, or asked about itself; else it only shares a lot with it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ServedMeal:
    """Food was handed out at one place. `meal_id`, `kind` and `planned_for` are the kitchen's."""

    place: Party
    served_at: datetime
    events: tuple[int, ...]
    dishes: tuple[ServedDish, ...]
    meal_id: UUID | None = None
    kind: str = ""
    planned_for: datetime | None = None
    sick: int = 0

    @property
    def portions(self) -> Decimal | None:
        """Of the dish most handed out: all dishes of a meal go to the same people."""
        known = [dish.portions for dish in self.dishes if dish.portions is not None]
        return max(known) if known else None

    @property
    def is_suspected(self) -> bool:
        return any(dish.is_suspected for dish in self.dishes)


@dataclass(frozen=True, kw_only=True, slots=True)
class Stock:
    """What one holder should still have. `rest` None: `why_not` says why nobody can tell.

    `is_on_the_way`: shipped to the holder, and the holder has not said that it came.
    """

    thing: str
    name: str
    holder: Party
    is_dish: bool
    is_suspected: bool
    is_held: bool
    uom: str | None = None
    came: Decimal | None = None
    went: Decimal | None = None
    why_not: str = ""
    is_on_the_way: bool = False

    @property
    def rest(self) -> Decimal | None:
        return None if self.came is None or self.went is None else self.came - self.went


@dataclass(frozen=True, kw_only=True, slots=True)
class Stoppable:
    """A dish or lot of which something may be left; `is_held` if it is held wherever it is."""

    thing: str
    name: str
    is_dish: bool
    is_suspected: bool
    is_held: bool
    holders: tuple[Party, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptSample:
    uri: str
    name: str
    label: str
    dish: str
    place: Party
    taken_at: datetime
    is_sealed: bool | None
    is_held: bool
    is_suspected: bool
    destroyed_at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Received:
    """A place received one of the lots. Not `is_own`: what became of it is not ours to see."""

    thing: str
    name: str
    place: Party
    received_at: datetime
    amount: Amount | None
    is_own: bool
    is_suspected: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class HeatProof:
    """A core reading at or above the limit, in an event that a kitchen's person recorded."""

    event_id: str
    celsius: Decimal
    place: Party
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """How much of the sick meals something reaches.

    `share` counts each meal reached; `heated_share` is the part of it reached only through a
    proven core reading, and `score` counts that part less. Both are shown, none is hidden.
    """

    reached: int
    share: Decimal
    heated_share: Decimal
    score: Decimal
    proofs: tuple[HeatProof, ...] = ()

    @property
    def discount(self) -> Decimal:
        return self.share - self.score

    @property
    def is_common(self) -> bool:
        """Every sick meal leads here."""
        return self.reached > 0 and self.share == 1


@dataclass(frozen=True, kw_only=True, slots=True)
class LotLink:
    thing: str
    name: str
    label: str
    is_dish: bool
    standing: Standing
    suppliers: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class SupplierLink:
    """One real actor under all its names; `alike` are registered actors of the same name."""

    party: Party
    names: tuple[str, ...]
    alike: tuple[str, ...]
    standing: Standing
    things: tuple[str, ...]

    @property
    def called(self) -> str:
        """Under every name: whoever reads one must know that the other is the same."""
        return " = ".join(dict.fromkeys((self.party.name, *self.names)))


@dataclass(frozen=True, kw_only=True, slots=True)
class Totals:
    """How long the lists are, by what is in them."""

    meals: int
    """At which something was eaten that was asked about."""
    meals_beside: int
    """At which only something was eaten that shares a lot with it."""
    dishes: int
    """Not handed out yet, as far as was told."""
    goods: int
    """Lots of which something may be left."""
    not_held: int
    """Of those dishes and goods, the ones that somebody may still use."""
    holders: int
    untold: int
    """Lines on hand of which nobody can tell how much is left."""
    on_the_way: int
    samples: int
    """Boxes that were not destroyed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FourAnswers:
    """`limits` names what ended early: upstream, downstream, earlier, elsewhere, events.

    With `earlier` only goods were followed to their meals whose delivery was recorded after
    `followed_since`.

    `weighed_by` says what shares are shares of: the sick, or portions, where nobody counted yet.
    `unmade` are dishes asked about of which no event tells that they were cooked.
    `by_name_only` are lots counted in because a stranger's name is one of the supplier's.

    Long lists are `Listed`: each value is made when it is looked at, so a first page costs little.
    """

    label: str
    at: datetime
    served: Sequence[ServedMeal]
    stoppable: Sequence[Stoppable]
    on_hand: Sequence[Stock]
    samples: Sequence[KeptSample]
    received: Sequence[Received]
    lots: Sequence[LotLink]
    suppliers: Sequence[SupplierLink]
    cases: int
    weight: Decimal
    weighed_by: str
    kitchens: int
    """Places that handed out what was asked about."""
    portions: Decimal
    """Handed out of what was asked about, as far as it was counted."""
    totals: Totals
    limits: tuple[str, ...] = ()
    unmade: tuple[str, ...] = ()
    by_name_only: tuple[str, ...] = ()
    followed_since: datetime | None = None

    @property
    def is_complete(self) -> bool:
        return not self.limits

    @property
    def samples_left(self) -> list[KeptSample]:
        return [sample for sample in self.samples if sample.destroyed_at is None]
