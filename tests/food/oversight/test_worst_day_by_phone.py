"""The red button on a phone without a network: what happens when its records come in at last."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from nguon.base import clock
from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.models import Ingredient, RetainedSample
from nguon.food.kitchen.queries.day import acts_of_day, boxes_of_place
from nguon.food.kitchen.rules.day import read_day
from nguon.food.kitchen.rules.destroying import may_be_destroyed
from nguon.food.oversight.choices import IncidentState
from nguon.food.oversight.queries.incidents import incidents_of
from nguon.food.oversight.rules.province import board_rows
from nguon.ground.people.choices import Act
from nguon.ground.people.queries import principal_of
from tests.food.kitchen.handset import Handset
from tests.food.oversight.suspected import lived, seen_by

HOURS = timedelta(hours=1)


@pytest.fixture
def day(cast: Cast) -> KitchenDay:
    return lived(cast, 4, dishes=3)


@pytest.fixture
def sister(cast: Cast) -> KitchenDay:
    return lived(cast, 4, dishes=3, kitchen=1)


def handset(day: KitchenDay) -> Handset:
    return Handset.of(day.kitchen.place, manager=day.kitchen.people["manager"])


def pressed(day: KitchenDay, phone: Handset, **suspected: Any) -> bytes:
    body = {
        "held_at": day.at(14, 0).isoformat(),
        "kind": "suspicion",
        "cause": "Nghi ngộ độc sau bữa trưa",
        "meal_ids": [str(day.meal_id)],
        "suspected": suspected,
    }
    return phone.record("hold", body, by=day.kitchen.cooks[0], at=day.at(14, 0))


def destroyed(day: KitchenDay, phone: Handset, sample: RetainedSample) -> bytes:
    at = day.at(15, 0)
    body = {
        "sample_id": str(sample.record_id),
        "destroyed_at": at.isoformat(),
        "condition": "Bình thường",
    }
    return phone.record("sample_destroyed", body, by=day.kitchen.cooks[0], at=at)


def test_two_taps_that_come_hours_late_are_one_incident_since_the_first(
    cast: Cast, day: KitchenDay
) -> None:
    phone = handset(day)
    raws = [pressed(day, phone), pressed(day, phone, sick=12, symptoms=["vomiting"])]
    came_at = day.at(14, 0) + 5 * HOURS
    assert [one.result for one in phone.hand_in(raws, at=came_at)] == ["stored", "stored"]
    inspector = cast.people["inspector"]
    principal = principal_of(inspector, act=Act.WORK_ON_INCIDENT)
    (incident,) = incidents_of(principal, clock.now())
    assert (incident.opened_at, incident.received_at) == (day.at(14, 0), came_at)
    assert (incident.sick, incident.state) == (12, IncidentState.OPEN)
    assert incident.opened_by == day.kitchen.cooks[0]
    (row,) = board_rows([day.kitchen.place], at=clock.now())
    assert (row.facts.open_holds, len(row.incidents)) == (2, 1)


def test_until_it_comes_nothing_is_held_and_from_then_on_everything(
    day: KitchenDay, sister: KitchenDay
) -> None:
    phone = handset(day)
    raw = pressed(day, phone)
    held = RetainedSample.objects.filter(place=day.kitchen.place)
    before = {may_be_destroyed(one, at=clock.now()).allowed for one in held}
    phone.hand_in([raw], at=day.at(19, 0))
    after = {may_be_destroyed(one, at=clock.now()).code for one in held}
    theirs = RetainedSample.objects.filter(place=sister.kitchen.place)
    assert (before, after) == ({True}, {"held_suspicion"})
    assert "held_suspicion" in {may_be_destroyed(one, at=clock.now()).code for one in theirs}


@pytest.mark.parametrize("order", ["hold first", "destruction first"])
def test_a_box_that_a_sister_kitchen_destroyed_offline_is_red_whichever_came_first(
    day: KitchenDay, sister: KitchenDay, order: str
) -> None:
    ours, theirs = handset(day), handset(sister)
    hold = pressed(day, ours)
    shared = _shared(day, sister)
    gone = destroyed(sister, theirs, shared)
    steps = [lambda: ours.hand_in([hold], at=day.at(20, 0))]
    steps.append(lambda: theirs.hand_in([gone], at=day.at(20, 30)))
    for step in steps if order == "hold first" else steps[::-1]:
        assert [one.result for one in step()] == ["stored"]
    boxes = boxes_of_place(sister.kitchen.place, since=day.at(0, 0))
    view = read_day(
        acts_of_day(sister.kitchen.place, sister.day), boxes, day_hash="", at=clock.now()
    )
    assert "destroyed_under_hold" in [flag.code for flag in view.flags]


def test_the_incident_page_shows_the_box_that_is_gone(
    cast: Cast, day: KitchenDay, sister: KitchenDay
) -> None:
    ours, theirs = handset(day), handset(sister)
    shared = _shared(day, sister)
    ours.hand_in([pressed(day, ours)], at=day.at(20, 0))
    theirs.hand_in([destroyed(sister, theirs, shared)], at=day.at(20, 30))
    client = Client()
    client.force_login(cast.people["province"])
    incident = _only_incident(cast)
    shown = client.get(reverse("oversight:incident", args=[incident])).content.decode()
    assert shared.box_code in shown
    assert "Không còn: không thể xét nghiệm nữa." in shown
    assert "Điện thoại mất mạng" in shown


def _only_incident(cast: Cast) -> UUID:
    principal = principal_of(cast.people["province"], act=Act.WORK_ON_INCIDENT)
    (incident,) = incidents_of(principal, clock.now())
    assert seen_by(cast.people["inspector"], incident.id, at=clock.now()).id == incident.id
    return incident.id


def _shared(day: KitchenDay, sister: KitchenDay) -> RetainedSample:
    """A box of the sister kitchen with a lot that went into the suspected meal."""
    ours = {used.lot_uri for used in _used(day)}
    for used in _used(sister):
        if used.lot_uri in ours:
            found: RetainedSample = used.check_made.dish.samples.get()
            return found
    raise AssertionError("the two schools share no lot")


def _used(day: KitchenDay) -> Any:
    place = day.kitchen.place
    return Ingredient.objects.filter(check_made__place=place).select_related("check_made__dish")
