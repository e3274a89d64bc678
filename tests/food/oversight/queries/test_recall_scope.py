"""How far a recall reaches, on days as kitchens live them."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nguon.base import clock
from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.kitchen.management.demo.menus import GOODS
from nguon.food.kitchen.models import Dish, ReceivedLine
from nguon.food.oversight.queries.four_answers import four_answers
from nguon.food.oversight.queries.recall_scope import (
    WHOLE_PROVINCE,
    RecallScope,
    RecallStart,
    recall_scope,
)
from nguon.food.oversight.queries.suspicion import ThingsStart, ThingStart
from nguon.food.oversight.queries.walk import Limits
from tests.food.kitchen.incidents import lived, lot_of, send_back

NOTHING_BESIDE = Limits(elsewhere=0)


def scope_of_things(*uris: str) -> RecallScope:
    return recall_scope(RecallStart(things=uris), at=clock.now())


def scope_of_trader(
    cast: Cast, *, days: int = 30, without: frozenset[str] = frozenset()
) -> RecallScope:
    at = clock.now()
    trader = cast.suppliers["thuong_lai"].organisation.pk
    start = RecallStart(
        supplier_id=trader, since=at - timedelta(days=days), until=at, without=without
    )
    return recall_scope(start, at=at)


def dish_lots(place_id: object) -> set[str]:
    return set(Dish.objects.filter(meal__place=place_id).values_list("lot_uri", flat=True))


@pytest.fixture
def pork(cast: Cast) -> str:
    """One lot of pork in two kitchens: eaten in the first, cooked and not yet eaten in the next."""
    first = lived(cast, 0, kitchen=0)
    second = lived(cast, 0, kitchen=1, eaten=False)
    assert lot_of(first, "lon") == lot_of(second, "lon")
    return lot_of(first, "lon")


def test_every_kitchen_that_received_the_lot_and_who_sold_it(cast: Cast, pork: str) -> None:
    scope = scope_of_things(pork)
    assert {one.place for one in scope.kitchens} == {k.place for k in cast.kitchens[:2]}
    assert [one.organisation for one in scope.organisations] == [
        cast.suppliers["thit"].organisation
    ]
    assert scope.strangers == []
    assert [one.uri for one in scope.recalled] == [pork]


def test_what_came_what_was_used_and_what_is_left(cast: Cast, pork: str) -> None:
    scope = scope_of_things(pork)
    for party, kitchen in zip(
        sorted(scope.kitchens, key=lambda one: one.place != cast.pilot.place),
        cast.kitchens[:2],
        strict=True,
    ):
        line = ReceivedLine.objects.standing().get(place=kitchen.place, lot_uri=pork)
        lot = next(one for one in party.lots if one.uri == pork)
        assert (lot.came, lot.uom) == (line.accepted_amount, "KGM")
        assert lot.left is not None
        assert lot.used == lot.came - lot.left
    (total,) = scope.totals
    came = sum(one.accepted_amount for one in ReceivedLine.objects.filter(lot_uri=pork))
    assert (total.uom, total.came, total.unknown) == ("KGM", came, 0)


def test_served_meals_waiting_dishes_and_kept_samples_stand_with_their_kitchen(
    cast: Cast, pork: str
) -> None:
    scope = scope_of_things(pork)
    by_place = {one.place: one for one in scope.kitchens}
    eaten, waiting = by_place[cast.kitchens[0].place], by_place[cast.kitchens[1].place]
    assert [meal.portions for meal in eaten.meals] == [910]
    assert waiting.meals == ()
    dish = {lot.uri for lot in waiting.lots if lot.is_dish}
    assert dish
    assert dish <= dish_lots(cast.kitchens[1].place)
    assert {lot.uri for lot in eaten.lots} == {pork}
    assert dish_lots(cast.kitchens[0].place) >= {one.dish for one in eaten.samples}


def test_a_kitchen_without_the_lot_and_goods_beside_it_are_not_in_it(cast: Cast, pork: str) -> None:
    lived(cast, 0, kitchen=2)
    scope = scope_of_things(lot_of(lived(cast, 1, kitchen=3, dishes=2, eaten=False), "lon"))
    assert {one.place for one in scope.kitchens} == {cast.kitchens[3].place}
    rest = {lot.uri for one in scope.kitchens for lot in one.lots if not lot.is_dish}
    assert pork not in rest


def test_all_goods_of_a_trader_come_with_lots_that_each_kitchen_numbered(cast: Cast) -> None:
    first, second = lived(cast, 1, kitchen=0), lived(cast, 1, kitchen=1, dishes=1, eaten=False)
    trader = cast.suppliers["thuong_lai"].organisation
    lots = set(ReceivedLine.objects.filter(supplier=trader).values_list("lot_uri", flat=True))
    scope = scope_of_trader(cast)
    assert {one.uri for one in scope.recalled} == lots
    assert {one.place for one in scope.kitchens} == {first.kitchen.place, second.kitchen.place}
    (told,) = scope.organisations
    assert (told.organisation, told.is_seller) == (trader, True)


def test_only_the_days_asked_about_and_without_what_was_left_out(cast: Cast) -> None:
    lived(cast, 9, kitchen=0, dishes=1, eaten=False)
    lived(cast, 1, kitchen=1, dishes=1, eaten=False)
    assert {one.place for one in scope_of_trader(cast, days=3).kitchens} == {cast.kitchens[1].place}
    every = scope_of_trader(cast)
    left_out = frozenset(one.uri for one in every.recalled[1:])
    (kept,) = every.recalled[:1]
    narrow = scope_of_trader(cast, without=left_out)
    assert [one.uri for one in narrow.recalled] == [one.uri for one in every.recalled]
    raw = {lot.uri for one in narrow.kitchens for lot in one.lots if not lot.is_dish}
    assert raw == {kept.uri}


def test_goods_sent_back_at_the_door_are_not_in_the_kitchen(cast: Cast) -> None:
    day = lived(cast, 0, kitchen=0, dishes=1, eaten=False)
    send_back(day, "trung")
    returned = ReceivedLine.objects.get(record_id=day.said["back:trung"]).lot_uri
    assert scope_of_things(returned).kitchens == []


def test_an_unknown_lot_reaches_nobody(cast: Cast) -> None:
    scope = scope_of_things("https://id.nguon.example/class/khong-co")
    assert (list(scope.recalled), list(scope.parties), scope.totals) == ([], [], [])


def test_a_supplier_of_nothing_reaches_nobody(cast: Cast) -> None:
    assert list(scope_of_trader(cast).parties) == []


def test_a_late_delivery_widens_the_scope_by_itself(cast: Cast) -> None:
    lived(cast, 1, kitchen=0, dishes=1, eaten=False)
    before = scope_of_trader(cast)
    lived(cast, 1, kitchen=2, dishes=1, eaten=False)
    after = scope_of_trader(cast)
    assert {one.place for one in after.kitchens} - {one.place for one in before.kitchens} == {
        cast.kitchens[2].place
    }


def test_somebody_nobody_registered_is_named_and_cannot_be_told(cast: Cast) -> None:
    day = lived(cast, 0, kitchen=0, dishes=1, eaten=False)
    day.receive_line(
        GOODS["trung"],
        Decimal(3),
        at=day.at(5, 50),
        source={"name": "Bà Hạnh chợ cóc", "phone": "0912 345 678"},
    )
    line = ReceivedLine.objects.filter(supplier=None).latest("sequence")
    scope = scope_of_things(line.lot_uri)
    assert [one.party.name for one in scope.strangers] == ["Bà Hạnh chợ cóc"]
    assert [one.key for one in scope.strangers] == [None]


def test_several_lots_asked_about_together_answer_like_each_alone(cast: Cast, pork: str) -> None:
    day = lived(cast, 0, kitchen=2)
    lots = (pork, lot_of(day, "gao"))
    at = clock.now()

    def served(start: ThingsStart | ThingStart) -> set[tuple[str, ...]]:
        answers = four_answers(start, principal=WHOLE_PROVINCE, at=at, limits=NOTHING_BESIDE)
        return {
            (meal.place.uri, dish.uri)
            for meal in answers.served
            for dish in meal.dishes
            if dish.is_suspected
        }

    assert served(ThingsStart(lots)) == served(ThingStart(lots[0])) | served(ThingStart(lots[1]))


def test_the_scope_costs_as_many_statements_for_one_kitchen_as_for_three(cast: Cast) -> None:
    costs = []
    for kitchens in (1, 3):
        for number in range(kitchens):
            if not costs or number:
                lived(cast, 0, kitchen=number, dishes=1, eaten=False)
        with CaptureQueriesContext(connection) as asked:
            scope_of_trader(cast)
        costs.append(len(asked))
    assert costs[0] == costs[1]
