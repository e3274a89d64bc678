"""Random supply networks, and a storyteller who answers by hand what `four_answers` asks of SQL.

The storyteller plays the events in order of time with plain sets: what lies in which crate, what
went into what, where it was handed out. Reach is a depth-first walk for each question; nothing is
shared with the code under test.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from nguon.core.epcis import (
    AggregationEvent,
    BizLocation,
    Destination,
    Event,
    ObjectEvent,
    QuantityElement,
    Source,
    TransformationEvent,
)

START = datetime(2026, 11, 2, tzinfo=UTC)
HOST = "https://bep.example"
LOTS = [f"{HOST}/class/lot-{n}" for n in range(5)]
DISHES = [f"{HOST}/class/mon-{n}" for n in range(3)]
CRATES = [f"{HOST}/obj/thung-{n}" for n in range(2)]
KITCHENS = [f"{HOST}/loc/bep-{n}" for n in range(2)]
TRADERS = [f"{HOST}/loc/buon-{n}" for n in range(2)]
CORE = Decimal("81.5")


@dataclass(frozen=True)
class Told:
    """An event with what the storyteller needs to know of it."""

    event: Event
    is_hot: bool = False
    is_wrong: bool = False
    """Declared erroneous afterwards."""
    instead: Event | None = None
    """What the declaration names as its corrective event; none, if nothing of it happened."""


def kilos(lots: Iterable[str], amount: int | None) -> tuple[QuantityElement, ...]:
    if amount is None:
        return tuple(QuantityElement(lot) for lot in sorted(lots))
    return tuple(QuantityElement(lot, Decimal(amount), "KGM") for lot in sorted(lots))


@st.composite
def networks(draw: st.DrawFn) -> list[Told]:
    """Events one minute apart: deliveries, splits, merges, repacks, returns, meals, samples."""
    kinds = ["deliver", "deliver", "make", "make", "repack", "pack", "unpack", "serve", "serve"]
    kinds += ["sample", "destroy", "hold", "release", "return", "ship"]
    told = []
    for minute in range(draw(st.integers(3, 16))):
        kind, wrong = draw(st.sampled_from(kinds)), draw(st.integers(0, 15))
        instead = None
        if wrong == 0:
            corrected = _event(draw, kind, minute)
            instead = replace(corrected, event_id=f"urn:uuid:{UUID(int=minute + 501)}")
        told.append(
            Told(
                _event(draw, kind, minute),
                is_hot=draw(st.booleans()),
                is_wrong=wrong <= 1,
                instead=instead,
            )
        )
    return told


def _event(draw: st.DrawFn, kind: str, minute: int) -> Event:  # noqa: C901 one branch a kind
    kitchen, trader = draw(st.sampled_from(KITCHENS)), draw(st.sampled_from(TRADERS))
    lots = draw(st.sets(st.sampled_from(LOTS), min_size=1, max_size=2))
    dish, crate = draw(st.sampled_from(DISHES)), draw(st.sampled_from(CRATES))
    amount = draw(st.sampled_from([None, 1, 2, 4]))
    by_crate = draw(st.integers(0, 3)) == 0
    members: dict[str, Any] = {
        "event_time": START + timedelta(minutes=minute),
        "event_id": f"urn:uuid:{UUID(int=minute + 1)}",
        "biz_location": BizLocation(kitchen),
    }
    # Every sample has a number of its own; a box's own number may come again, and is a limit.
    taken = minute if kind == "sample" else draw(st.integers(0, minute))
    sample = f"{HOST}/obj/mau-{taken}"
    goods = {"epc_list": (crate,)} if by_crate else {"quantity_list": kilos(lots, amount)}
    match kind:
        case "deliver":
            parties = {"source_list": (Source("possessing_party", trader),)}
            return _seen(members, "receiving", **goods, **parties)
        case "ship":
            parties = {"destination_list": (Destination("owning_party", kitchen),)}
            members["biz_location"] = BizLocation(trader)
            return _seen(members, "shipping", **goods, **parties)
        case "return":
            parties = {"destination_list": (Destination("possessing_party", trader),)}
            returned = {"disposition": "returned"} | parties
            return _seen(members, "shipping", quantity_list=kilos(lots, amount), **returned)
        case "make" | "repack":
            made = (QuantityElement(dish, Decimal(90)),)
            if kind == "repack":
                made = kilos(draw(st.sets(st.sampled_from(LOTS), min_size=1, max_size=2)), amount)
            return TransformationEvent(
                **members,
                biz_step="creating_class_instance" if kind == "make" else "commissioning",
                input_epc_list=(crate,) if by_crate else (),
                input_quantity_list=kilos(lots, amount),
                output_quantity_list=made,
            )
        case "pack" | "unpack":
            other = draw(st.sampled_from(CRATES))
            return AggregationEvent(
                **members,
                action="ADD" if kind == "pack" else "DELETE",
                parent_id=crate,
                child_epcs=(other,) if by_crate and other != crate else (),
                child_quantity_list=kilos(lots, None),
            )
        case "serve":
            dishes = (QuantityElement(dish, Decimal(draw(st.integers(1, 90)))),)
            if by_crate:
                return _seen(members, "dispensing", epc_list=(crate,), quantity_list=dishes)
            return _seen(members, "dispensing", quantity_list=dishes)
        case "sample":
            return TransformationEvent(
                **members,
                biz_step="sampling",
                input_quantity_list=(QuantityElement(dish, Decimal(100), "GRM"),),
                output_epc_list=(sample,),
            )
        case "destroy":
            return _seen(members, "destroying", action="DELETE", epc_list=(sample,))
        case _:
            step = "holding" if kind == "hold" else "storing"
            held = (QuantityElement(dish), *kilos(lots, None))
            return _seen(members, step, epc_list=(sample,), quantity_list=held)


def _seen(members: dict[str, Any], step: str, *, action: Any = "OBSERVE", **more: Any) -> Event:
    return ObjectEvent(**members, action=action, biz_step=step, **more)


def made_of(lots: Sequence[str], made: Sequence[str], *, minute: int) -> TransformationEvent:
    return TransformationEvent(
        event_time=START + timedelta(minutes=minute),
        biz_step="commissioning",
        biz_location=BizLocation(KITCHENS[0]),
        input_quantity_list=kilos(lots, 1),
        output_quantity_list=kilos(made, 1),
    )


def packed(crate: str, thing: str, *, minute: int) -> AggregationEvent:
    is_crate = thing in CRATES
    return AggregationEvent(
        event_time=START + timedelta(minutes=minute),
        biz_location=BizLocation(KITCHENS[0]),
        action="ADD",
        parent_id=crate,
        child_epcs=(thing,) if is_crate else (),
        child_quantity_list=() if is_crate else kilos([thing], None),
    )


def served(crate: str, lot: str, *, minute: int) -> Event:
    members = {
        "event_time": START + timedelta(minutes=minute),
        "biz_location": BizLocation(KITCHENS[0]),
    }
    goods = {"epc_list": (crate,), "quantity_list": (QuantityElement(lot, Decimal(30)),)}
    return _seen(members, "dispensing", **goods)


Edge = tuple[str, str]


@dataclass
class Seen:
    """Something that an event said of a thing, or of the crate it lay in then."""

    thing: str
    event: ObjectEvent
    quantity: Decimal | None = None
    uom: str | None = None

    @property
    def place(self) -> str:
        return str(self.event.biz_location.id) if self.event.biz_location else ""


@dataclass
class Storyteller:
    """`edges` join things to the id of their event; `hot` are those into a proven cooking."""

    edges: set[Edge] = field(default_factory=set)
    hot: set[Edge] = field(default_factory=set)
    seen: list[Seen] = field(default_factory=list)
    made: dict[str, TransformationEvent] = field(default_factory=dict)

    def hear(self, told: Sequence[Told]) -> "Storyteller":
        inside: dict[str, set[str]] = {crate: set() for crate in CRATES}
        used: set[str] = set()
        for one in told:
            event = one.instead if one.is_wrong else one.event
            if isinstance(event, AggregationEvent):
                self._pack(event, inside, used)
            elif isinstance(event, ObjectEvent):
                self._see(event, inside)
            elif isinstance(event, TransformationEvent):
                self._make(event, inside, used, is_hot=one.is_hot)
        return self

    def after(self, things: Iterable[str]) -> set[str]:
        return self._walk(things, {(src, dst) for src, dst in self.edges})

    def before(self, things: Iterable[str]) -> set[str]:
        return self._walk(things, {(dst, src) for src, dst in self.edges})

    def reaches(self, thing: str, goals: Iterable[str], *, raw: bool) -> bool:
        edges = self.edges - self.hot if raw else self.edges
        return bool(self._walk([thing], edges) & set(goals))

    def _walk(self, starts: Iterable[str], edges: set[Edge]) -> set[str]:
        found: set[str] = set()
        todo = list(starts)
        while todo:
            here = todo.pop()
            if here not in found:
                found.add(here)
                todo += [end for start, end in edges if start == here]
        return found

    def _see(self, event: ObjectEvent, inside: dict[str, set[str]]) -> None:
        named = {q.epc_class for q in event.quantity_list} | set(event.epc_list)
        self.seen += [Seen(q.epc_class, event, q.quantity, q.uom) for q in event.quantity_list]
        self.seen += [Seen(thing, event) for thing in event.epc_list]
        carried = set().union(*(self._all_in(thing, inside) for thing in event.epc_list), set())
        self.seen += [Seen(thing, event) for thing in carried - named]

    def _make(
        self,
        event: TransformationEvent,
        inside: dict[str, set[str]],
        used: set[str],
        *,
        is_hot: bool,
    ) -> None:
        step = str(event.event_id)
        drawn = {q.epc_class for q in event.input_quantity_list}
        for crate in event.input_epc_list:
            drawn |= {crate} | self._all_in(crate, inside)
        made = {q.epc_class for q in event.output_quantity_list} | set(event.output_epc_list)
        into = {(thing, step) for thing in drawn}
        self.edges |= into | {(step, thing) for thing in made}
        if is_hot:
            self.hot |= into
        self.made[step] = event
        for crate in event.input_epc_list:
            used.add(crate)
            for contents in inside.values():
                contents.discard(crate)

    def _pack(self, event: AggregationEvent, inside: dict[str, set[str]], used: set[str]) -> None:
        crate = str(event.parent_id)
        children = {*event.child_epcs, *(q.epc_class for q in event.child_quantity_list)}
        if event.action == "DELETE":
            inside[crate] -= children
            return
        if crate in used:
            inside[crate].clear()
            used.discard(crate)
        for child in event.child_epcs:
            for other, contents in inside.items():
                if other != crate:
                    contents.discard(child)
        inside[crate] |= children

    def _all_in(self, thing: str, inside: dict[str, set[str]]) -> set[str]:
        found: set[str] = set()
        todo = [thing]
        while todo:
            for content in inside.get(todo.pop(), set()) - found:
                found.add(content)
                todo.append(content)
        return found

    def held(self) -> set[tuple[str, str]]:
        """Things by the place in which more holds than releases were told, never below none."""
        count: dict[tuple[str, str], int] = defaultdict(int)
        for one in self.seen:
            key = one.thing, one.place
            if one.event.biz_step == "holding":
                count[key] += 1
            elif one.event.biz_step == "storing":
                count[key] = max(0, count[key] - 1)
        return {key for key, holds in count.items() if holds}

    def on_the_way(self, walked: set[str]) -> dict[tuple[str, str], Decimal | None]:
        """What was sent to somebody, less what came there; None if nobody can tell how much."""
        sent: dict[tuple[str, str], list[Decimal | None]] = defaultdict(list)
        for one in self.seen:
            if one.event.biz_step == "shipping" and one.thing in walked:
                for destination in one.event.destination_list:
                    sent[one.thing, str(destination.destination)].append(one.quantity)
        found: dict[tuple[str, str], Decimal | None] = {}
        for (thing, to), amounts in sent.items():
            came = [
                one.quantity
                for one in self.seen
                if (one.thing, one.place, one.event.biz_step) == (thing, to, "receiving")
            ]
            known = [amount for amount in (*amounts, *came) if amount is not None]
            if len(known) < len(amounts) + len(came):
                if not came:
                    found[thing, to] = None
            elif (rest := sum(known[: len(amounts)]) - sum(known[len(amounts) :])) > 0:
                found[thing, to] = Decimal(rest)
        return found


def seen_by_step(told: Storyteller) -> dict[str, list[Seen]]:
    grouped: dict[str, list[Seen]] = defaultdict(list)
    for one in told.seen:
        grouped[str(one.event.biz_step)].append(one)
    return grouped
