"""A whole day through the operations: what is stored, what the board says, what the chain sees."""

from datetime import timedelta

from nguon.core.haccp import State
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.models import CookingCheck, ReceivedLine, RetainedSample, ServingCheck
from nguon.food.trace.queries import events_of_place
from tests.food.kitchen.conftest import Stage


def live(day: KitchenDay) -> None:
    day.read_fridges(6)
    day.receive()
    for place, dish in enumerate(day.menu):
        day.cook_dish(dish, place)
    for place, dish in enumerate(day.menu):
        day.check_dish(dish, place)
        day.take_sample(dish, place)
    day.start_eating()
    day.read_fridges(14)


def test_a_planned_day_has_nothing_checked(stage: Stage, monday: KitchenDay) -> None:
    view = stage.view(monday, monday.at(5, 0))
    states = {duty.state for dish in view.meals[0].dishes for duty in dish.state.duties.values()}
    assert states <= {State.NOT_DUE, State.DUE}
    assert view.flags == []


def test_a_good_day_is_done_and_raises_no_flag(stage: Stage, monday: KitchenDay) -> None:
    live(monday)
    view = stage.view(monday, monday.at(17, 0))
    states = {duty.state for dish in view.meals[0].dishes for duty in dish.state.duties.values()}
    assert (states, [flag.text for flag in view.flags]) == ({State.DONE}, [])


def test_a_day_nobody_recorded_is_missing(stage: Stage, monday: KitchenDay) -> None:
    view = stage.view(monday, monday.at(17, 0))
    states = {duty.state for dish in view.meals[0].dishes for duty in dish.state.duties.values()}
    assert states == {State.MISSING}


def test_every_act_becomes_one_row_of_its_table(stage: Stage, monday: KitchenDay) -> None:
    live(monday)
    rows = [
        model.objects.standing().count()
        for model in (ReceivedLine, CookingCheck, ServingCheck, RetainedSample)
    ]
    assert rows == [len(monday.needs()), 4, 4, 4]


def test_the_chain_sees_the_day_in_the_words_of_the_cbv(stage: Stage, monday: KitchenDay) -> None:
    live(monday)
    place = monday.kitchen.place
    events = events_of_place(place.identifier, monday.at(0, 0), monday.at(0, 0) + timedelta(days=1))
    steps = [getattr(event, "biz_step", None) for event in events]
    lines = len(monday.needs())
    assert {step: steps.count(step) for step in set(steps)} == {
        "inspecting": lines + 4,
        "receiving": lines,
        "creating_class_instance": 4,
        "sampling": 4,
        "dispensing": 1,
        "sensor_reporting": 6,
    }


def test_the_manager_signs_the_day_as_it_stands(stage: Stage, monday: KitchenDay) -> None:
    live(monday)
    monday.countersign(stage.view(monday, monday.at(16, 30)).day_hash)
    view = stage.view(monday, monday.at(17, 0))
    assert (view.countersigned is not None, view.countersignature_stale) == (True, False)


def test_a_record_after_the_signature_makes_it_out_of_date(
    stage: Stage, monday: KitchenDay
) -> None:
    live(monday)
    monday.countersign(stage.view(monday, monday.at(16, 30)).day_hash)
    monday.read_fridges(18)
    assert stage.view(monday, monday.at(19, 0)).countersignature_stale is True
