"""A fridge goes out of use: nothing of it is owed any more, and nothing that was is forgotten."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from nguon.base import clock
from nguon.base.errors import Conflict, InputInvalid, Refused
from nguon.food.kitchen.choices import FridgeKind
from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.models import Fridge, RetainedSample
from nguon.food.kitchen.operations.register_fridge import register_fridge
from nguon.food.kitchen.operations.retire_fridge import retire_fridge
from nguon.food.kitchen.queries.supply import fridges_in_use, fridges_of
from tests.food.kitchen.pages.conftest import Browser, Inputs, at, fill, text_of


def page_of(fridge: Fridge) -> str:
    return reverse("kitchen:retire_fridge", args=[fridge.place_id, fridge.pk])


def retired(cast: Cast, kind: FridgeKind, *, on: date) -> Fridge:
    manager = cast.pilot.people["manager"]
    return retire_fridge(cast.pilot.fridges[kind], by=manager, on=on, at=clock.now())


def test_it_is_asked_for_until_the_day_before(cast: Cast, manager: Client) -> None:
    fridge, today = cast.pilot.fridges[FridgeKind.COLD], clock.today()
    tomorrow = today + timedelta(days=1)
    shown = text_of(manager.get(page_of(fridge)))
    assert "Thôi dùng Tủ mát thực phẩm?" in shown
    done = fill(manager, page_of(fridge), on=tomorrow.isoformat())
    assert done["Location"] == reverse("kitchen:setup", args=[fridge.place_id])
    days = {day: fridge in fridges_in_use(fridge.place, on=day) for day in (today, tomorrow)}
    assert days == {today: True, tomorrow: False}
    drawn = {day: reverse("kitchen:day", args=[fridge.place_id, day]) for day in days}
    assert {day: fridge.name in text_of(manager.get(url)) for day, url in drawn.items()} == days
    fridge.refresh_from_db()
    assert (fridge.valid_to, fridge.retired_by) == (tomorrow, cast.pilot.people["manager"])
    assert fridge in fridges_of(fridge.place)


def test_old_samples_keep_its_name_and_new_ones_are_not_put_there(
    cast: Cast, yesterday: KitchenDay, manager: Client, cook: Client
) -> None:
    fridge = cast.pilot.fridges[FridgeKind.SAMPLE]
    boxes = RetainedSample.objects.filter(fridge=fridge)
    shown = text_of(manager.get(page_of(fridge)))
    assert f"Theo sổ còn {boxes.count()} mẫu lưu trong tủ" in shown
    retired(cast, FridgeKind.SAMPLE, on=clock.today())
    assert fridge.name in text_of(cook.get(at("sample", yesterday, boxes[0].record_id)))
    today = KitchenDay(cast, cast.pilot, 1, clock.today(), yesterday.random)
    today.plan()
    offered = Inputs(text_of(cook.get(at("sampling", today, today.dish_id(today.menu[0]))))).found
    assert str(fridge.pk) not in {one.get("value") for one in offered}
    correcting = Inputs(text_of(cook.get(at("correction", yesterday, boxes[0].record_id)))).checked
    assert f"fridge_id={fridge.pk}" in correcting


def test_its_name_is_free_for_the_next_one(cast: Cast) -> None:
    old = retired(cast, FridgeKind.COLD, on=clock.today())
    new = register_fridge(
        old.place,
        fridge_id=uuid4(),
        name=old.name,
        kind=FridgeKind.COLD,
        by=cast.pilot.people["manager"],
        at=clock.now(),
    )
    assert {one.pk for one in fridges_of(old.place) if one.name == old.name} == {old.pk, new.pk}


@pytest.mark.parametrize("days", [-1, -400])
def test_not_backwards(cast: Cast, days: int) -> None:
    with pytest.raises(InputInvalid) as invalid:
        retired(cast, FridgeKind.COLD, on=clock.today() + timedelta(days=days))
    assert [error.path for error in invalid.value.errors] == ["on"]


def test_an_end_that_came_stays_and_one_to_come_can_be_moved(cast: Cast) -> None:
    today = clock.today()
    retired(cast, FridgeKind.COLD, on=today + timedelta(days=9))
    assert retired(cast, FridgeKind.COLD, on=today).valid_to == today
    with pytest.raises(Conflict):
        retired(cast, FridgeKind.COLD, on=today + timedelta(days=1))


def test_only_whoever_sets_the_kitchen_up(cast: Cast, sign_in: Browser) -> None:
    fridge = cast.pilot.fridges[FridgeKind.COLD]
    for person, status in (
        (cast.pilot.cooks[0], 403),
        (cast.people["inspector"], 403),
        (cast.kitchens[1].people["manager"], 404),
        (cast.administrator, 404),
    ):
        assert sign_in(person).post(page_of(fridge), {"on": "2999-01-01"}).status_code == status
        with pytest.raises(Refused):
            retire_fridge(fridge, by=person, on=clock.today(), at=clock.now())
    other = cast.kitchens[1]
    through_the_own = reverse("kitchen:retire_fridge", args=[other.place.pk, fridge.pk])
    client = sign_in(other.people["manager"])
    assert client.post(through_the_own, {"on": "2999-01-01"}).status_code == 404
    assert Fridge.objects.get(pk=fridge.pk).valid_to is None
