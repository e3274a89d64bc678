"""More than a walk can hold: the newest goods come to their meals, and what is left out is said."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from nguon.core.epcis import BizLocation, Event, ObjectEvent, QuantityElement, Source
from nguon.food.oversight.queries.four_answers import four_answers
from nguon.food.oversight.queries.four_answers_value import FourAnswers
from nguon.food.oversight.queries.suspicion import Start, SupplierStart, ThingsStart, ThingStart
from nguon.food.oversight.queries.walk import Limits
from nguon.food.trace.operations import capture_events
from nguon.ground.people.choices import OrganisationKind
from nguon.ground.people.models import Organisation
from nguon.ground.people.queries import Principal
from tests.food.oversight.network import HOST, KITCHENS, START, TRADERS, made_of

TENANT = UUID(int=1)
EVERYBODY = Principal(None, frozenset(), frozenset(), True, "following")
NOW = START + timedelta(hours=2)
LOTS = [f"{HOST}/class/hang-{n}" for n in range(10)]
DISHES = [f"{HOST}/class/mon-cua-{n}" for n in range(10)]


def handed_over(lot: str, *, minute: int) -> Event:
    source = (Source("possessing_party", TRADERS[0]),)
    goods = (QuantityElement(lot, Decimal(3), "KGM"),)
    return seen("receiving", minute=minute, quantity_list=goods, source_list=source)


def handed_out(dish: str, *, minute: int) -> Event:
    return seen("dispensing", minute=minute, quantity_list=(QuantityElement(dish, Decimal(30)),))


def seen(step: str, *, minute: int, **members: Any) -> Event:
    return ObjectEvent(
        event_time=at(minute),
        event_time_zone_offset="+07:00",
        action="OBSERVE",
        biz_step=step,
        biz_location=BizLocation(KITCHENS[0]),
        **members,
    )


def at(minute: int) -> datetime:
    return START + timedelta(minutes=minute)


def told(events: list[Event], *, recorded_at: datetime = NOW) -> None:
    capture_events(events, tenant_id=TENANT, received_at=recorded_at)


def asked(start: Start, *, walk: int) -> FourAnswers:
    return four_answers(start, principal=EVERYBODY, at=NOW, limits=Limits(walk=walk))


def eaten(answers: FourAnswers) -> list[str]:
    return [dish.uri for meal in answers.served for dish in meal.dishes]


@pytest.fixture
def trader(db: None) -> SupplierStart:
    """Ten lots, one a minute; of each one dish, which was handed out."""
    for number, lot in enumerate(LOTS):
        told([handed_over(lot, minute=number)], recorded_at=at(number))
    for number, (lot, dish) in enumerate(zip(LOTS, DISHES, strict=True)):
        told([made_of([lot], [dish], minute=20 + number), handed_out(dish, minute=40 + number)])
    organisation = Organisation.objects.create(
        kind=OrganisationKind.TRADER, identifier=TRADERS[0], display_name="Người buôn"
    )
    return SupplierStart(organisation.pk)


@pytest.mark.parametrize(("walk", "lots"), [(30, 10), (29, 9), (12, 3), (6, 1), (3, 1)])
def test_the_newest_goods_are_followed_to_their_meals(
    trader: SupplierStart, walk: int, lots: int
) -> None:
    answers = asked(trader, walk=walk)
    assert eaten(answers) == DISHES[10 - lots :]
    assert [one.thing for one in answers.lots] == sorted(LOTS[10 - lots :], key=LOTS.index)
    left_out = lots < len(LOTS)
    assert answers.limits == (("earlier",) if left_out else ())
    assert answers.followed_since == (at(9 - lots) if left_out else None)


def test_one_lot_that_alone_is_too_much_still_comes_to_trays(trader: SupplierStart) -> None:
    """Thirty crates before any dish: whoever takes the nearest first sees no meal at all."""
    crates = [f"{HOST}/class/thung-nho-{n}" for n in range(30)]
    told([handed_over(f"{HOST}/class/lon", minute=50)])
    for number, crate in enumerate(crates):
        told([made_of([f"{HOST}/class/lon"], [crate], minute=51)])
        dish = f"{HOST}/class/mon-thung-{number}"
        told([made_of([crate], [dish], minute=52), handed_out(dish, minute=53)])
    for start in (trader, ThingStart(f"{HOST}/class/lon")):
        answers = asked(start, walk=20)
        assert "downstream" in answers.limits
        assert not answers.is_complete
        assert len(eaten(answers)) == 4


def test_a_recall_asks_for_goods_and_takes_all_of_them_first(trader: SupplierStart) -> None:
    answers = asked(ThingsStart(tuple(LOTS)), walk=12)
    assert {one.thing for one in answers.lots} == set(LOTS)
    assert answers.limits == ("downstream",)
