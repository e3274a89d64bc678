"""Acts on an incident: stored as sent, projected once, refused with a reason."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from nguon.base.errors import InputInvalid, Missing, Refused
from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.models import RetainedSample
from nguon.food.kitchen.operations.rebuild_projections import rebuild_projections
from nguon.food.kitchen.queries.day import day_seal
from nguon.food.oversight.choices import INCIDENT_KINDS, ActKind, IncidentState
from nguon.food.oversight.models import IncidentAct
from nguon.food.oversight.operations.append_act import append_act
from nguon.food.oversight.operations.deeds import DEEDS
from nguon.food.oversight.operations.rebuild_acts import RebuiltActs, rebuild_acts
from nguon.food.oversight.queries.incidents import incidents_of
from nguon.food.oversight.queries.suspicion import SickCount
from nguon.food.oversight.rules.class_codes import class_code
from nguon.ground.journal.models import Record
from nguon.ground.people.choices import Act
from nguon.ground.people.models import Person
from nguon.ground.people.queries import Principal, principal_of
from tests.food.kitchen.incidents import release, withdraw
from tests.food.oversight.suspected import act, act_bytes, lived, seen_by, suspected


@pytest.fixture
def day(cast: Cast) -> KitchenDay:
    return lived(cast, dishes=2)


@pytest.fixture
def manager(day: KitchenDay) -> Person:
    return day.kitchen.people["manager"]


def counted(day: KitchenDay, **by_class: int) -> list[dict[str, Any]]:
    return [
        {"meal_id": str(day.meal_id), "class_code": code, "sick": sick}
        for code, sick in by_class.items()
    ]


def principal(person: Person) -> Principal:
    return principal_of(person, act=Act.WORK_ON_INCIDENT)


def test_every_kind_of_act_has_a_deed() -> None:
    assert set(DEEDS) >= set(INCIDENT_KINDS)


def test_a_hold_for_suspicion_is_an_incident_at_once(day: KitchenDay, manager: Person) -> None:
    incident = suspected(day)
    seen = seen_by(manager, incident, at=day.at(15, 0))
    assert (seen.id, seen.kitchen, seen.opened_by) == (incident, day.kitchen.place, manager)
    assert (seen.state, seen.sick) == (IncidentState.OPEN, 12)
    assert (seen.opened_at, seen.first_onset_at) == (day.at(14, 0), day.at(13, 20))
    assert [meal.id for meal in seen.meals] == [day.meal_id]
    assert [entry.kind for entry in seen.log] == ["reported"]


def test_an_act_is_stored_as_sent_and_projected(day: KitchenDay, manager: Person) -> None:
    incident = suspected(day)
    body = {"incident": str(incident), "words": "Đã báo trạm y tế", "extra": 1}
    raw = act_bytes(day, ActKind.INCIDENT_NOTE, body, by=manager, at=day.at(15, 0))
    appended = append_act(raw, by=manager, received_at=day.at(15, 1))
    row = IncidentAct.objects.get()
    assert appended.outcome == "stored"
    assert bytes(appended.record.raw) == raw
    assert (row.record_id, row.incident_id, row.kind) == (
        appended.record.pk,
        incident,
        "incident_note",
    )
    assert row.body == {"words": "Đã báo trạm y tế"}
    assert (row.happened_at, row.received_at) == (day.at(15, 0), day.at(15, 1))


def test_sending_an_act_again_changes_nothing(day: KitchenDay, manager: Person) -> None:
    incident = suspected(day)
    id_ = uuid4()
    said = {"incident": str(incident), "words": "một"}
    raw = act_bytes(day, ActKind.INCIDENT_NOTE, said, by=manager, at=day.at(15, 0), id_=id_)
    other = act_bytes(
        day, ActKind.INCIDENT_NOTE, said | {"words": "hai"}, by=manager, at=day.at(15, 0), id_=id_
    )
    outcomes = [
        append_act(one, by=manager, received_at=day.at(15, n)).outcome
        for n, one in enumerate([raw, raw, other])
    ]
    assert outcomes == ["stored", "duplicate", "conflict"]
    assert [row.body["words"] for row in IncidentAct.objects.all()] == ["một"]


@pytest.mark.parametrize(
    ("kind", "body", "path"),
    [
        (ActKind.INCIDENT_NOTE, {}, "body.words"),
        (ActKind.INCIDENT_NOTE, {"incident": "x", "words": "a"}, "body.incident"),
        (ActKind.INCIDENT_CALL, {"called": "mother", "outcome": "reached"}, "body.called"),
        (ActKind.INCIDENT_CALL, {"called": "hospital"}, "body.outcome"),
        (ActKind.INCIDENT_SICK, {"counts": []}, "body.counts"),
        (ActKind.INCIDENT_JOINED, {"reports": []}, "body.reports"),
        (ActKind.INCIDENT_CLOSED, {"words": "xong", "finding": "?"}, "body.finding"),
        ("incident_forgotten", {"words": "a"}, "type"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(
    day: KitchenDay, manager: Person, kind: ActKind, body: dict[str, Any], path: str
) -> None:
    said = {"incident": str(suspected(day))} | body
    raw = act_bytes(day, kind, said, by=manager, at=day.at(15, 0))
    with pytest.raises(InputInvalid) as refused:
        append_act(raw, by=manager, received_at=day.at(15, 1))
    assert [fault.path for fault in refused.value.errors] == [path]
    assert not IncidentAct.objects.exists()


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("5A2", "5A2"),
        ("5a2", "5A2"),
        ("4 B", "4B"),
        ("10Đ1", "10Đ1"),
        ("12/3", "12/3"),
        ("MGL", "MGL"),
        ("khác", "KHÁC"),
        ("Lan", None),
        ("LAN", None),
        ("Lò Thị Hoa", None),
        ("HOA5", "HOA5"),
        ("HOANG5", None),
        ("LÒ5", None),
        ("5A2 Nam Lò", None),
        ("٣A", None),
        ("", None),
    ],
)
def test_a_class_is_a_code_and_not_a_name(said: str, code: str | None) -> None:
    assert class_code(said) == code


def test_the_newest_count_of_a_class_replaces_the_earlier(day: KitchenDay, manager: Person) -> None:
    incident = suspected(day)
    act(day, ActKind.INCIDENT_SICK, incident, counts=counted(day, **{"4a": 7, "4B": 2}))
    act(day, ActKind.INCIDENT_SICK, incident, counts=counted(day, **{"4A": 9}))
    seen = seen_by(manager, incident, at=day.at(16, 0))
    assert seen.counts == [
        SickCount(meal_id=day.meal_id, class_code="4A", sick=9),
        SickCount(meal_id=day.meal_id, class_code="4B", sick=2),
    ]
    assert seen.sick == 11


def test_sick_of_a_meal_of_another_kitchen_are_refused(cast: Cast, day: KitchenDay) -> None:
    incident = suspected(day)
    elsewhere = lived(cast, dishes=1, kitchen=1)
    with pytest.raises(InputInvalid):
        act(day, ActKind.INCIDENT_SICK, incident, counts=counted(elsewhere, **{"4A": 7}))


def test_nobody_signs_for_somebody_else(day: KitchenDay, manager: Person) -> None:
    cook = day.kitchen.cooks[0]
    said = {"incident": str(suspected(day)), "words": "x"}
    raw = act_bytes(day, ActKind.INCIDENT_NOTE, said, by=manager, at=day.at(15, 0))
    with pytest.raises(Refused) as refused:
        append_act(raw, by=cook, received_at=day.at(15, 1))
    assert refused.value.decision.code == "other_actor"


@pytest.mark.parametrize("who", ["parent", "supplier", "outsider"])
def test_who_has_no_part_in_it_does_not_learn_that_it_is_there(
    cast: Cast, day: KitchenDay, who: str
) -> None:
    incident = suspected(day)
    with pytest.raises(Missing):
        act(day, ActKind.INCIDENT_NOTE, incident, by=cast.people[who], words="x")
    with pytest.raises(Missing):
        seen_by(cast.people[who], incident, at=day.at(15, 0))


def test_another_school_does_not_learn_that_it_is_there(cast: Cast, day: KitchenDay) -> None:
    incident = suspected(day)
    for person in cast.kitchens[1].people.values():
        with pytest.raises(Missing):
            seen_by(person, incident, at=day.at(15, 0))


@pytest.mark.parametrize("who", ["inspector", "province"])
def test_inspector_and_province_write_in_the_log(cast: Cast, day: KitchenDay, who: str) -> None:
    incident = suspected(day)
    act(day, ActKind.INCIDENT_NOTE, incident, by=cast.people[who], words="Đang đến")
    seen = seen_by(cast.people[who], incident, at=day.at(16, 0))
    assert [(entry.kind, entry.words) for entry in seen.log][1:] == [("incident_note", "Đang đến")]


def test_an_act_that_lies_ahead_is_refused(day: KitchenDay, manager: Person) -> None:
    incident = suspected(day)
    ahead = (day.at(15, 30) + timedelta(minutes=6)).isoformat()
    with pytest.raises(InputInvalid) as refused:
        act(day, ActKind.INCIDENT_NOTE, incident, words="x", happened_at=ahead)
    assert [fault.path for fault in refused.value.errors] == ["body.happened_at"]


@pytest.mark.parametrize("kind", [ActKind.INCIDENT_NOTE, ActKind.INCIDENT_CALL])
def test_an_act_long_before_the_first_sick_is_refused(
    day: KitchenDay, manager: Person, kind: ActKind
) -> None:
    incident = suspected(day)
    onset = day.at(13, 20)
    note, call = {"words": "x"}, {"called": "hospital", "outcome": "reached"}
    said = note if kind == ActKind.INCIDENT_NOTE else call
    act(day, kind, incident, happened_at=(onset - timedelta(days=30)).isoformat(), **said)
    for early in ("1970-01-01T00:00:00+00:00", (onset - timedelta(days=30, seconds=1)).isoformat()):
        with pytest.raises(InputInvalid) as refused:
            act(day, kind, incident, happened_at=early, **said)
        assert [fault.path for fault in refused.value.errors] == ["body.happened_at"]


def test_closing_comes_after_what_is_held_was_released(day: KitchenDay, manager: Person) -> None:
    incident = suspected(day)
    with pytest.raises(Refused) as refused:
        act(day, ActKind.INCIDENT_CLOSED, incident, finding="not_food", words="Vi rút")
    assert refused.value.decision.code == "still_held"


def test_a_hold_that_is_simply_released_closes_its_incident(
    day: KitchenDay, manager: Person
) -> None:
    incident = suspected(day)
    release(day)
    seen = seen_by(manager, incident, at=day.at(17, 0))
    assert seen.state == IncidentState.CLOSED
    assert seen.finding is not None
    assert (seen.finding.code, seen.finding.words) == ("", "Không phải do thực phẩm")
    assert [entry.kind for entry in seen.log] == ["reported", "released"]


def test_a_withdrawn_report_is_still_there_to_read(day: KitchenDay, manager: Person) -> None:
    incident = suspected(day)
    withdraw(day, "hold")
    seen = seen_by(manager, incident, at=day.at(17, 0))
    assert (seen.state, seen.finding) == (IncidentState.WITHDRAWN, None)


class TestJoining:
    @pytest.fixture
    def second(self, day: KitchenDay) -> UUID:
        """About a sample of another day's dish; no meal is named."""
        sample = RetainedSample.objects.filter(place=day.kitchen.place)[0]
        return suspected(day, key="second", sample_ids=[str(sample.root_id)], suspected={"sick": 3})

    def test_joined_reports_are_one_incident_under_the_first_id(
        self, day: KitchenDay, manager: Person, second: UUID
    ) -> None:
        third = suspected(day, key="third")
        act(day, ActKind.INCIDENT_JOINED, third, reports=[str(second)])
        for id_ in (second, third):
            seen = seen_by(manager, id_, at=day.at(16, 0))
            assert (seen.id, [one.id for one in seen.reports]) == (second, [second, third])
            assert seen.sick == 15

    def test_parted_reports_are_two_again(
        self, day: KitchenDay, manager: Person, second: UUID
    ) -> None:
        third = suspected(day, key="third")
        act(day, ActKind.INCIDENT_JOINED, second, reports=[str(third)])
        act(day, ActKind.INCIDENT_PARTED, third, reports=[str(second)])
        seen = seen_by(manager, third, at=day.at(16, 0))
        assert (seen.id, seen.sick) == (third, 12)

    def test_two_reports_of_one_meal_are_one_incident_by_themselves(
        self, day: KitchenDay, manager: Person
    ) -> None:
        """As a phone sends them: at the first tap, and when the sick were counted."""
        first = suspected(day, suspected=None)
        again = suspected(day, key="again", suspected={"sick": 9, "symptoms": ["fever"]})
        more = suspected(day, key="more", suspected={"sick": 14})
        seen = seen_by(manager, more, at=day.at(16, 0))
        assert (seen.id, [one.id for one in seen.reports]) == (first, [first, again, more])
        assert (seen.sick, seen.symptoms) == (14, ["fever"])
        assert len(incidents_of(principal(manager), day.at(16, 0))) == 1

    def test_two_reports_of_one_meal_can_be_parted(self, day: KitchenDay, manager: Person) -> None:
        first, again = suspected(day), suspected(day, key="again")
        act(day, ActKind.INCIDENT_PARTED, again, reports=[str(first)])
        assert seen_by(manager, again, at=day.at(16, 0)).id == again

    def test_a_school_sees_its_own_part_of_what_was_joined(
        self, cast: Cast, day: KitchenDay, manager: Person
    ) -> None:
        elsewhere = lived(cast, dishes=1, kitchen=1)
        here, there = suspected(day), suspected(elsewhere, cause="Bí mật của trường kia")
        act(day, ActKind.INCIDENT_JOINED, here, by=cast.people["province"], reports=[str(there)])
        theirs = seen_by(elsewhere.kitchen.people["manager"], there, at=day.at(16, 0))
        assert (theirs.id, [one.id for one in theirs.reports]) == (there, [there])
        own = seen_by(manager, there, at=day.at(16, 0))
        assert [one.id for one in own.reports] == [here]
        assert "Bí mật" not in repr([entry.words for entry in own.log])
        whole = seen_by(cast.people["province"], there, at=day.at(16, 0))
        assert [one.id for one in whole.reports] == [here, there]

    def test_nobody_joins_what_they_may_not_see(
        self, cast: Cast, day: KitchenDay, manager: Person
    ) -> None:
        there = suspected(lived(cast, dishes=1, kitchen=1))
        with pytest.raises(Missing):
            act(day, ActKind.INCIDENT_JOINED, suspected(day), reports=[str(there)])

    def test_a_report_is_not_joined_to_itself(self, day: KitchenDay, second: UUID) -> None:
        with pytest.raises(InputInvalid):
            act(day, ActKind.INCIDENT_JOINED, second, reports=[str(second)])


class TestTheTable:
    @pytest.mark.parametrize(
        "statement",
        ["update oversight_incidentact set kind = 'x'", "delete from oversight_incidentact"],
    )
    def test_refuses_every_change(self, day: KitchenDay, statement: str) -> None:
        act(day, ActKind.INCIDENT_NOTE, suspected(day), words="x")
        with (
            pytest.raises(IntegrityError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
        assert IncidentAct.objects.count() == 1

    def test_is_made_again_from_the_records(self, day: KitchenDay) -> None:
        incident = suspected(day)
        act(day, ActKind.INCIDENT_SICK, incident, counts=counted(day, **{"4A": 7}))
        act(day, ActKind.INCIDENT_NOTE, incident, words="x")
        before = list(IncidentAct.objects.values())
        assert rebuild_acts() == RebuiltActs(2, 0, [])
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate; truncate oversight_incidentact")
        assert rebuild_acts() == RebuiltActs(2, 2, [])
        assert list(IncidentAct.objects.values()) == before

    def test_a_row_that_differs_from_its_record_is_named(self, day: KitchenDay) -> None:
        noted = act(day, ActKind.INCIDENT_NOTE, suspected(day), words="x").record
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate; truncate oversight_incidentact")
        IncidentAct.objects.create(
            record_id=noted.pk,
            kind=noted.kind,
            actor_id=noted.actor_id,
            channel=noted.channel,
            happened_at=noted.corrected_at,
            entered_at=noted.corrected_at,
            received_at=noted.received_at,
            sequence=noted.sequence,
            body={"words": "khác"},
            incident_id=day.said["hold"],
            place_id=noted.place_id,
        )
        assert rebuild_acts() == RebuiltActs(1, 0, [noted.pk])


class TestTheKitchensBook:
    def test_is_rebuilt_past_acts_of_oversight(self, day: KitchenDay, manager: Person) -> None:
        incident = suspected(day)
        act(day, ActKind.INCIDENT_NOTE, incident, words="x")
        of_kitchen = Record.objects.exclude(kind__startswith="incident_").count()
        assert rebuild_projections().records == of_kitchen
        assert len(seen_by(manager, incident, at=day.at(16, 0)).log) == 2

    def test_is_sealed_without_them(self, day: KitchenDay) -> None:
        incident = suspected(day)
        sealed = day_seal(day.kitchen.place, day.day)
        act(day, ActKind.INCIDENT_NOTE, incident, words="x")
        assert day_seal(day.kitchen.place, day.day) == sealed


def test_the_list_of_incidents_costs_the_same_for_one_as_for_three(
    cast: Cast, day: KitchenDay, manager: Person
) -> None:
    asked = []
    for number in range(3):
        suspected(lived(cast, number + 1, dishes=1), key=f"nr{number}")
        with CaptureQueriesContext(connection) as queries:
            assert len(incidents_of(principal(manager), day.at(16, 0))) == number + 1
        asked.append(len(queries))
    assert asked[0] == asked[2]
