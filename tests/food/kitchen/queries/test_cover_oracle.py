"""What a suspicion reaches, against somebody who answers it by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nguon.food.kitchen.management.demo.cast import Cast, Kitchen
from nguon.food.kitchen.models import (
    CookingCheck,
    Dish,
    Hold,
    Ingredient,
    Meal,
    ReceivedLine,
    RetainedSample,
)
from nguon.food.kitchen.queries.cover import covers_of
from nguon.ground.journal.models import Record

HELD_AT = datetime(2026, 11, 3, 7, tzinfo=UTC)
LOTS = [f"https://bep.example/class/lo-{n}" for n in range(4)]


# The same small world twice: as rows, and as what the oracle reads.


@dataclass(frozen=True)
class Line:
    kitchen: int
    lot: str
    moved_to: str | None
    """The lot it was corrected to."""


@dataclass(frozen=True)
class Cooked:
    dish: int
    """Dishes 0–1 are of meal 0, 2–3 of meal 1; meals 0–1 of kitchen 0, 2–3 of kitchen 1."""

    lines: tuple[int, ...]
    ended: timedelta | None
    """When it was corrected away, counted from when the hold came in."""


@dataclass(frozen=True)
class Told:
    lines: tuple[Line, ...]
    cooked: tuple[Cooked, ...]
    sampled: frozenset[int]
    kind: str
    lots: frozenset[str]
    meals: frozenset[int]


def kitchen_of(dish: int) -> int:
    return dish // 4


lines = st.builds(Line, st.integers(0, 1), st.sampled_from(LOTS), st.none() | st.sampled_from(LOTS))


@st.composite
def worlds(draw: st.DrawFn) -> Told:
    some = tuple(draw(st.lists(lines, min_size=2, max_size=6)))
    cooked = []
    for dish in range(8):
        here = [n for n, line in enumerate(some) if line.kitchen == kitchen_of(dish)]
        for ended in draw(st.lists(st.sampled_from([None, -1, 1]), max_size=2)):
            used = draw(st.sets(st.sampled_from(here), max_size=2)) if here else set()
            after = None if ended is None else timedelta(minutes=ended)
            cooked.append(Cooked(dish, tuple(sorted(used)), after))
    return Told(
        lines=some,
        cooked=tuple(cooked),
        sampled=draw(st.frozensets(st.integers(0, 7))),
        kind=draw(st.sampled_from(["suspicion", "suspicion", "authority"])),
        lots=draw(st.frozensets(st.sampled_from(LOTS), max_size=1)),
        meals=draw(st.frozensets(st.integers(0, 1))),
    )


def oracle(told: Told) -> tuple[set[str], set[int]]:
    """The lots, and the dishes whose samples are held."""

    def lots_of(dish: int) -> set[str]:
        found = set()
        for cooked in told.cooked:
            if cooked.dish == dish and (cooked.ended is None or cooked.ended > timedelta(0)):
                for number in cooked.lines:
                    line = told.lines[number]
                    found |= {line.lot, line.moved_to or line.lot}
        return found

    lots = set(told.lots)
    if told.kind == "suspicion":
        for dish in range(4):
            if dish // 2 in told.meals:
                lots |= lots_of(dish)
        return lots, {dish for dish in told.sampled if lots_of(dish) & lots}
    return lots, set()


class World:
    def __init__(self, told: Told, kitchens: Sequence[Kitchen]) -> None:
        self.places = [kitchen.place for kitchen in kitchens[:2]]
        self.actor = kitchens[0].cooks[0]
        self.sequence = 0
        self.samples: dict[UUID, int] = {}
        roots = self._lines(told)
        dishes = self._dishes()
        self._cooked(told, roots, dishes)
        for dish in told.sampled:
            sample = RetainedSample(
                **self._act(kitchen_of(dish)),
                dish=dishes[dish],
                amount=Decimal(100),
                uom="GRM",
                container="Hộp",
                sealed=True,
                box_uri=f"https://bep.example/obj/{uuid4()}",
                box_code="1",
            )
            sample.save(force_insert=True)
            self.samples[sample.root_id] = dish
        self.hold = Hold(
            **self._act(0) | {"received_at": HELD_AT},
            kind=told.kind,
            cause="x",
            lot_uris=sorted(told.lots),
            meal_ids=[str(self.meals[meal].id) for meal in told.meals],
        )

    def _act(self, kitchen: int, **also: Any) -> dict[str, Any]:
        self.sequence += 1
        id_ = uuid4()
        at = HELD_AT - timedelta(hours=4)
        named = {"record_id": id_, "root_id": id_, "place": self.places[kitchen]}
        times = {"happened_at": at, "entered_at": at, "received_at": at}
        more = {"actor": self.actor, "channel": "web", "sequence": self.sequence}
        return {**named, **times, **more, **also}

    def _lines(self, told: Told) -> list[UUID]:
        roots = []
        for line in told.lines:
            moved = uuid4() if line.moved_to else None
            first = self._line(line, line.lot, superseded_by=moved)
            roots.append(first.root_id)
            if line.moved_to:
                self._line(line, line.moved_to, record_id=moved, root_id=first.root_id)
        return roots

    def _line(self, line: Line, lot: str, **also: Any) -> ReceivedLine:
        row = ReceivedLine(
            **self._act(line.kitchen, **also),
            group="fresh",
            product_name="Thịt",
            amount=Decimal(1),
            uom="KGM",
            source_name="x",
            in_contract=True,
            sensory="pass",
            quick_test="not_done",
            decision="accepted",
            lot_uri=lot,
            lot_code="1",
            lot_is_suppliers=False,
        )
        row.save(force_insert=True)
        return row

    def _dishes(self) -> list[Dish]:
        self.meals = [
            Meal(
                id=uuid4(),
                place=self.places[number // 2],
                date=HELD_AT.date(),
                kind="lunch",
                eating_at=HELD_AT,
                portions=100,
                plan_record_id=uuid4(),
            )
            for number in range(4)
        ]
        Meal.objects.bulk_create(self.meals)
        dishes = [
            Dish(
                id=uuid4(),
                meal=self.meals[number // 2],
                position=number % 2,
                name="Món",
                matter="solid",
                lot_uri=f"https://bep.example/class/{uuid4()}",
            )
            for number in range(8)
        ]
        Dish.objects.bulk_create(dishes)
        return dishes

    def _cooked(self, told: Told, roots: list[UUID], dishes: list[Dish]) -> None:
        for cooked in told.cooked:
            ender = None if cooked.ended is None else self._record(HELD_AT + cooked.ended)
            check = CookingCheck(
                **self._act(kitchen_of(cooked.dish), superseded_by=ender),
                dish=dishes[cooked.dish],
                portions=100,
                prep_done_at=HELD_AT,
                cook_done_at=HELD_AT,
                people="pass",
                tools="pass",
                area="pass",
                sensory="pass",
            )
            check.save(force_insert=True)
            Ingredient.objects.bulk_create(
                Ingredient(
                    check_made=check,
                    position=place,
                    line_root_id=roots[number],
                    lot_uri=told.lines[number].lot,
                    name="Thịt",
                )
                for place, number in enumerate(cooked.lines)
            )

    def _record(self, at: datetime) -> UUID:
        record = Record(
            id=uuid4(),
            kind="withdrawn",
            schema_version=1,
            raw=b"{}",
            sha256="0" * 64,
            place_id=self.places[0].pk,
            actor_id=self.actor.pk,
            submitted_by_id=self.actor.pk,
            channel="web",
            claimed_at=at,
            corrected_at=at,
            received_at=at,
        )
        record.save(force_insert=True)
        return record.pk


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(told=worlds())
def test_a_cover_is_what_somebody_finds_by_hand(cast: Cast, told: Told) -> None:
    with transaction.atomic():
        world = World(told, cast.kitchens)
        everywhere = covers_of([world.hold], places=None)[world.hold.root_id]
        here = covers_of([world.hold], places=[world.places[1].pk])[world.hold.root_id]
        transaction.set_rollback(True)
    lots, dishes = oracle(told)
    assert everywhere.lots == here.lots == lots
    assert {world.samples[root] for root in everywhere.samples} == dishes
    assert {world.samples[root] for root in here.samples} == {n for n in dishes if kitchen_of(n)}
