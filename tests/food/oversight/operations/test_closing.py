"""An incident ends with a finding, by somebody who may; and it can begin again."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from nguon.base import clock
from nguon.base.errors import InputInvalid, Missing, Refused
from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.models import Hold, HoldRelease, RetainedSample
from nguon.food.kitchen.queries.holds import open_holds_of_place
from nguon.food.kitchen.rules.destroying import may_be_destroyed
from nguon.food.oversight.choices import ActKind, FindingCode, IncidentState
from nguon.food.oversight.models import IncidentAct
from nguon.food.oversight.operations.close_incident import close_incident
from nguon.food.oversight.operations.rebuild_acts import rebuild_acts
from nguon.food.oversight.operations.reopen_incident import reopen_incident
from nguon.ground.people.models import Person
from tests.food.kitchen.incidents import place_hold, release
from tests.food.oversight.suspected import act, lived, seen_by, suspected

WORDS = "Vi rút rota; mẫu âm tính"


@pytest.fixture
def day(cast: Cast) -> KitchenDay:
    return lived(cast, 4, dishes=2)


@pytest.fixture
def incident(day: KitchenDay) -> UUID:
    return suspected(day)


def close(incident: UUID, *, by: Person, act_id: UUID | None = None, words: str = WORDS) -> None:
    close_incident(
        incident,
        by=by,
        finding=FindingCode.NOT_FOOD,
        words=words,
        act_id=act_id or uuid4(),
        at=clock.now(),
    )


def reopen(incident: UUID, *, by: Person, act_id: UUID | None = None) -> None:
    reopen_incident(incident, by=by, words="Thêm hai em", act_id=act_id or uuid4(), at=clock.now())


def test_closing_releases_what_is_held_and_keeps_the_finding(
    day: KitchenDay, incident: UUID
) -> None:
    manager = day.kitchen.people["manager"]
    close(incident, by=manager)
    seen = seen_by(manager, incident, at=clock.now())
    assert seen.state == IncidentState.CLOSED
    assert seen.finding is not None
    assert (seen.finding.code, seen.finding.words, seen.finding.by) == ("not_food", WORDS, manager)
    assert [entry.kind for entry in seen.log] == ["reported", "released", "incident_closed"]
    assert open_holds_of_place(day.kitchen.place.pk) == []
    sample = RetainedSample.objects.filter(place=day.kitchen.place)[0]
    assert may_be_destroyed(sample, at=clock.now()).allowed


def test_closing_twice_closes_once(day: KitchenDay, incident: UUID) -> None:
    manager, act_id = day.kitchen.people["manager"], uuid4()
    for _time in range(2):
        close(incident, by=manager, act_id=act_id)
    assert (HoldRelease.objects.count(), IncidentAct.objects.count()) == (1, 1)


@pytest.mark.parametrize("who", ["cook_1", "health_officer"])
def test_who_may_not_release_may_only_propose(day: KitchenDay, incident: UUID, who: str) -> None:
    person = day.kitchen.people[who]
    with pytest.raises(Refused):
        close(incident, by=person)
    act(
        day,
        ActKind.INCIDENT_CLOSING_PROPOSED,
        incident,
        by=person,
        finding="not_food",
        words="Cả lớp bị cúm",
    )
    seen = seen_by(person, incident, at=clock.now())
    assert (seen.state, seen.finding) == (IncidentState.OPEN, None)
    assert seen.proposed is not None
    assert (seen.proposed.code, seen.proposed.words) == ("not_food", "Cả lớp bị cúm")
    assert seen.proposed.by == person


def test_the_province_looks_on_and_does_not_close(cast: Cast, incident: UUID) -> None:
    with pytest.raises(Refused):
        close(incident, by=cast.people["province"])


def test_an_inspector_closes_it(cast: Cast, incident: UUID) -> None:
    inspector = cast.people["inspector"]
    close(incident, by=inspector)
    seen = seen_by(inspector, incident, at=clock.now())
    assert seen.finding is not None
    assert seen.finding.by == inspector


@pytest.mark.parametrize("who", ["parent", "supplier", "outsider"])
def test_strangers_neither_close_nor_reopen(cast: Cast, incident: UUID, who: str) -> None:
    with pytest.raises(Missing):
        close(incident, by=cast.people[who])
    with pytest.raises(Missing):
        reopen(incident, by=cast.people[who])


def test_a_finding_must_be_said(day: KitchenDay, incident: UUID) -> None:
    with pytest.raises(InputInvalid):
        close(incident, by=day.kitchen.people["manager"], words=" ")
    assert open_holds_of_place(day.kitchen.place.pk) != []


def test_what_an_authority_keeps_is_not_closed_by_the_kitchen(
    cast: Cast, day: KitchenDay, incident: UUID
) -> None:
    place_hold(day, kind="authority", cause="Công văn 12", key="order", meal_ids=[str(day.meal_id)])
    manager = day.kitchen.people["manager"]
    with pytest.raises(Refused) as refused:
        close(incident, by=manager)
    assert refused.value.decision.code == "held_by_authority"
    with pytest.raises(Refused):
        release(day)  # not by the kitchen's own page either
    close(incident, by=cast.people["inspector"])
    kinds = [one.hold.kind for one in open_holds_of_place(day.kitchen.place.pk)]
    assert kinds == ["authority"]


def test_an_authority_that_keeps_something_else_is_no_hindrance(
    day: KitchenDay, incident: UUID
) -> None:
    place_hold(
        day, kind="authority", cause="x", key="order", lot_uris=["https://bep.example/class/khac"]
    )
    close(incident, by=day.kitchen.people["manager"])
    assert [one.hold.kind for one in open_holds_of_place(day.kitchen.place.pk)] == ["authority"]


def test_an_incident_of_two_schools_stays_open_for_who_sees_both(
    cast: Cast, day: KitchenDay, incident: UUID
) -> None:
    elsewhere = lived(cast, 4, dishes=1, kitchen=1)
    there = suspected(elsewhere)
    inspector, manager = cast.people["inspector"], day.kitchen.people["manager"]
    act(day, ActKind.INCIDENT_JOINED, incident, by=inspector, reports=[str(there)])
    close(incident, by=manager)
    assert seen_by(manager, incident, at=clock.now()).state == IncidentState.CLOSED
    assert seen_by(inspector, incident, at=clock.now()).state == IncidentState.OPEN
    close(incident, by=inspector)
    assert seen_by(inspector, incident, at=clock.now()).state == IncidentState.CLOSED
    assert Hold.objects.count() == HoldRelease.objects.count() == 2


class TestOpeningAgain:
    def test_holds_the_same_things_by_a_new_record(self, day: KitchenDay, incident: UUID) -> None:
        manager, cook = day.kitchen.people["manager"], day.kitchen.cooks[0]
        close(incident, by=manager)
        reopen(incident, by=cook)
        seen = seen_by(manager, incident, at=clock.now())
        assert (seen.id, seen.state, seen.finding) == (incident, IncidentState.OPEN, None)
        first, second = Hold.objects.order_by("sequence")
        assert [report.id for report in seen.reports] == [first.root_id, second.root_id]
        for name in ("kind", "cause", "meal_ids", "sample_ids", "lot_uris", "sick", "symptoms"):
            assert getattr(first, name) == getattr(second, name)
        assert [entry.kind for entry in seen.log] == [
            "reported",
            "released",
            "incident_closed",
            "reported",
            "incident_reopened",
        ]

    def test_again_and_again_does_not_multiply_the_holds(
        self, day: KitchenDay, incident: UUID
    ) -> None:
        manager = day.kitchen.people["manager"]
        for _time in range(3):
            close(incident, by=manager)
            reopen(incident, by=manager)
        assert len(open_holds_of_place(day.kitchen.place.pk)) == 1
        assert Hold.objects.count() == 4
        assert rebuild_acts().differing == []

    def test_twice_with_one_press_opens_once(self, day: KitchenDay, incident: UUID) -> None:
        manager, act_id = day.kitchen.people["manager"], uuid4()
        close(incident, by=manager)
        for _time in range(2):
            reopen(incident, by=manager, act_id=act_id)
        assert Hold.objects.count() == 2

    def test_is_refused_while_it_is_open(self, day: KitchenDay, incident: UUID) -> None:
        with pytest.raises(Refused) as refused:
            reopen(incident, by=day.kitchen.people["manager"])
        assert refused.value.decision.code == "is_open"

    def test_is_not_for_the_province(self, cast: Cast, day: KitchenDay, incident: UUID) -> None:
        close(incident, by=day.kitchen.people["manager"])
        with pytest.raises(Refused):
            reopen(incident, by=cast.people["province"])


def test_an_offline_phones_report_is_an_incident_since_it_happened(
    day: KitchenDay,
) -> None:
    """It came two days late; the clock runs from the moment somebody pressed the button."""
    held = suspected(day)
    Hold.objects.filter(record_id=held).update(received_at=day.at(14, 0) + timedelta(days=2))
    seen = seen_by(day.kitchen.people["manager"], held, at=clock.now())
    assert (seen.opened_at, seen.received_at) == (
        day.at(14, 0),
        day.at(14, 0) + timedelta(days=2),
    )
