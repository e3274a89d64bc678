"""How far a recall reaches: everybody who received or holds the goods, and with how much.

Derived each time, so that a delivery which an offline phone hands in tomorrow widens the recall by
itself. Only for those who may see the whole province: a supplier must not learn whom its buyers
sell to, and a school not what is in the next one's store.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final
from uuid import UUID

from django.db import connection

from nguon.base.errors import Missing
from nguon.food.oversight.queries.four_answers import four_answers
from nguon.food.oversight.queries.four_answers_value import (
    FourAnswers,
    KeptSample,
    ServedMeal,
    Stock,
)
from nguon.food.oversight.queries.names import ThingName, thing_names
from nguon.food.oversight.queries.suspicion import (
    SupplierStart,
    ThingsStart,
    asked_about,
    numbers_of,
)
from nguon.food.oversight.queries.walk import Limits
from nguon.food.trace.queries.scope import EVERYTHING
from nguon.food.trace.queries.trace_value import Party
from nguon.ground.people.choices import PlaceKind
from nguon.ground.people.models import Organisation, Place
from nguon.ground.people.queries import Principal

WHOLE_PROVINCE: Final = Principal(
    person_id=None,
    organisation_ids=frozenset(),
    place_ids=frozenset(),
    sees_everything=True,
    label="recall",
)
_BY_NUMBER = "select uri from trace_node where id = any(%s) and kind in ('lot', 'instance')"


@dataclass(frozen=True, kw_only=True, slots=True)
class RecallStart:
    """Lots by name, or all that a supplier handed over from `since` to `until`; `without` some.

    A supplier's lots are looked up again each time: most lots get their number from the kitchen
    that receives them, so nobody can know them beforehand.
    """

    things: tuple[str, ...] = ()
    supplier_id: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None
    without: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True, slots=True)
class Recalled:
    """A lot that the recall is about. `by_name_only`: whoever sold it only has a name alike."""

    uri: str
    name: str
    label: str
    by_name_only: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class ScopeLot:
    """`came` and `left` None: nobody can tell; `why_not` says why for what is left."""

    uri: str
    name: str
    label: str
    is_dish: bool
    uom: str
    came: Decimal | None
    left: Decimal | None
    why_not: str = ""
    is_on_the_way: bool = False
    is_held: bool = False

    @property
    def used(self) -> Decimal | None:
        """Cooked, handed on, sent back or destroyed."""
        return None if self.came is None or self.left is None else self.came - self.left


@dataclass(frozen=True, kw_only=True, slots=True)
class ScopeParty:
    """A kitchen (`place`), an organisation, or somebody nobody registered: then both are None."""

    party: Party
    place: Place | None
    organisation: Organisation | None
    lots: tuple[ScopeLot, ...]
    meals: tuple[ServedMeal, ...]
    samples: tuple[KeptSample, ...]
    is_seller: bool
    """It handed over what is recalled."""

    @property
    def key(self) -> UUID | None:
        one = self.place or self.organisation
        return None if one is None else one.pk


@dataclass(frozen=True, kw_only=True, slots=True)
class Total:
    """Of one unit; `unknown` counts the lots of which nobody can tell what is left."""

    uom: str
    came: Decimal
    left: Decimal
    unknown: int


@dataclass(frozen=True, kw_only=True, slots=True)
class RecallScope:
    recalled: Sequence[Recalled]
    parties: Sequence[ScopeParty]
    answers: FourAnswers | None

    @property
    def kitchens(self) -> list[ScopeParty]:
        return [one for one in self.parties if one.place is not None]

    @property
    def organisations(self) -> list[ScopeParty]:
        return [one for one in self.parties if one.organisation is not None]

    @property
    def strangers(self) -> list[ScopeParty]:
        """Nobody can tell them through this house: they must be called."""
        return [one for one in self.parties if one.key is None]

    @property
    def portions(self) -> Decimal:
        return Decimal(0) if self.answers is None else self.answers.portions

    @property
    def totals(self) -> list[Total]:
        """Raw goods only: what was cooked of them is counted in their use already."""
        by_uom: dict[str, list[ScopeLot]] = defaultdict(list)
        for party in self.parties:
            for lot in party.lots:
                if not lot.is_dish and not party.is_seller:
                    by_uom[lot.uom].append(lot)
        return [
            Total(
                uom=uom,
                came=sum((lot.came for lot in lots if lot.came is not None), Decimal(0)),
                left=sum((lot.left for lot in lots if lot.left is not None), Decimal(0)),
                unknown=sum(lot.left is None for lot in lots),
            )
            for uom, lots in sorted(by_uom.items())
        ]


def recall_scope(start: RecallStart, *, at: datetime) -> RecallScope:
    """Empty where no event names any of the goods: nothing was received, as far as is known."""
    recalled = recalled_things(start, at=at)
    kept = tuple(one.uri for one in recalled if one.uri not in start.without)
    if not kept:
        return RecallScope(recalled=recalled, parties=(), answers=None)
    answers = four_answers(
        ThingsStart(kept), principal=WHOLE_PROVINCE, at=at, limits=Limits(elsewhere=0)
    )
    return RecallScope(
        recalled=recalled, parties=_Parties(answers, frozenset(kept)).parties(), answers=answers
    )


def recalled_things(start: RecallStart, *, at: datetime) -> list[Recalled]:
    uris, by_name = list(start.things), frozenset[str]()
    if start.supplier_id is not None:
        uris, by_name = _handed_over(start.supplier_id, start, at=at)
    numbers = numbers_of(uris)
    names = thing_names(numbers.values(), claimed=())
    found = [
        Recalled(uri=one.uri, name=one.name, label=one.label, by_name_only=one.uri in by_name)
        for one in names.values()
    ]
    return sorted(found, key=lambda one: (one.name, one.label, one.uri))


def _handed_over(
    supplier_id: UUID, start: RecallStart, *, at: datetime
) -> tuple[list[str], frozenset[str]]:
    until = start.until or at
    since = start.since or until - timedelta(days=30)
    days = -((since - until) // timedelta(days=1))
    try:
        asked = asked_about(
            SupplierStart(supplier_id, days=days),
            scope=EVERYTHING,
            at=since + timedelta(days),
        )
    except Missing:
        return [], frozenset()
    return _uris(asked.numbers), frozenset(_uris(asked.by_name_only))


def _uris(numbers: Iterable[int]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(_BY_NUMBER, [list(numbers)])
        return [uri for (uri,) in cursor.fetchall()]


class _Parties:
    """Gathers the answers by whom they concern."""

    def __init__(self, answers: FourAnswers, recalled: frozenset[str]) -> None:
        self.answers = answers
        self.stock: dict[tuple[str, str], list[Stock]] = defaultdict(list)
        self.came: dict[tuple[str, str], list[tuple[Decimal | None, str]]] = defaultdict(list)
        for one in answers.on_hand:
            if one.is_suspected:
                self.stock[one.holder.uri, one.thing].append(one)
        for got in answers.received:
            if got.is_suspected:
                amount = got.amount
                told = (None, "") if amount is None else (amount.quantity, amount.uom or "")
                self.came[got.place.uri, got.thing].append(told)
        self.sellers = {
            one.party.uri: [uri for uri in one.things if uri in recalled]
            for one in answers.suppliers
            if recalled.intersection(one.things)
        }
        self.names = _names({uri for _, uri in [*self.stock, *self.came]} | recalled)

    def parties(self) -> list[ScopeParty]:
        answers = self.answers
        parties: dict[str, Party] = {}
        for got in answers.received:
            if got.is_suspected:
                parties[got.place.uri] = got.place
        parties |= {one.holder.uri: one.holder for one in answers.on_hand if one.is_suspected}
        parties |= {one.place.uri: one.place for one in answers.served if one.is_suspected}
        parties |= {one.place.uri: one.place for one in self._samples()}
        parties |= {
            one.party.uri: one.party for one in answers.suppliers if one.party.uri in self.sellers
        }
        return self._joined(parties)

    def _joined(self, parties: Mapping[str, Party]) -> list[ScopeParty]:
        """What stands at a warehouse is its organisation's to answer for."""
        places = Place.objects.filter(identifier__in=parties).select_related(
            "organisation", "commune"
        )
        by_uri = {place.identifier: place for place in places}
        organisations = {
            one.identifier: one for one in Organisation.objects.filter(identifier__in=parties)
        }
        groups: dict[object, list[str]] = defaultdict(list)
        for uri in parties:
            place = by_uri.get(uri)
            is_kitchen = place is not None and place.kind == PlaceKind.KITCHEN
            owner = place.organisation if place and not is_kitchen else organisations.get(uri)
            groups[place.pk if place and is_kitchen else owner.pk if owner else uri].append(uri)
        known = {one.pk: one for one in organisations.values()}
        known |= {one.organisation_id: one.organisation for one in by_uri.values()}
        kitchens = {one.pk: one for one in by_uri.values()}
        found = [
            self._party(
                [parties[uri] for uri in uris],
                place=kitchens.get(key) if isinstance(key, UUID) else None,
                organisation=known.get(key) if isinstance(key, UUID) else None,
            )
            for key, uris in groups.items()
        ]
        return sorted(found, key=_order)

    def _party(
        self, parties: Sequence[Party], *, place: Place | None, organisation: Organisation | None
    ) -> ScopeParty:
        uris = [party.uri for party in parties]
        things = [thing for uri, thing in dict.fromkeys([*self.came, *self.stock]) if uri in uris]
        sold = [thing for uri in uris for thing in self.sellers.get(uri, ())]
        lots = [self._lot(thing, uris) for thing in dict.fromkeys([*things, *sold])]
        if organisation is not None:
            name = organisation.display_name
            told = Party(organisation.identifier, name, name)
        else:
            told = parties[0]
        return ScopeParty(
            party=told,
            place=place,
            organisation=organisation,
            lots=tuple(sorted(lots, key=lambda lot: (lot.is_dish, lot.name, lot.uri))),
            meals=tuple(
                one for one in self.answers.served if one.is_suspected and one.place.uri in uris
            ),
            samples=tuple(one for one in self._samples() if one.place.uri in uris),
            is_seller=any(uri in self.sellers for uri in uris),
        )

    def _lot(self, thing: str, holders: Sequence[str]) -> ScopeLot:
        name = self.names[thing]
        stock = [one for uri in holders for one in self.stock.get((uri, thing), ())]
        came = [told for uri in holders for told in self.came.get((uri, thing), ())]
        uoms = {uom for _, uom in came} | {one.uom or "" for one in stock if one.came is not None}
        is_known = len(uoms) <= 1 and all(quantity is not None for quantity, _ in came)
        rests = [one.rest for one in stock]
        total = sum((quantity for quantity, _ in came if quantity is not None), Decimal(0))
        if not came and stock:
            total = sum((one.came for one in stock if one.came is not None), Decimal(0))
        rest = sum((one for one in rests if one is not None), Decimal(0))
        can_tell = is_known and None not in rests
        return ScopeLot(
            uri=thing,
            name=stock[0].name if stock else name.name,
            label=name.label,
            is_dish=any(one.is_dish for one in stock),
            uom=next(iter(uoms), ""),
            came=total if is_known and (came or can_tell) and (came or stock) else None,
            left=rest if can_tell and (came or stock) else None,
            why_not=next((one.why_not for one in stock if one.why_not), ""),
            is_on_the_way=any(one.is_on_the_way for one in stock),
            is_held=bool(stock) and all(one.is_held for one in stock),
        )

    def _samples(self) -> list[KeptSample]:
        return [one for one in self.answers.samples_left if one.is_suspected]


def _names(uris: Iterable[str]) -> dict[str, ThingName]:
    numbers = numbers_of(list(uris))
    return {one.uri: one for one in thing_names(numbers.values(), claimed=()).values()}


def _order(one: ScopeParty) -> tuple[bool, bool, str, str]:
    return one.place is None, one.organisation is None, one.party.name, one.party.uri
