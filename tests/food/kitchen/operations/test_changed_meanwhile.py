"""What was changed on the web pages while a phone without network wrote about it.

Each record arrives, is kept, and is judged by what is true.
"""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from nguon.core.haccp import Duty, State
from nguon.food.kitchen.choices import FridgeKind, RecordKind
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.management.demo.menus import GOODS
from nguon.food.kitchen.models import (
    CookingCheck,
    Dish,
    FridgeReading,
    ParkedRecord,
    ReceivedLine,
    RetainedSample,
    SupplyContract,
)
from nguon.food.kitchen.operations.admit_parked import admit_parked
from nguon.food.kitchen.operations.end_supply_contract import end_supply_contract
from nguon.food.kitchen.operations.retire_fridge import retire_fridge
from nguon.food.kitchen.queries.supply import fridges_in_use
from nguon.ground.people.models import Person
from nguon.ground.people.operations import add_organisation_name, deactivate_person
from tests.food.kitchen.conftest import Stage
from tests.food.kitchen.handset import OfflineDay, offline_day

DAY = timedelta(days=1)


@pytest.fixture
def day(monday: KitchenDay) -> OfflineDay:
    """It cooks and checks its first dish out of reach of the network."""
    monday.receive()
    return offline_day(monday)


def cooked(day: OfflineDay) -> UUID:
    dish = day.menu[0]
    day.cook_dish(dish, 0)
    day.check_dish(dish, 0)
    day.take_sample(dish, 0)
    return day.dish_id(dish)


def hand_in(day: OfflineDay) -> list[str]:
    assert day.handset is not None
    answers = day.handset.hand_in(day.outbox, at=day.at(11, 30))
    return [f"{one.result} {one.code}".strip() for one in answers]


def plan_anew(day: OfflineDay, *, at: Any, **changes: Any) -> None:
    """On the web pages, in the place of the plan that the phone knows."""
    menu = day.menu[1:] if "menu" not in changes else changes.pop("menu")
    day.say(
        RecordKind.MEAL_PLAN,
        {
            "meal_id": str(day.meal_id),
            "date": day.day.isoformat(),
            "meal": "lunch",
            "eating_at": day.eating_at.isoformat(),
            "portions": day.kitchen.portions,
            "dishes": [
                {"dish_id": str(day.dish_id(one)), "name": one.name, "matter": one.matter.value}
                for one in menu
            ],
            **changes,
        },
        key="plan:again",
        by=day.kitchen.people["manager"],
        at=at,
        supersedes=day.said["plan"],
        reason="đổi món",
    )


def state_of(stage: Stage, day: OfflineDay, dish_id: UUID) -> State:
    views = [one for meal in stage.view(day, day.at(12, 0)).meals for one in meal.dishes]
    return next(one for one in views if one.dish.id == dish_id).duty(Duty.STEP_3).state


def test_a_dish_taken_off_the_menu_was_cooked_all_the_same(stage: Stage, day: OfflineDay) -> None:
    dish_id = cooked(day)
    plan_anew(day, at=day.at(9, 0))
    assert hand_in(day) == ["stored"] * 3
    assert Dish.objects.get(pk=dish_id).dropped
    assert state_of(stage, day, dish_id) is State.DONE


def test_a_dish_that_got_another_name_bears_the_new_one(stage: Stage, day: OfflineDay) -> None:
    dish_id = cooked(day)
    plan_anew(day, at=day.at(9, 0), menu=day.menu)
    Dish.objects.filter(pk=dish_id).update(name="Tên mới")
    assert hand_in(day) == ["stored"] * 3
    assert CookingCheck.objects.select_related("dish").get().dish.name == "Tên mới"


def test_a_meal_that_was_cancelled_was_cooked_and_is_seen(stage: Stage, day: OfflineDay) -> None:
    """Else cancelling would be a way to make a dinner disappear."""
    dish_id = cooked(day)
    plan_anew(day, at=day.at(9, 0), menu=[], cancelled=True)
    assert stage.view(day, day.at(11, 0)).meals == []
    assert hand_in(day) == ["stored"] * 3
    (meal,) = stage.view(day, day.at(12, 0)).meals
    assert [one.dish.id for one in meal.dishes] == [dish_id]
    assert state_of(stage, day, dish_id) is State.DONE


def test_a_fridge_out_of_use_keeps_what_was_read_and_put_there(day: OfflineDay) -> None:
    fridge = day.kitchen.fridges[FridgeKind.SAMPLE]
    day.read_fridges(6)
    cooked(day)
    manager = day.kitchen.people["manager"]
    retire_fridge(fridge, by=manager, on=day.day, at=day.at(7, 0))
    assert set(hand_in(day)) == {"stored"}
    assert FridgeReading.objects.filter(fridge=fridge).count() == 1
    assert RetainedSample.objects.get().fridge == fridge
    assert fridge not in fridges_in_use(day.kitchen.place, on=day.day)


def test_who_left_today_has_it_judged_and_keeps_the_name_and_the_hour(day: OfflineDay) -> None:
    officer, manager = (day.kitchen.people[key] for key in ("health_officer", "manager"))
    day.check_dish(day.menu[0], 0)
    deactivate_person(officer, by=manager, at=day.at(11, 0))
    assert hand_in(day) == ["parked person_not_allowed"]
    (parked,) = ParkedRecord.objects.all()
    record = admit_parked(parked, by=manager, at=day.at(15, 0))
    assert (record.actor_id, record.corrected_at) == (officer.pk, parked.corrected_at)
    assert not Person.objects.get(pk=officer.pk).is_active


def test_who_left_this_morning_had_the_right_yesterday(day: OfflineDay) -> None:
    officer, manager = (day.kitchen.people[key] for key in ("health_officer", "manager"))
    day.check_dish(day.menu[0], 0)
    deactivate_person(officer, by=manager, at=day.at(7, 0) + DAY)
    assert day.handset is not None
    (answer,) = day.handset.hand_in(day.outbox, at=day.at(8, 0) + DAY)
    assert answer.result == "stored"


@pytest.mark.parametrize(("received", "in_contract"), [(0, True), (1, False)])
def test_a_contract_that_ended_counts_until_its_last_day(
    day: OfflineDay, received: int, in_contract: bool
) -> None:
    goods, at = GOODS["ca_rot"], day.at(9, 0) + received * DAY
    supplier = day.cast.suppliers[goods.source].organisation
    contract = SupplyContract.objects.get(place=day.kitchen.place, supplier=supplier)
    line = day.receive_line(goods, Decimal(3), at=at)
    by = day.kitchen.people["manager"]
    end_supply_contract(contract, by=by, on=day.day + DAY, at=day.at(10, 0))
    assert day.handset is not None
    (answer,) = day.handset.hand_in(day.outbox, at=at + timedelta(hours=2))
    assert answer.result == "stored"
    assert ReceivedLine.objects.get(record_id=line).in_contract is in_contract


def test_a_supplier_with_a_new_legal_name_is_the_same_one(day: OfflineDay) -> None:
    """The phone names the one on the papers that lay before the cook."""
    goods = GOODS["ca_rot"]
    supplier = day.cast.suppliers[goods.source].organisation
    line = day.receive_line(goods, Decimal(3), at=day.at(9, 0))
    add_organisation_name(
        supplier, legal_name="Tên mới của hợp tác xã", by=day.cast.administrator, at=day.at(10, 0)
    )
    assert hand_in(day) == ["stored"]
    row = ReceivedLine.objects.get(record_id=line)
    assert (row.supplier, row.source_name) == (
        supplier,
        supplier.names.order_by("id")[0].legal_name,
    )
