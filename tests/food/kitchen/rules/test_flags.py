"""Lots that should not have gone into a dish are shown, whatever the form would have refused."""

import json
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

from nguon.food.kitchen.choices import RecordKind
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.management.demo.menus import GOODS
from nguon.food.kitchen.models import Meal, ReceivedLine
from nguon.food.kitchen.operations.submit_record import submit_record
from nguon.ground.journal.choices import Channel
from tests.food.kitchen.conftest import Stage


def flags(stage: Stage, day: KitchenDay) -> list[str]:
    return [flag.code for flag in stage.view(day, day.at(12, 0)).flags]


def cook_rice(day: KitchenDay) -> None:
    day.cook_dish(day.menu[0], 0)


def test_a_dish_from_rejected_goods_is_red(stage: Stage, monday: KitchenDay) -> None:
    monday.receive_line(
        GOODS["gao"],
        Decimal(91),
        at=monday.at(5, 40),
        sensory="fail",
        decision="rejected",
        rejection_reason="mốc",
    )
    cook_rice(monday)
    assert flags(stage, monday) == ["rejected", "rejected_lot_used"]


def test_a_dish_from_goods_past_their_date_is_red(stage: Stage, monday: KitchenDay) -> None:
    yesterday = monday.day - timedelta(days=1)
    monday.receive_line(
        GOODS["gao"], Decimal(91), at=monday.at(5, 40), expiry_date=yesterday.isoformat()
    )
    cook_rice(monday)
    assert flags(stage, monday) == ["expired_lot_used"]


def hold_lot(day: KitchenDay, lot_uri: str, *, hour: int) -> None:
    at = day.at(hour, 0)
    day.say(
        RecordKind.HOLD,
        {"held_at": at.isoformat(), "kind": "authority", "cause": "lệnh", "lot_uris": [lot_uri]},
        key="hold",
        by=day.kitchen.people["health_officer"],
        at=at,
    )


def test_a_dish_from_a_lot_on_hold_is_red(stage: Stage, monday: KitchenDay) -> None:
    monday.receive_line(GOODS["gao"], Decimal(91), at=monday.at(5, 40))
    hold_lot(monday, ReceivedLine.objects.get().lot_uri, hour=7)
    cook_rice(monday)
    assert flags(stage, monday) == ["held_lot_used", "hold"]


def test_a_hold_placed_after_cooking_does_not_blame_the_cook(
    stage: Stage, monday: KitchenDay
) -> None:
    monday.receive_line(GOODS["gao"], Decimal(91), at=monday.at(5, 40))
    cook_rice(monday)
    hold_lot(monday, ReceivedLine.objects.get().lot_uri, hour=11)
    assert flags(stage, monday) == ["hold"]


def test_two_phones_on_one_dish_keep_both_and_the_worse_governs(
    stage: Stage, monday: KitchenDay
) -> None:
    monday.receive()
    dish = monday.menu[0]
    monday.cook_dish(dish, 0)
    monday.check_dish(dish, 0)
    by = monday.kitchen.cooks[1]
    envelope = {
        "id": str(uuid4()),
        "type": "dish_checked",
        "schema_v": 1,
        "kitchen": str(monday.kitchen.place.id),
        "actor": str(by.id),
        "claimed_at": monday.at(10, 30).isoformat(),
        "body": {
            "dish_id": str(monday.dish_id(dish)),
            "portions": 910,
            "portioned_at": monday.at(10, 25).isoformat(),
            "utensils": "pass",
            "sensory": "fail",
            "decision": "stop",
            "note": "mùi thiu",
        },
    }
    submit_record(
        json.dumps(envelope).encode(),
        by=by,
        channel=Channel.PHONE,
        received_at=monday.at(10, 31),
    )
    shown = stage.view(monday, monday.at(10, 40)).meals[0].dishes[0]
    assert (len(shown.acts.servings), shown.stopped) == (2, True)


def test_a_withdrawn_plan_takes_the_meal_off_the_board(stage: Stage, monday: KitchenDay) -> None:
    monday.say(
        RecordKind.WITHDRAWN,
        {},
        key="no school",
        by=monday.kitchen.people["manager"],
        at=monday.at(5, 0),
        supersedes=monday.said["plan"],
        reason="nghỉ học vì bão",
    )
    assert (stage.view(monday, monday.at(6, 0)).meals, Meal.objects.get().cancelled) == ([], True)
