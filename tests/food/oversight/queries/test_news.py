"""When a kitchen was last heard from: by what its own people made, not by what others put there."""

from datetime import timedelta

from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.kitchen.models import Hold, HoldRelease
from nguon.food.oversight.queries.news import last_records_of
from nguon.ground.people.choices import Role
from nguon.ground.people.models import Assignment
from tests.food.kitchen.incidents import place_hold
from tests.food.oversight.recalled import Desk, day_of, lived, pork_in, started


def test_a_recall_and_its_release_make_no_silent_kitchen_speak(cast: Cast) -> None:
    desk = Desk.now(cast)
    pork = pork_in(cast, 0, 1)
    ids, since = [kitchen.place.pk for kitchen in cast.kitchens], desk.at - timedelta(days=1)
    before = last_records_of(ids, since)
    recall_id = desk.recall(started(pork)).recall_id
    assert Hold.objects.count() > 1
    desk.later(30).release(recall_id)
    assert HoldRelease.objects.count() == Hold.objects.count()
    assert last_records_of(ids, since) == before


def test_a_hold_that_the_kitchen_itself_placed_is_heard(cast: Cast) -> None:
    day = day_of(cast, 0)
    place, since = day.kitchen.place.pk, day.at(0, 0)
    before = last_records_of([place], since)
    place_hold(day, kind="authority", meal_ids=[str(day.meal_id)])
    assert last_records_of([place], since) == {place: Hold.objects.get().received_at}
    assert before != last_records_of([place], since)


def test_who_was_an_inspector_once_is_heard_as_a_cook(cast: Cast) -> None:
    day = lived(cast, dishes=1)
    place, since = day.kitchen.place.pk, day.at(0, 0)
    before = last_records_of([place], since)
    for person in day.kitchen.people.values():
        Assignment.objects.create(
            person=person,
            role=Role.INSPECTOR,
            assigned_by=cast.administrator,
            valid_from=day.day - timedelta(days=30),
            valid_to=day.day - timedelta(days=10),
            ended_by=cast.administrator,
        )
    assert last_records_of([place], since) == before
    Assignment.objects.filter(role=Role.INSPECTOR).update(valid_to=None, ended_by=None)
    assert last_records_of([place], since) == {}
