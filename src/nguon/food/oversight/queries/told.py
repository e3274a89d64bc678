"""All that events tell of the things of a walk, read once."""

from collections.abc import Collection, Sequence
from datetime import datetime

from nguon.base import clock
from nguon.core.haccp import limits_in_force
from nguon.food.kitchen.queries.held_at import HeldAt, held_at
from nguon.food.oversight.queries.behind import Behind
from nguon.food.oversight.queries.directory import Directory
from nguon.food.oversight.queries.four_answers_value import KeptSample, Received
from nguon.food.oversight.queries.handlings import (
    SERVING,
    Handling,
    Parties,
    handlings_of,
    held_by_events,
    parties_of,
)
from nguon.food.oversight.queries.listed import Listed
from nguon.food.oversight.queries.names import Planned, ThingName, planned_dishes, thing_names
from nguon.food.oversight.queries.samples import sampled_among
from nguon.food.oversight.queries.served import Meal, dish_of, meals_served
from nguon.food.oversight.queries.steps import Step, heated, measured_steps
from nguon.food.oversight.queries.stock import Left, left_over, on_the_way
from nguon.food.oversight.queries.stock_list import StockList
from nguon.food.oversight.queries.suspicion import Asked
from nguon.food.oversight.queries.uses import uses_of
from nguon.food.oversight.queries.walk import Walked
from nguon.food.trace.queries.scope import Scope
from nguon.food.trace.queries.thing_facts import RECEIVING
from nguon.food.trace.queries.trace_graph import Row

_HANDED_ON = frozenset({"inspecting"}) | RECEIVING | {"shipping", "departing"}


class Told:
    """Order matters: who is looked up depends on what was told."""

    def __init__(self, asked: Asked, found: Walked, scope: Scope, *, at: datetime) -> None:
        self.found = found
        self.handlings, self.is_complete = handlings_of(
            found.all, behind=found.behind, claimed=found.claimed, scope=scope
        )
        holders = {one.holder for one in self.handlings}
        self.names: dict[int, ThingName] = thing_names(found.all | holders, claimed=found.claimed)
        edges = found.edges()
        self.uses = uses_of(edges, scope=scope)
        self.sampled = sampled_among(edges, self.uses, walked=found.all)
        self.parties: Parties = parties_of(
            {one.event for one in self.handlings if one.biz_step in _HANDED_ON}
        )
        walk = found.all
        self.rows: list[Row] = [row for row in edges if row[0] in walk and row[1] in walk]
        self.rows += found.inside
        self.steps: dict[int, Step] = self._measured() if self._has_cases(asked) else {}
        self.directory = self._directory()
        self._left = self._left_over(edges)
        self.planned: dict[int, Planned] = planned_dishes(self._maybe_dishes())
        self._reached = self._held_at(scope, at)
        self._held = self._things_held()
        self._held_boxes: set[int] = set()
        self._destroyed = {
            one.thing: one.at
            for one in reversed(self.handlings)
            if one.biz_step == "destroying" and one.thing in self.sampled
        }

    def _has_cases(self, asked: Asked) -> bool:
        """Without a sick meal nothing runs upstream."""
        suspected = self.found.suspected
        return bool(asked.cases) or any(
            one.biz_step in SERVING and one.thing in suspected for one in self.handlings
        )

    def _measured(self) -> dict[int, Step]:
        near = self.found.behind | self.found.suspected
        steps = {event for src, dst, event in self.rows if (src in near) and (dst in near)}
        return measured_steps(
            one for one in steps if one in self.uses and self.uses[one].is_measured
        )

    def _directory(self) -> Directory:
        places = {one.uri for those in self.parties.values() for one in those}
        places |= {one.place for one in self.handlings if one.place}
        places |= {use.place for use in self.uses.values() if use.place}
        tenants = {one.tenant for one in self.handlings}
        return Directory(places, tenants | {use.tenant for use in self.uses.values()})

    def _maybe_dishes(self) -> set[int]:
        """Whatever else it is, a dish shows up here."""
        served = {dish_of(one) for one in self.handlings if one.biz_step in SERVING}
        return served | {one.thing for one in self._left} | self.found.behind

    def _left_over(self, edges: Sequence[Row]) -> list[Left]:
        """Samples are no stock: they have a list of their own."""
        instances = {number for number, name in self.names.items() if name.kind == "instance"}
        own = left_over(
            self.handlings,
            [row for row in edges if row[1] not in self.sampled],
            self.uses,
            instances=instances,
            directory=self.directory,
        )
        kept = [one for one in own if one.thing not in self.sampled and one.thing in self.names]
        going = on_the_way(self.handlings, self.parties, self.directory)
        return kept + [one for one in going if one.thing in self.names]

    def _held_at(self, scope: Scope, at: datetime) -> HeldAt:
        known = {one.holder for one in self._left} | {box.place for box in self.sampled.values()}
        places = {uri for uri in known if uri and (scope.everything or uri in scope.uris)}
        return held_at(places, goods={self.names[one.thing].uri for one in self._left}, at=at)

    def _things_held(self) -> set[tuple[int, str | None]]:
        """By an event, or because an open hold reaches them, which no event need tell.

        Of boxes only what events tell; what holds reach is looked up for those that are shown.
        """
        reached = self._reached
        goods = {(one.thing, one.holder) for one in self._left}
        meals = {(place, str(meal)) for place, meal in reached.meals}
        dishes = (one for one in goods if meals and one[0] in self.planned)
        return {
            *held_by_events(self.handlings),
            *(one for one in goods if (one[1], self.names[one[0]].uri) in reached.lots),
            *(one for one in dishes if (one[1], self.planned[one[0]].meal) in meals),
        }

    def _look_for_holds(self, numbers: Collection[int]) -> None:
        boxes = {self.names[number].uri: number for number in numbers}
        self._held_boxes |= {boxes[uri] for uri in self._reached.boxes_among(boxes.keys())}

    def uris(self, numbers: Collection[int]) -> tuple[str, ...]:
        return tuple(sorted(self.names[number].uri for number in numbers))

    def holder_of(self, one: Handling) -> str:
        return self.directory.holder_uri(one.place, one.tenant)

    def meals(self) -> list[Meal]:
        return meals_served(
            self.handlings,
            names=self.names,
            planned=self.planned,
            suspected=self.found.suspected,
            directory=self.directory,
        )

    def behind(self, at: datetime) -> Behind:
        return Behind(
            found=self.found,
            rows=self.rows,
            handlings=[one for one in self.handlings if one.thing in self.found.behind],
            parties=self.parties,
            uses=self.uses,
            steps=self.steps,
            heated=heated(self.steps, limits_in_force(clock.local_day(at))),
            names=self.names,
            dishes=self.planned.keys(),
            samples=self.sampled.keys(),
            directory=self.directory,
        )

    def stock(self) -> StockList:
        return StockList(
            self._left,
            names=self.names,
            planned=self.planned,
            suspected=self.found.suspected,
            held=self._held,
            directory=self.directory,
        )

    def received(self) -> Sequence[Received]:
        told = [one for one in self.handlings if one.biz_step in RECEIVING and one.thing > 0]
        return Listed(told, self._received)

    def _received(self, one: Handling) -> Received:
        return Received(
            thing=self.names[one.thing].uri,
            name=self.names[one.thing].name,
            place=self.directory.holder(one.place, one.tenant),
            received_at=one.at,
            amount=one.amount,
            is_own=one.is_own,
            is_suspected=one.thing in self.found.suspected,
        )

    def samples(self) -> Sequence[KeptSample]:
        """What was asked about first, then the oldest: that is the next to be destroyed."""
        suspected = self.found.suspected
        order = sorted(
            self.sampled,
            key=lambda n: (n not in suspected, self.sampled[n].taken_at, self.names[n].uri),
        )

        def kept(number: int) -> KeptSample:
            name, box = self.names[number], self.sampled[number]
            return KeptSample(
                uri=name.uri,
                name=name.name,
                label=name.label,
                dish=self.names[box.dish].uri if box.dish in self.names else "",
                place=self.directory.holder(box.place, box.tenant),
                taken_at=box.taken_at,
                is_sealed=box.is_sealed,
                is_held=number in self._held_boxes or (number, box.place) in self._held,
                is_suspected=number in suspected,
                destroyed_at=self._destroyed.get(number),
            )

        return Listed(order, kept, before=self._look_for_holds)

    def samples_left(self) -> int:
        """Boxes that were not destroyed."""
        return len(self.sampled) - len(self._destroyed)
