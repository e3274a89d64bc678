"""Suppliers and lots behind the sick meals, in the order of how many each reaches."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from nguon.food.oversight.queries.directory import Directory, LegalNames
from nguon.food.oversight.queries.four_answers_value import (
    HeatProof,
    LotLink,
    Standing,
    SupplierLink,
)
from nguon.food.oversight.queries.handlings import MAKING, SHIPPING, Handling, Parties
from nguon.food.oversight.queries.listed import Listed
from nguon.food.oversight.queries.names import ThingName
from nguon.food.oversight.queries.ranking import (
    NOTHING,
    Bits,
    Case,
    Score,
    bits_upstream,
    places_of,
    score_of,
    together,
)
from nguon.food.oversight.queries.steps import Step
from nguon.food.oversight.queries.uses import Use
from nguon.food.oversight.queries.walk import Walked
from nguon.food.trace.queries.thing_facts import RECEIVING
from nguon.food.trace.queries.trace_graph import Row
from nguon.food.trace.queries.trace_value import Party

_HANDED_OVER = RECEIVING | SHIPPING | {"inspecting"}
MOST_PROOFS: Final = 20
"""Readings shown with one link; the shares count all."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Behind:
    """`handlings` are those of the things behind; `heated` the proven readings by event.

    `rows` are the edges among all that was walked.
    """

    found: Walked
    rows: Sequence[Row]
    handlings: Sequence[Handling]
    parties: Parties
    uses: Mapping[int, Use]
    steps: Mapping[int, Step]
    heated: Mapping[int, Decimal]
    names: Mapping[int, ThingName]
    dishes: Collection[int]
    samples: Collection[int]
    directory: Directory


@dataclass(frozen=True, slots=True)
class Links:
    lots: Sequence[LotLink]
    suppliers: list[SupplierLink]


@dataclass(slots=True)
class _Seller:
    party: Party
    things: set[int]
    strangers: set[str]


def links_of(behind: Behind, cases: Sequence[Case]) -> Links:
    """Common links first; of equals, what more meals reach, then by name."""
    bits = bits_upstream(behind.rows, cases, heated=behind.heated) if cases else {}
    scores = _Scores(behind, [case.weight for case in cases])
    sellers = _sellers(behind)
    of_thing: dict[int, list[str]] = defaultdict(list)
    for actor, seller in sellers.items():
        for thing in seller.things:
            of_thing[thing].append(actor)
    hidden = {dst for src, dst, _ in behind.rows if src > 0 and dst > 0} | set(behind.samples)
    lots = [
        (scores.order_of(bits.get(number, NOTHING)), behind.names[number], number)
        for number in behind.found.behind - hidden
        if number in behind.names and behind.names[number].kind in ("lot", "instance")
    ]
    lots.sort(key=lambda one: (one[0], one[1].name, one[1].uri))

    def link(one: tuple[object, ThingName, int]) -> LotLink:
        _, name, number = one
        return LotLink(
            thing=name.uri,
            name=name.name,
            label=name.label,
            is_dish=number in behind.dishes,
            standing=scores.of(bits.get(number, NOTHING)),
            suppliers=tuple(sorted(of_thing[number])),
        )

    return Links(Listed(lots, link), _supplier_links(sellers, behind, bits, scores))


class _Scores:
    """Many lots have the same bits: each is weighed once. What is shown is made when asked for."""

    def __init__(self, behind: Behind, weights: Sequence[Decimal]) -> None:
        self._behind, self._weights = behind, weights
        self._total = sum(weights, Decimal(0))
        self._heated = sorted(behind.heated)
        self._known: dict[Bits, Score] = {}

    def order_of(self, bits: Bits) -> tuple[Decimal, Decimal]:
        score = self._score(bits)
        return -score.score, -score.share

    def of(self, bits: Bits) -> Standing:
        score = self._score(bits)
        places = places_of(bits.heat)[:MOST_PROOFS] if score.heated_share else []
        return Standing(
            reached=score.reached,
            share=score.share,
            heated_share=score.heated_share,
            score=score.score,
            proofs=tuple(_proof(self._behind, self._heated[place]) for place in places),
        )

    def _score(self, bits: Bits) -> Score:
        if bits not in self._known:
            self._known[bits] = score_of(bits, self._weights, total=self._total)
        return self._known[bits]


def _proof(behind: Behind, event: int) -> HeatProof:
    step = behind.steps[event]
    place = behind.directory.holder(step.place, step.tenant)
    return HeatProof(event_id=step.event_id, celsius=behind.heated[event], place=place, at=step.at)


def _order(standing: Standing) -> tuple[Decimal, Decimal]:
    return -standing.score, -standing.share


def _supplier_links(
    sellers: Mapping[str, _Seller], behind: Behind, bits: Mapping[int, Bits], scores: _Scores
) -> list[SupplierLink]:
    strangers = {name for seller in sellers.values() for name in seller.strangers}
    names = LegalNames(sellers.keys(), strangers)
    found = []
    for actor, seller in sellers.items():
        said = sorted(seller.strangers)
        found.append(
            SupplierLink(
                party=seller.party,
                names=names.of(actor) or tuple(said),
                alike=tuple(dict.fromkeys(one for name in said for one in names.alike(name))),
                standing=scores.of(together(bits, seller.things)),
                things=tuple(sorted(behind.names[number].uri for number in seller.things)),
            )
        )
    return sorted(found, key=lambda one: (*_order(one.standing), one.party.name, one.party.uri))


def _sellers(behind: Behind) -> dict[str, _Seller]:
    """By the real actor: who handed over, shipped, or made what left its hands.

    Whoever sent goods back is no supplier of them.
    """
    sellers: dict[str, _Seller] = {}

    def add(party: Party, thing: int, *, stranger: str = "") -> None:
        actor = behind.directory.actor(party.uri)
        seller = sellers.setdefault(actor, _Seller(party, set(), set()))
        seller.things.add(thing)
        if stranger:
            seller.strangers.add(stranger)

    told = [
        one
        for one in behind.handlings
        if one.thing in behind.names and one.disposition != "returned"
    ]
    moved = {one.thing for one in told if one.biz_step in RECEIVING | SHIPPING}
    for one in told:
        if one.biz_step in _HANDED_OVER:
            for source in behind.parties.get((one.event, "source"), ()):
                party = behind.directory.party(source.uri, said=source.said)
                add(party, one.thing, stranger="" if party.is_known else source.said)
        is_making = one.biz_step in MAKING and one.action == "ADD" and one.thing in moved
        if is_making or one.biz_step in SHIPPING:
            add(behind.directory.organisation(one.tenant), one.thing)
    for party, thing in _makers(behind, moved):
        add(party, thing)
    return sellers


def _makers(behind: Behind, moved: Collection[int]) -> Iterable[tuple[Party, int]]:
    """Makers of what was shipped or received, or was used by somebody else."""
    of_behind, uses = behind.found.behind, behind.uses
    users: dict[int, set[str]] = defaultdict(set)
    for src, dst, event in behind.rows:
        if src > 0 > dst and src in of_behind and event in uses:
            users[src].add(uses[event].tenant)
    for src, dst, event in behind.rows:
        if src < 0 < dst and dst in of_behind and event in uses:
            maker = uses[event].tenant
            if dst in moved or users[dst] - {maker}:
                yield behind.directory.organisation(maker), dst
