"""What a suspicion reaches, and what a sister kitchen may do with its samples meanwhile."""

import json
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nguon.base import clock
from nguon.base.errors import Refused
from nguon.food.kitchen.choices import RecordKind
from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.models import (
    CookingCheck,
    Hold,
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


def test_a_cover_takes_two_queries_however_many_holds_there_are(cast: Cast) -> None:
    days = [lived(cast, dishes=1, kitchen=number) for number in (0, 1)]
    for day in days:
        place_hold(day, meal_ids=[str(day.meal_id)])
        place_hold(day, lot_uris=[lot_of(day, "gao")], key="rice")
    holds = list(Hold.objects.all())
    for some in (holds[:1], holds):
        with CaptureQueriesContext(connection) as asked:
            covers_of(some, places=None)
        assert len(asked) == 2
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
