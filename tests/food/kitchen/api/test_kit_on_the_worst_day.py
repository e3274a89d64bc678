"""A heavy kitchen that suspects everything it cooked, while a sister suspects the same lots."""

import gzip
from uuid import UUID, uuid4

from nguon.base import clock
from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.kitchen.models import Hold, Ingredient, Meal, ReceivedLine
from nguon.food.kitchen.models.cooking_check import CookingCheck
from nguon.food.kitchen.rules.kit import kit_of, kit_text
from tests.food.kitchen.api.test_kit import MOST_BYTES, paired
from tests.food.kitchen.heavy import HeavyKitchen


def test_the_kit_still_fits(cast: Cast) -> None:
    now = clock.now()
    HeavyKitchen(cast.pilot, cast.administrator, now=now).fill()
    place = cast.pilot.place
    lines = list(ReceivedLine.objects.filter(place=place).order_by("-happened_at")[:120])
    for number, check in enumerate(CookingCheck.objects.filter(place=place)):
        Ingredient.objects.bulk_create(
            Ingredient(
                check_made=check,
                position=at,
                line_root_id=line.root_id,
                lot_uri=line.lot_uri,
                name=line.product_name,
            )
            for at, line in enumerate(lines[number % 100 : number % 100 + 8])
        )
    meals = Meal.objects.filter(place=place, eating_at__lt=now)
    for where, named, lots in (
        (place, [str(meal.id) for meal in meals], []),
        (cast.kitchens[1].place, [], [line.lot_uri for line in lines]),
    ):
        Hold.objects.create(
            **_act(cast), place=where, kind="suspicion", cause="x", meal_ids=named, lot_uris=lots
        )
    device, _headers = paired(cast.pilot)
    kit = kit_of(device, at=now)
    held = [sample for sample in kit["samples"] if sample["held"]]
    assert {stop["kind"] for stop in kit["stop_list"]["stops"]} == {"lot", "meal", "sample"}
    assert len(kit["stop_list"]["stops"]) > 60
    assert len(held) == len(kit["samples"]) > 0
    assert len(gzip.compress(kit_text(device, at=now).encode())) <= MOST_BYTES


def _act(cast: Cast) -> dict[str, object]:
    now, record_id = clock.now(), uuid4()
    return {
        "record_id": record_id,
        "root_id": UUID(str(record_id)),
        "actor": cast.pilot.people["manager"],
        "channel": "web",
        "happened_at": now,
        "entered_at": now,
        "received_at": now,
        "sequence": 1,
    }
