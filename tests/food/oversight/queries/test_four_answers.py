"""The four answers on days as kitchens live them: what they say, to whom, and what they cost."""

import uuid
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nguon.base import clock
from nguon.base.errors import InputInvalid, Missing
from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.kitchen.management.demo.menus import GOODS
from nguon.food.kitchen.management.demo.suppliers import Wanted, send_supplier_events
from nguon.food.kitchen.models import Dish, Meal, ReceivedLine, RetainedSample
from nguon.food.kitchen.queries.held_at import HeldAt, held_at
from nguon.food.kitchen.queries.holds import holds_on, open_holds_over
from nguon.food.kitchen.rules.stock import stock_of_place
from nguon.food.oversight.queries.four_answers import four_answers
from nguon.food.oversight.queries.four_answers_value import FourAnswers
from nguon.food.oversight.queries.suspicion import (
    MealStart,
    SickCount,
    SickStart,
    Start,
    SupplierStart,
    ThingStart,
)
from nguon.food.oversight.queries.walk import Limits
from nguon.ground.people.models import Organisation, Person, Place
from nguon.ground.people.queries import principal_of
from tests.food.kitchen.incidents import lived, place_hold, release

PORK = "Thịt lợn nạc vai"


def asked(person: Person, start: Start, **limits: int) -> FourAnswers:
    chosen = Limits(**limits) if limits else None
    return four_answers(start, principal=principal_of(person), at=clock.now(), limits=chosen)


def meal_of(cast: Cast, kitchen: int) -> Meal:
    return Meal.objects.get(place=cast.kitchens[kitchen].place)


def sick(cast: Cast, kitchen: int, *counts: tuple[str, int]) -> SickStart:
    meal = meal_of(cast, kitchen)
    return SickStart(tuple(SickCount(meal.pk, code, number) for code, number in counts))


@pytest.fixture
def two_kitchens(cast: Cast) -> Cast:
    """Yesterday in two kitchens: the same lot of pork, each its own rice."""
    lived(cast, 1, kitchen=0)
    lived(cast, 1, kitchen=1)
    return cast


def test_a_sick_meal_leads_to_the_other_kitchen_that_cooked_the_same_pork(
    two_kitchens: Cast,
) -> None:
    cast = two_kitchens
    answers = asked(cast.people["province"], sick(cast, 0, ("4A", 12), ("4B", 3)))
    assert (answers.weight, answers.weighed_by, answers.cases) == (15, "sick", 1)
    first, second = answers.served
    assert (first.place.uri, first.sick) == (cast.kitchens[0].place.identifier, 15)
    assert (first.is_suspected, first.portions) == (True, 910)
    assert (second.place.uri, second.is_suspected) == (cast.kitchens[1].place.identifier, False)
    assert (answers.kitchens, answers.portions) == (1, 910)
    boxes = RetainedSample.objects.filter(place=cast.kitchens[0].place)
    left = {sample.uri for sample in answers.samples_left if sample.is_suspected}
    assert left == set(boxes.values_list("box_uri", flat=True))
    assert answers.is_complete


def test_cooked_pork_is_counted_less_and_says_so(two_kitchens: Cast) -> None:
    answers = asked(two_kitchens.people["province"], sick(two_kitchens, 0, ("4A", 1)))
    pork = next(lot for lot in answers.lots if lot.name == PORK).standing
    assert (pork.share, pork.heated_share, pork.score) == (1, 1, Decimal("0.25"))
    assert pork.discount == Decimal("0.75")
    assert {proof.celsius >= 75 for proof in pork.proofs} == {True}
    assert {proof.place.uri for proof in pork.proofs} <= {
        kitchen.place.identifier for kitchen in two_kitchens.kitchens[:2]
    }
    scores = [lot.standing.score for lot in answers.lots]
    assert scores == sorted(scores, reverse=True)


def test_a_supplier_is_asked_about_under_all_its_names(two_kitchens: Cast) -> None:
    trader = two_kitchens.suppliers["thuong_lai"].organisation
    answers = asked(two_kitchens.people["province"], SupplierStart(trader.pk))
    link = next(one for one in answers.suppliers if one.party.uri == trader.identifier)
    assert set(link.names) == set(trader.names.values_list("legal_name", flat=True))
    assert len(link.names) == 2
    assert link.standing.is_common
    assert answers.kitchens == 2


def test_a_held_lot_is_told_as_held_and_a_sample_too(two_kitchens: Cast) -> None:
    cast = two_kitchens
    day = lived(cast, 0, kitchen=0, eaten=False)
    rice = ReceivedLine.objects.filter(product_name__startswith="Gạo", place=day.kitchen.place)
    box = RetainedSample.objects.filter(dish__meal__date=day.day).earliest("happened_at")
    lot = rice.latest("happened_at").lot_uri
    place_hold(day, lot_uris=[lot], sample_ids=[str(box.root_id)])
    answers = asked(cast.people["province"], ThingStart(lot))
    assert {one.thing: one.is_held for one in answers.on_hand}[lot] is True
    assert {one.uri: one.is_held for one in answers.samples}[box.box_uri] is True


def held_in(answers: FourAnswers, cast: Cast) -> dict[str, set[tuple[str, bool]]]:
    """By kitchen: of what it has, and of its samples, whether they are told as held."""
    shown = [(one.holder.uri, one.thing, one.is_held) for one in answers.on_hand]
    shown += [(one.place.uri, one.uri, one.is_held) for one in answers.samples]
    uris = [kitchen.place.identifier for kitchen in cast.kitchens[:2]]
    return {uri: {one[1:] for one in shown if one[0] == uri} for uri in uris}


def test_what_a_suspicion_reaches_is_told_as_held_in_every_kitchen(two_kitchens: Cast) -> None:
    """No event says so: the report names a meal, and kitchens refuse what was in it."""
    cast = two_kitchens
    day = lived(cast, 0, kitchen=0, eaten=False)
    lived(cast, 0, kitchen=1, eaten=False)
    start, province = MealStart((day.meal_id,)), cast.people["province"]
    before = asked(province, start)
    assert {one.is_held for one in (*before.on_hand, *before.samples)} == {False}
    place_hold(day, meal_ids=[str(day.meal_id)])
    for person, kitchens in ((province, 2), (day.kitchen.people["manager"], 1)):
        answers, reached = asked(person, start), set()
        dishes = {one.thing: one.is_held for one in answers.on_hand if one.is_dish}
        mine = set(Dish.objects.filter(meal=day.meal_id).values_list("lot_uri", flat=True))
        assert {uri for uri, is_held in dishes.items() if is_held} == mine
        for uri, shown in held_in(answers, cast).items():
            refused = refused_at(Place.objects.get(identifier=uri))
            seen = {thing for thing, _ in shown} - dishes.keys()
            assert {thing for thing, is_held in shown if is_held} - mine == refused & seen
            reached |= {uri for _ in refused & seen}
        assert len(reached) == kitchens
    release(day)
    after = asked(province, start)
    assert {one.is_held for one in (*after.on_hand, *after.samples)} == {False}


def refused_at(place: Place) -> set[str]:
    """Lots that may not be cooked there, and boxes that may not be destroyed."""
    at = clock.now()
    refused = {lot.line.lot_uri for lot in stock_of_place(place, at=at) if not lot.usable.allowed}
    boxes = RetainedSample.objects.standing().filter(place=place).select_related("dish__meal")
    standing = open_holds_over(place.pk)
    return refused | {box.box_uri for box in boxes if holds_on(box, standing)}


def test_the_holds_of_many_kitchens_cost_no_more_queries_than_one(two_kitchens: Cast) -> None:
    cast, at = two_kitchens, clock.now()
    uris = [kitchen.place.identifier for kitchen in cast.kitchens[:2]]
    counts = []
    for number in (0, 1):
        day = lived(cast, 0, kitchen=number, eaten=False)
        goods = set(ReceivedLine.objects.values_list("lot_uri", flat=True))
        boxes = set(RetainedSample.objects.values_list("box_uri", flat=True))
        place_hold(day, meal_ids=[str(day.meal_id)])
        with CaptureQueriesContext(connection) as queries:
            held = held_at(uris[: number + 1], goods=goods, at=at)
            held.boxes_among(boxes)
        counts.append(len(queries))
    assert counts == [6, 6]
    with CaptureQueriesContext(connection) as queries:
        assert held_at([], goods=goods, at=at) == HeldAt()
    assert len(queries) <= 1


def test_a_dish_that_was_cooked_and_not_yet_served_can_be_stopped(cast: Cast) -> None:
    lived(cast, 0, kitchen=0, eaten=False)
    dishes = set(Dish.objects.values_list("lot_uri", flat=True))
    answers = asked(cast.people["province"], MealStart((meal_of(cast, 0).pk,)))
    assert answers.served == []
    assert {one.thing for one in answers.stoppable if one.is_dish} == dishes
    assert [one.is_dish for one in answers.stoppable][: len(dishes)] == [True] * len(dishes)


def test_a_school_sees_its_own_and_who_else_received(two_kitchens: Cast) -> None:
    cast = two_kitchens
    answers = asked(cast.kitchens[0].people["manager"], sick(cast, 0, ("4A", 2)))
    own, other = (kitchen.place.identifier for kitchen in cast.kitchens[:2])
    assert {meal.place.uri for meal in answers.served} == {own}
    assert {one.holder.uri for one in answers.on_hand} <= {own}
    assert {one.place.uri for one in answers.samples} == {own}
    elsewhere = [one for one in answers.received if not one.is_own]
    assert PORK in {one.name for one in elsewhere}
    assert {one.place.uri for one in elsewhere} == {other}
    places = {proof.place.uri for lot in answers.lots for proof in lot.standing.proofs}
    assert places == {own}


def test_the_secrets_of_another_kitchen_answer_like_nothing(two_kitchens: Cast) -> None:
    cast = two_kitchens
    manager = cast.kitchens[0].people["manager"]
    theirs = meal_of(cast, 1)
    dish = theirs.dishes.first()
    box = RetainedSample.objects.filter(place=theirs.place).first()
    assert dish is not None
    assert box is not None
    starts: list[Start] = [
        ThingStart(dish.lot_uri),
        ThingStart(box.box_uri),
        ThingStart("https://id.gs1.org/01/09521234543213/10/KHONG-CO"),
        MealStart((theirs.pk,)),
        MealStart((meal_of(cast, 0).pk, theirs.pk)),
        SickStart((SickCount(theirs.pk, "4A", 3),)),
        SupplierStart(uuid.UUID(int=5)),
    ]
    for start in starts:
        with pytest.raises(Missing):
            asked(manager, start)


def shipped_by(cast: Cast) -> None:
    """The cooperative's own program tells what it grew, made ready and shipped."""
    day = clock.today() - timedelta(days=1)
    wanted = Wanted(GOODS["cai"], {cast.kitchens[0].key: Decimal(30)})
    send_supplier_events(cast, [wanted], day=day)


def test_a_supplier_sees_its_own_lots_and_no_meal(cast: Cast) -> None:
    shipped_by(cast)
    lived(cast, 1, kitchen=0)
    lived(cast, 1, kitchen=1)
    person = cast.people["supplier"]
    own = Organisation.objects.get(pk=next(iter(principal_of(person).organisation_ids)))
    others = [s.organisation for s in cast.suppliers.values() if s.organisation != own]
    answers = asked(person, SupplierStart(own.pk))
    assert {one.name for one in answers.received} == {GOODS["cai"].name}
    assert (list(answers.served), list(answers.samples)) == ([], [])
    assert {one.party.uri for one in answers.suppliers} == {own.identifier}
    for other in others:
        with pytest.raises(Missing):
            asked(person, SupplierStart(other.pk))
    with pytest.raises(Missing):
        asked(person, MealStart((meal_of(cast, 0).pk,)))


@pytest.mark.parametrize("who", ["outsider", "parent"])
def test_who_has_no_business_there_learns_nothing(two_kitchens: Cast, who: str) -> None:
    cast = two_kitchens
    lots = ReceivedLine.objects.values_list("lot_uri", flat=True)
    starts: list[Start] = [ThingStart(lot) for lot in lots]
    starts += [SupplierStart(s.organisation.pk) for s in cast.suppliers.values()]
    starts.append(MealStart((meal_of(cast, 0).pk,)))
    for start in starts:
        with pytest.raises(Missing):
            asked(cast.people[who], start)


def test_a_number_of_sick_below_one_is_refused(two_kitchens: Cast) -> None:
    with pytest.raises(InputInvalid):
        asked(two_kitchens.people["province"], sick(two_kitchens, 0, ("4A", 0)))


def test_what_is_left_out_is_said(two_kitchens: Cast) -> None:
    start = sick(two_kitchens, 0, ("4A", 1))
    answers = asked(two_kitchens.people["province"], start, walk=8, elsewhere=1)
    assert answers.limits == ("upstream", "downstream", "elsewhere")
    assert not answers.is_complete


def test_one_meal_and_two_cost_the_same_number_of_queries(two_kitchens: Cast) -> None:
    person = two_kitchens.people["province"]
    principal, at = principal_of(person), clock.now()
    counts = []
    for kitchens in ((0,), (0, 1)):
        meals = MealStart(tuple(meal_of(two_kitchens, number).pk for number in kitchens))
        with CaptureQueriesContext(connection) as queries:
            four_answers(meals, principal=principal, at=at)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 24
