"""The four answers: what was served to whom, what can be stopped, what is where, who is behind.

Everything comes from the events and the names of people and products. Two facts stand in no event
and come from the kitchen's plan: which dishes belong to one meal, and what kind of meal it was.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal

from nguon.base import clock
from nguon.core.haccp import limits_in_force
from nguon.food.oversight.queries.behind import Behind, links_of
from nguon.food.oversight.queries.directory import Directory
from nguon.food.oversight.queries.four_answers_value import (
    FourAnswers,
    KeptSample,
    Received,
    Stock,
    Stoppable,
)
from nguon.food.oversight.queries.handlings import Handling, Parties, handlings_of, parties_of
from nguon.food.oversight.queries.names import Planned, ThingName, planned_dishes, thing_names
from nguon.food.oversight.queries.ranking import Case
from nguon.food.oversight.queries.served import Eaten, cases_of, meals_served
from nguon.food.oversight.queries.steps import Step, amounts_of, heated, made_elsewhere, steps_among
from nguon.food.oversight.queries.stock import (
    Moves,
    left,
    made_and_used,
    on_the_way,
    told_moves,
)
from nguon.food.oversight.queries.suspicion import Asked, SickStart, Start, asked_about
from nguon.food.oversight.queries.walk import Limits, Walked, walked
from nguon.food.trace.queries.scope import Scope, scope_of
from nguon.food.trace.queries.thing_facts import RECEIVING
from nguon.food.trace.queries.trace_value import Amount, Balance, Party
from nguon.ground.people.choices import PlaceKind
from nguon.ground.people.models import Place
from nguon.ground.people.queries import Principal

_HANDED_ON = frozenset({"inspecting"}) | RECEIVING | {"shipping", "departing"}


def four_answers(
    start: Start, *, principal: Principal, at: datetime, limits: Limits | None = None
) -> FourAnswers:
    """Raises `Missing` for what is unknown and for what the asker may not see, alike."""
    scope = scope_of(principal)
    asked = asked_about(start, scope=scope, at=at)
    found = walked(
        asked, scope=scope, limits=limits or Limits(), looks_elsewhere=_has_kitchen(scope)
    )
    told = _Told(asked, found, scope)
    sick = {case.meal_id: int(case.weight) for case in asked.cases or ()}
    eaten = meals_served(
        told.handlings,
        names=told.names,
        planned=told.planned,
        suspected=found.suspected,
        sick=sick if isinstance(start, SickStart) else {},
        directory=told.directory,
    )
    cases, weighed_by = _cases(asked, eaten)
    if isinstance(start, SickStart):
        weighed_by = "sick"
    links = links_of(told.behind(at), cases)
    stock = sorted(told.stock(), key=_stock_order)
    has_all = () if told.is_complete else ("events",)
    return FourAnswers(
        label=asked.label,
        at=at,
        served=[one.meal for one in eaten],
        stoppable=_stoppable(stock),
        on_hand=stock,
        samples=told.samples(),
        received=told.received(),
        lots=links.lots,
        suppliers=links.suppliers,
        cases=len(cases),
        weight=sum((case.weight for case in cases), Decimal(0)),
        weighed_by=weighed_by,
        limits=(*found.limits, *has_all),
        unmade=asked.unmade,
        by_name_only=tuple(sorted(told.names[n].uri for n in asked.by_name_only)),
    )


def _has_kitchen(scope: Scope) -> bool:
    kitchens = Place.objects.filter(kind=PlaceKind.KITCHEN, identifier__in=scope.uris)
    return scope.everything or kitchens.exists()


def _cases(asked: Asked, eaten: Sequence[Eaten]) -> tuple[list[Case], str]:
    if asked.cases is None:
        return cases_of(eaten)
    return [Case(case.numbers, case.weight) for case in asked.cases], "meals"


class _Told:
    """All that events tell of the walked things, read once."""

    def __init__(self, asked: Asked, found: Walked, scope: Scope) -> None:
        self.found, self.asked = found, asked
        self.handlings, self.is_complete = handlings_of(
            found.all, behind=found.behind, claimed=found.claimed, scope=scope
        )
        downstream = [n for n in found.all - found.behind - found.claimed if n > 0]
        self.rows = [*found.rows, *made_elsewhere(downstream, found.rows)]
        self.steps = steps_among(self.rows)
        holders = {one.holder for one in self.handlings}
        self.names: dict[int, ThingName] = thing_names(found.all | holders, claimed=found.claimed)
        self.planned: dict[str, Planned] = planned_dishes(self.names)
        self.parties: Parties = parties_of(
            {one.event for one in self.handlings if one.biz_step in _HANDED_ON}
        )
        self.own = scope.events_at_own_places(
            {one.event for one in self.handlings} | self.steps.keys()
        )
        self.directory = self._directory()
        self._held = _held(self.handlings)
        self._sampled = {
            dst: step
            for src, dst, event in found.rows
            if src < 0 and (step := self.steps.get(event)) and step.biz_step == "sampling"
        }

    def _directory(self) -> Directory:
        acts: list[Handling | Step] = [*self.handlings, *self.steps.values()]
        named = {one.uri for those in self.parties.values() for one in those}
        return Directory(
            named | {act.place for act in acts if act.place}, {act.tenant_id for act in acts}
        )

    def behind(self, at: datetime) -> Behind:
        return Behind(
            found=self.found,
            handlings=[one for one in self.handlings if one.thing in self.found.behind],
            parties=self.parties,
            steps=self.steps,
            heated=heated(self.steps, limits_in_force(clock.local_day(at))),
            names=self.names,
            dishes=frozenset(self.planned),
            samples=frozenset(self._sampled),
            directory=self.directory,
        )

    def received(self) -> list[Received]:
        return [
            Received(
                thing=self.names[one.thing].uri,
                name=self.names[one.thing].name,
                place=self.directory.holder(one.place, one.tenant_id),
                received_at=one.at,
                amount=None if one.quantity is None else Amount(one.quantity, one.uom),
                is_own=one.event in self.own,
            )
            for one in self.handlings
            if one.biz_step in RECEIVING and one.thing > 0
        ]

    def samples(self) -> list[KeptSample]:
        """What was asked about first, then the oldest: that is the next to be destroyed."""
        destroyed = {
            one.thing: one.at for one in reversed(self.handlings) if one.biz_step == "destroying"
        }
        dishes = {dst: src for src, dst, _ in self.found.rows if src > 0 > dst}
        made_by = {dst: src for src, dst, _ in self.found.rows if src < 0}
        kept = []
        for number, step in self._sampled.items():
            name = self.names[number]
            dish = dishes.get(made_by[number])
            kept.append(
                KeptSample(
                    uri=name.uri,
                    name=name.name,
                    label=name.label,
                    dish=self.names[dish].uri if dish in self.names else "",
                    place=self.directory.holder(step.place, step.tenant_id),
                    taken_at=step.at,
                    is_sealed=step.is_sealed,
                    is_held=(number, step.place) in self._held,
                    is_suspected=number in self.found.suspected,
                    destroyed_at=destroyed.get(number),
                )
            )
        return sorted(kept, key=lambda one: (not one.is_suspected, one.taken_at, one.uri))

    def stock(self) -> Iterable[Stock]:
        told = [one for one in self.handlings if one.event in self.own]
        for (number, uri), moves in self._moves(told).items():
            if number in self._sampled or number not in self.names:
                continue
            balance = left(moves, is_instance=self.names[number].kind == "instance")
            if balance is not None:
                yield self._stock(number, self.directory.holder_named(uri), balance)
        for number, holder, balance in on_the_way(self.handlings, self.parties, self.directory):
            if number in self.names:
                yield self._stock(number, holder, balance, is_on_the_way=True)

    def _moves(self, told: Sequence[Handling]) -> Moves:
        """Amounts are looked up only for what was not handed out or destroyed whole."""
        moves = told_moves(told, self.directory)
        own_rows = [row for row in self.rows if row[2] in self.own]
        ended = {key for key, those in moves.items() if any(move.is_end for move in those)}
        asked = [
            (thing, event)
            for src, dst, event in own_rows
            if (thing := max(src, dst)) not in self._sampled
            and (thing, self._holder(event)) not in ended
        ]
        amounts = amounts_of({thing for thing, _ in asked}, {event for _, event in asked})
        for key, those in made_and_used(own_rows, self.steps, amounts, self.directory).items():
            moves[key] += those
        return moves

    def _holder(self, event: int) -> str:
        step = self.steps[event]
        return self.directory.holder_uri(step.place, step.tenant_id)

    def _stock(
        self, number: int, holder: Party, balance: Balance, *, is_on_the_way: bool = False
    ) -> Stock:
        name = self.names[number]
        plan = self.planned.get(name.uri)
        return Stock(
            thing=name.uri,
            name=plan.dish if plan else name.name,
            holder=holder,
            is_dish=plan is not None,
            is_suspected=number in self.found.suspected,
            is_held=(number, holder.uri) in self._held,
            uom=balance.uom,
            came=balance.came,
            went=balance.went,
            why_not=balance.why_not,
            is_on_the_way=is_on_the_way,
        )


def _held(handlings: Iterable[Handling]) -> set[tuple[int, str | None]]:
    """Things with more holds than releases so far, by place: a hold holds in its kitchen."""
    holds: dict[tuple[int, str | None], int] = defaultdict(int)
    for one in handlings:
        key = one.thing, one.place
        if one.biz_step == "holding":
            holds[key] += 1
        elif one.biz_step == "storing":
            holds[key] = max(0, holds[key] - 1)
    return {key for key, count in holds.items() if count}


def _stock_order(one: Stock) -> tuple[bool, bool, str, str, str]:
    return not one.is_suspected, not one.is_dish, one.name, one.thing, one.holder.uri


def _stoppable(stock: Iterable[Stock]) -> list[Stoppable]:
    by_thing: dict[str, list[Stock]] = defaultdict(list)
    for one in stock:
        by_thing[one.thing].append(one)
    return [
        Stoppable(
            thing=thing,
            name=those[0].name,
            is_dish=those[0].is_dish,
            is_suspected=those[0].is_suspected,
            is_held=all(one.is_held for one in those),
            holders=tuple(dict.fromkeys(one.holder for one in those)),
        )
        for thing, those in by_thing.items()
    ]
