"""What an authority wants kept is kept until it says otherwise."""

import json
from datetime import timedelta
from uuid import UUID

import pytest

from nguon.base.errors import Refused
from nguon.food.kitchen.choices import RecordKind
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.models import HoldRelease
from nguon.food.trace.models import Event
from nguon.ground.journal.models import Record
from nguon.ground.people.models import Person


def place_hold(day: KitchenDay, *, kind: str, by: Person) -> UUID:
    at = day.at(9, 0)
    body = {
        "held_at": at.isoformat(),
        "kind": kind,
        "cause": "trạm y tế yêu cầu",
        "meal_ids": [str(day.meal_id)],
    }
    return day.say(RecordKind.HOLD, body, key="hold", by=by, at=at)


def release(day: KitchenDay, hold_id: UUID, *, by: Person) -> None:
    at = day.at(15, 0)
    day.say(
        RecordKind.HOLD_RELEASED,
        {"hold_id": str(hold_id), "released_at": at.isoformat(), "finding": "không phải bữa ăn"},
        key="released",
        by=by,
        at=at,
    )


def test_the_manager_releases_the_kitchens_own_hold(monday: KitchenDay) -> None:
    hold_id = place_hold(monday, kind="suspicion", by=monday.kitchen.people["health_officer"])
    release(monday, hold_id, by=monday.kitchen.people["manager"])
    assert HoldRelease.objects.count() == 1


@pytest.mark.parametrize(
    ("kind", "who"),
    [
        pytest.param("authority", "officer", id="the kitchen wrote the request down"),
        pytest.param("suspicion", "inspector", id="an inspector placed it"),
    ],
)
def test_only_an_inspector_releases_what_an_authority_asked_for(
    monday: KitchenDay, kind: str, who: str
) -> None:
    inspector = monday.cast.people["inspector"]
    officer = monday.kitchen.people["health_officer"]
    hold_id = place_hold(monday, kind=kind, by=inspector if who == "inspector" else officer)
    with pytest.raises(Refused) as refused:
        release(monday, hold_id, by=monday.kitchen.people["manager"])
    assert refused.value.decision.code == "held_by_authority"
    release(monday, hold_id, by=inspector)
    assert HoldRelease.objects.count() == 1


def test_withdrawing_the_authoritys_hold_is_no_way_round(monday: KitchenDay) -> None:
    hold_id = place_hold(monday, kind="authority", by=monday.kitchen.people["health_officer"])
    with pytest.raises(Refused) as refused:
        monday.say(
            RecordKind.WITHDRAWN,
            {},
            key="withdrawn",
            by=monday.kitchen.people["manager"],
            at=monday.at(9, 0) + timedelta(minutes=5),
            supersedes=hold_id,
            reason="nhầm",
        )
    assert refused.value.decision.code == "held_by_authority"


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("suspicion", ["suspicion", "suspicion"]),
        ("other", ["trạm y tế yêu cầu", "không phải bữa ăn"]),
    ],
)
def test_events_say_of_the_sick_only_that_there_is_a_suspicion(
    monday: KitchenDay, kind: str, told: list[str]
) -> None:
    manager = monday.kitchen.people["manager"]
    monday.receive()
    hold = place_hold(monday, kind=kind, by=manager)
    release(monday, hold, by=manager)
    events = Event.objects.filter(
        record_id__in=Record.objects.filter(kind__startswith="hold").values("pk")
    )
    said = [json.loads(bytes(one.raw)).get("nguon:reason") for one in events.order_by("id")]
    assert said == told
