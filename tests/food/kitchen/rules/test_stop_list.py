"""What a scan refuses: everything an open hold lies on, and lots that a sister kitchen holds."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from nguon.base import clock
from nguon.core.gs1 import OwnIdentifier
from nguon.food.kitchen.management.demo.cast import Cast, Kitchen
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.management.demo.menus import GOODS
from nguon.food.kitchen.models import RetainedSample
from nguon.food.kitchen.rules.kit import stop_list_of, stop_list_version_of
from tests.food.kitchen.incidents import (
    CAUSE,
    destroy,
    line_of,
    lived,
    lot_of,
    place_hold,
    receive_labelled,
    release,
    take_sample,
    withdraw,
)
from tests.food.kitchen.operations.test_codes import sheet


def stops(kitchen: Kitchen) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = stop_list_of(kitchen.place, at=clock.now())["stops"]
    return found


def version(kitchen: Kitchen) -> str:
    return stop_list_version_of(kitchen.place, at=clock.now())


@pytest.fixture
def day(cast: Cast) -> KitchenDay:
    return lived(cast, 0, dishes=2)


def test_nothing_is_stopped_without_a_hold(cast: Cast, day: KitchenDay) -> None:
    assert stops(cast.pilot) == []


def test_a_held_lot_is_stopped_under_every_code_it_carries(cast: Cast, day: KitchenDay) -> None:
    label = sheet(cast)[0]
    line = receive_labelled(day, "ca_rot", label)
    place_hold(day, kind="other", cause="Mùi lạ", lot_uris=[line.lot_uri])
    (stop,) = stops(cast.pilot)
    assert {name: stop[name] for name in ("kind", "of", "name", "source")} == {
        "kind": "lot",
        "of": line.lot_uri,
        "name": "Cà rốt",
        "source": "hold",
    }
    assert {line.lot_uri, line.lot_code, label, OwnIdentifier.parse(label).code} <= {*stop["codes"]}
    assert stop["reason"].startswith("Tạm giữ từ ")
    assert stop["reason"].endswith(": Mùi lạ")


def test_a_lot_of_our_own_is_stopped_by_its_bare_code(cast: Cast, day: KitchenDay) -> None:
    day.receive_line(GOODS["dau_phu"], Decimal(3), at=day.at(5, 30))
    lot = lot_of(day, "dau_phu")
    place_hold(day, lot_uris=[lot])
    assert OwnIdentifier.parse(lot).code in stops(cast.pilot)[0]["codes"]


def test_a_held_meal_stops_its_dishes_and_its_samples_also_those_still_to_come(
    cast: Cast, day: KitchenDay
) -> None:
    place_hold(day, meal_ids=[str(day.meal_id)])
    before = version(cast.pilot)
    found = stops(cast.pilot)
    assert sorted(one["kind"] for one in found if one["kind"] != "lot") == [
        "meal",
        "sample",
        "sample",
    ]
    assert {one["of"] for one in found if one["kind"] == "lot"} == {
        lot_of(day, key) for dish in day.menu for key in dish.grams
    }
    (meal,) = (one for one in found if one["kind"] == "meal")
    assert (meal["of"], meal["name"]) == (
        str(day.meal_id),
        ", ".join(dish.name for dish in day.menu),
    )
    take_sample(day, 0, key="another")
    assert len(stops(cast.pilot)) == len(found) + 1
    assert version(cast.pilot) != before


def test_a_held_sample_is_stopped_by_its_own_code_and_by_the_box_it_lies_in(
    cast: Cast, day: KitchenDay
) -> None:
    box = sheet(cast)[0]
    sample = take_sample(day, 0, box=box, key="boxed")
    place_hold(day, sample_ids=[str(sample.root_id)])
    (stop,) = stops(cast.pilot)
    assert (stop["kind"], stop["of"]) == ("sample", str(sample.root_id))
    assert {sample.box_uri, box, OwnIdentifier.parse(box).code} <= {*stop["codes"]}


def test_a_held_dish_stops_its_samples(cast: Cast, day: KitchenDay) -> None:
    sample = RetainedSample.objects.filter(place=cast.pilot.place)[0]
    place_hold(day, lot_uris=[sample.dish.lot_uri])
    assert {one["kind"] for one in stops(cast.pilot)} == {"lot", "sample"}


def test_a_destroyed_sample_is_no_longer_on_the_list(cast: Cast, day: KitchenDay) -> None:
    for sample in RetainedSample.objects.filter(place=cast.pilot.place):
        sample.happened_at -= timedelta(days=4)
        sample.save()
        destroy(day, sample, day.at(13, 30))
    place_hold(day, meal_ids=[str(day.meal_id)])
    assert [one["kind"] for one in stops(cast.pilot) if one["kind"] != "lot"] == ["meal"]


@pytest.mark.parametrize("ends", [release, lambda day: withdraw(day, "hold")])
def test_the_list_is_empty_again_when_the_hold_ends(cast: Cast, day: KitchenDay, ends: Any) -> None:
    empty = version(cast.pilot)
    place_hold(day, lot_uris=[lot_of(day, "gao")], meal_ids=[str(day.meal_id)])
    assert version(cast.pilot) != empty
    ends(day)
    assert stops(cast.pilot) == []
    assert version(cast.pilot) == empty


def shared_lot(cast: Cast, kitchen: int) -> KitchenDay:
    """Every kitchen gets a crate of the cooperative's lot of that day."""
    day = lived(cast, 0, dishes=1, kitchen=kitchen)
    day.receive_line(GOODS["ca_rot"], Decimal(7), at=day.at(6, 30))
    return day


def test_a_lot_that_a_sister_kitchen_holds_is_stopped_here_too(cast: Cast) -> None:
    ours, theirs = shared_lot(cast, 0), shared_lot(cast, 1)
    assert lot_of(ours, "ca_rot") == lot_of(theirs, "ca_rot")
    before = version(cast.pilot)
    place_hold(theirs, kind="other", cause="Có giòi", lot_uris=[lot_of(theirs, "ca_rot")])
    (stop,) = stops(cast.pilot)
    assert (stop["kind"], stop["of"], stop["name"]) == ("lot", lot_of(ours, "ca_rot"), "Cà rốt")
    assert stop["reason"].startswith("Bếp ăn Trường PTDTBT Tiểu học Nà Tấu số 2 đang tạm giữ")
    assert stop["reason"].endswith(": Có giòi")
    assert version(cast.pilot) != before
    release(theirs)
    assert version(cast.pilot) == before


def test_a_sister_kitchen_says_nothing_of_its_pupils(cast: Cast) -> None:
    shared_lot(cast, 0)
    theirs = shared_lot(cast, 1)
    lot = lot_of(theirs, "ca_rot")
    place_hold(theirs, lot_uris=[lot], meal_ids=[str(theirs.meal_id)])
    (stop,) = stops(cast.pilot)
    assert CAUSE not in stop["reason"]
    assert stop["reason"].endswith(": Nghi ngộ độc")


def test_a_lot_that_never_came_here_is_no_matter_of_ours(cast: Cast) -> None:
    lived(cast, 0, dishes=1)
    theirs = shared_lot(cast, 1)
    place_hold(theirs, lot_uris=[lot_of(theirs, "ca_rot")])
    assert stops(cast.pilot) == []


def test_who_never_received_a_lot_cannot_stop_it_elsewhere(cast: Cast) -> None:
    """The code stands on a label in our kitchen for anybody to copy."""
    ours, theirs = shared_lot(cast, 0), lived(cast, 0, dishes=1, kitchen=1)
    place_hold(theirs, kind="other", cause="Có giòi", lot_uris=[lot_of(ours, "ca_rot")])
    assert stops(cast.pilot) == []


def test_our_own_hold_speaks_before_a_sisters(cast: Cast) -> None:
    ours, theirs = shared_lot(cast, 0), shared_lot(cast, 1)
    lot = lot_of(ours, "ca_rot")
    place_hold(theirs, kind="other", cause="Có giòi", lot_uris=[lot])
    place_hold(ours, kind="other", cause="Mùi lạ", lot_uris=[lot])
    (stop,) = stops(cast.pilot)
    assert stop["reason"].endswith(": Mùi lạ")
    assert line_of(ours, "ca_rot").place == cast.pilot.place
