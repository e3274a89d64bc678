"""What a suspicion reaches, against somebody who answers it by hand; and what follows from it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nguon.base import clock
from nguon.base.errors import Refused
from nguon.food.kitchen.choices import RecordKind
from nguon.food.kitchen.management.demo.cast import Cast, Kitchen
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.models import (
    CookingCheck,
    Dish,
    Hold,
    Ingredient,
    Meal,
    ReceivedLine,
    RetainedSample,
)
from nguon.food.kitchen.operations.submit_record import submit_record
from nguon.food.kitchen.queries.cover import Cover, covers_of
from nguon.food.kitchen.queries.day import acts_of_day, boxes_of_place
from nguon.food.kitchen.queries.holds import open_holds_over
from nguon.food.kitchen.rules.day import DayView, read_day
from nguon.food.kitchen.rules.destroying import may_be_destroyed
from nguon.food.kitchen.rules.kit import stop_list_of
from nguon.food.kitchen.rules.stock import stock_of_place
from nguon.ground.journal.choices import Channel
from nguon.ground.journal.models import Record
from tests.food.kitchen.incidents import CAUSE, destroy, line_of, lived, lot_of, place_hold, release

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


def test_a_cover_takes_three_queries_however_many_holds_there_are(cast: Cast) -> None:
    days = [lived(cast, dishes=1, kitchen=number) for number in (0, 1)]
    for day in days:
        place_hold(day, meal_ids=[str(day.meal_id)])
        place_hold(day, lot_uris=[lot_of(day, "gao")], key="rice")
    holds = list(Hold.objects.all())
    for some in (holds[:1], holds):
        with CaptureQueriesContext(connection) as asked:
            covers_of(some, places=None)
        assert len(asked) == 3
    with CaptureQueriesContext(connection) as asked:
        assert covers_of([], places=None) == {}
    assert len(asked) == 0


# Two schools that got the same cabbage, and what one of them may do with its samples


@pytest.fixture
def pilot(cast: Cast) -> KitchenDay:
    return lived(cast, 4)


@pytest.fixture
def sister(cast: Cast) -> KitchenDay:
    return lived(cast, 4, kitchen=1)


def shared_lot(here: KitchenDay, there: KitchenDay) -> tuple[str, str]:
    """Goods of the same lot in both kitchens, and the lot."""
    for key in here.needs():
        if key in there.needs() and lot_of(here, key) == lot_of(there, key):
            return key, lot_of(here, key)
    raise AssertionError("the two schools share no lot")


def samples_with(day: KitchenDay, key: str) -> list[RetainedSample]:
    names = [dish.name for dish in day.menu if key in dish.grams]
    return list(RetainedSample.objects.filter(place=day.kitchen.place, dish__name__in=names))


def samples_without_any_lot_of(day: KitchenDay, other: KitchenDay) -> list[RetainedSample]:
    shared = {
        key
        for key in day.needs()
        if key in other.needs() and lot_of(day, key) == lot_of(other, key)
    }
    names = [dish.name for dish in day.menu if not shared & set(dish.grams)]
    return list(RetainedSample.objects.filter(place=day.kitchen.place, dish__name__in=names))


def seen(day: KitchenDay) -> DayView:
    place, now = day.kitchen.place, clock.now()
    boxes = boxes_of_place(place, since=now - timedelta(days=7))
    return read_day(acts_of_day(place, day.day), boxes, day_hash="", at=now)


def destroyed_offline(day: KitchenDay, sample: RetainedSample, *, at: datetime) -> None:
    """Handed in by a phone that had no network and did not know."""
    by = day.kitchen.cooks[0]
    said = {
        "id": str(uuid4()),
        "type": "sample_destroyed",
        "schema_v": 1,
        "kitchen": str(day.kitchen.place.pk),
        "actor": str(by.pk),
        "claimed_at": at.isoformat(),
        "body": {
            "sample_id": str(sample.record_id),
            "destroyed_at": at.isoformat(),
            "condition": "Bình thường",
        },
    }
    submit_record(
        json.dumps(said).encode(), by=by, channel=Channel.PHONE, received_at=at + timedelta(1)
    )


def cooked_without(day: KitchenDay, sample: RetainedSample, key: str) -> None:
    """The cooking record of its dish, corrected so that it names these goods no longer."""
    check = CookingCheck.objects.standing().get(dish=sample.dish)
    body = json.loads(bytes(Record.objects.get(pk=check.record_id).raw))["body"]
    line = str(day.said[f"line:{key}"])
    body["lots"] = [one for one in body["lots"] if one["line_id"] != line]
    day.say(
        RecordKind.DISH_COOKED,
        body,
        key="rewritten",
        by=day.kitchen.people["manager"],
        at=day.at(17, 0),
        supersedes=check.record_id,
        reason="Ghi nhầm",
    )


def test_the_samples_of_a_sister_kitchen_with_the_same_lot_must_stay(
    pilot: KitchenDay, sister: KitchenDay
) -> None:
    key, _lot = shared_lot(pilot, sister)
    held = samples_with(sister, key)
    assert [may_be_destroyed(one, at=clock.now()).allowed for one in held] == [True] * len(held)
    place_hold(pilot, meal_ids=[str(pilot.meal_id)])
    for sample in held:
        decision = may_be_destroyed(sample, at=clock.now())
        assert (decision.allowed, decision.code) == (False, "held_suspicion")
        assert pilot.kitchen.place.name in decision.reason
        assert CAUSE not in decision.reason
    free = samples_without_any_lot_of(sister, pilot)
    assert [may_be_destroyed(one, at=clock.now()).allowed for one in free] == [True] * len(free)


def test_the_web_refuses_to_destroy_and_to_withdraw_them(
    pilot: KitchenDay, sister: KitchenDay
) -> None:
    key, _lot = shared_lot(pilot, sister)
    sample = samples_with(sister, key)[0]
    place_hold(pilot, meal_ids=[str(pilot.meal_id)])
    with pytest.raises(Refused):
        destroy(sister, sample, at=clock.now() - timedelta(minutes=1))
    assert may_be_destroyed(sample, at=clock.now()).code == "held_suspicion"


def test_the_phones_stop_list_names_lot_and_samples_and_not_the_sick(
    pilot: KitchenDay, sister: KitchenDay
) -> None:
    key, lot = shared_lot(pilot, sister)
    place_hold(
        pilot,
        meal_ids=[str(pilot.meal_id)],
        suspected={"sick": 12, "symptoms": ["vomiting"]},
        note="Em Lò Thị Hoa nặng nhất",
    )
    stops = stop_list_of(sister.kitchen.place, at=clock.now())["stops"]
    assert lot in {stop["of"] for stop in stops if stop["kind"] == "lot"}
    stopped = {stop["of"] for stop in stops if stop["kind"] == "sample"}
    assert {str(one.root_id) for one in samples_with(sister, key)} <= stopped
    assert not {str(one.root_id) for one in samples_without_any_lot_of(sister, pilot)} & stopped
    told = repr(stops)
    assert pilot.kitchen.place.name in told
    assert [word for word in (CAUSE, "Hoa nặng", "vomiting", "12") if word in told] == []


def test_lots_of_a_suspected_meal_are_not_cooked_any_more(pilot: KitchenDay) -> None:
    place_hold(pilot, meal_ids=[str(pilot.meal_id)])
    used = {line_of(pilot, key).root_id for dish in pilot.menu for key in dish.grams}
    stock = stock_of_place(pilot.kitchen.place, at=clock.now())
    assert {lot.usable.code for lot in stock if lot.line.root_id in used} == {"lot_held"}


def test_a_late_destroy_by_an_offline_phone_is_red_in_the_sister_kitchen(
    pilot: KitchenDay, sister: KitchenDay
) -> None:
    key, _lot = shared_lot(pilot, sister)
    sample = samples_with(sister, key)[0]
    place_hold(pilot, meal_ids=[str(pilot.meal_id)])
    destroyed_offline(sister, sample, at=clock.now() - timedelta(minutes=1))
    view = seen(sister)
    assert [flag.code for flag in view.flags if flag.tone == "red"] == ["destroyed_under_hold"]
    (box,) = [one for one in view.boxes if one.destroyed is not None]
    assert box.sample == sample


def test_a_released_suspicion_frees_them_and_forgets_no_fault(
    pilot: KitchenDay, sister: KitchenDay
) -> None:
    key, _lot = shared_lot(pilot, sister)
    first, *others = samples_with(sister, key)
    place_hold(pilot, meal_ids=[str(pilot.meal_id)])
    destroyed_offline(sister, first, at=pilot.at(15, 0))
    release(pilot)
    assert [may_be_destroyed(one, at=clock.now()).allowed for one in others] == [True] * len(others)
    assert "destroyed_under_hold" in [flag.code for flag in seen(sister).flags]


@pytest.mark.parametrize("kind", ["authority", "other"])
def test_only_a_suspicion_reaches_beyond_what_it_names(
    pilot: KitchenDay, sister: KitchenDay, kind: str
) -> None:
    place_hold(pilot, kind=kind, meal_ids=[str(pilot.meal_id)])
    (standing,) = open_holds_over(pilot.kitchen.place.pk)
    assert standing.cover == Cover()
    assert open_holds_over(sister.kitchen.place.pk) == []


def test_rewriting_a_dish_after_the_hold_frees_no_sample(
    pilot: KitchenDay, sister: KitchenDay
) -> None:
    key, _lot = shared_lot(pilot, sister)
    sample = samples_with(sister, key)[0]
    place_hold(pilot, meal_ids=[str(pilot.meal_id)])
    cooked_without(sister, sample, key)
    assert may_be_destroyed(sample, at=clock.now()).code == "held_suspicion"


def test_goods_of_nobody_elses_lot_reach_no_other_kitchen(
    pilot: KitchenDay, sister: KitchenDay
) -> None:
    theirs = {lot_of(sister, key) for key in sister.needs()}
    own = next(lot for lot in (lot_of(pilot, key) for key in pilot.needs()) if lot not in theirs)
    place_hold(pilot, lot_uris=[own])
    assert open_holds_over(sister.kitchen.place.pk) == []
