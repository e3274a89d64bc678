"""Who may do what, where and when. The table is written out by hand, not read from the code."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import translation

from nguon.base.decision import ALLOWED, Decision
from nguon.base.errors import Refused
from nguon.ground.people.choices import Act, PlaceKind, Role
from nguon.ground.people.models import Place
from nguon.ground.people.operations import (
    assign_role,
    deactivate_person,
    end_assignment,
    register_place,
)
from nguon.ground.people.queries import acts_at, places_visible_to, roles_of
from nguon.ground.people.queries.assignments import assignments_at, reaches_place
from nguon.ground.people.queries.places import reach_of
from nguon.ground.people.rules import may, may_anywhere

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)

#                      cook health manager parent inspector province supplier
MATRIX = """
view_day                x     x      x       x       x         x        .
plan_meal               .     .      x       .       .         .        .
record_receiving        x     x      x       .       .         .        .
record_cooking          x     x      x       .       .         .        .
record_serving          x     x      x       .       .         .        .
take_sample             x     x      x       .       .         .        .
destroy_sample          x     x      x       .       .         .        .
read_fridge             x     x      x       .       .         .        .
place_hold              x     x      x       .       x         .        .
release_hold            .     .      x       .       x         .        .
correct_record          x     x      x       .       .         .        .
countersign_day         .     .      x       .       .         .        .
print_forms             .     x      x       .       x         x        .
view_trace              .     x      x       .       x         x        x
capture_events          .     .      .       .       .         .        x
query_events            .     .      .       .       .         .        x
export_events           .     .      x       .       x         x        .
register_supplier       .     .      x       .       .         .        .
set_up_kitchen          .     .      x       .       .         .        .
manage_devices          .     .      x       .       .         .        .
issue_pass              .     .      x       .       .         .        .
review_records          .     .      x       .       .         .        .
work_on_incident        x     x      x       .       x         x        .
recall_goods            .     .      .       .       x         .        .
run_drill               .     .      .       .       x         x        .
answer_recall           x     x      x       .       .         .        x
"""
ROWS = [line.split() for line in MATRIX.strip().splitlines()]
ROLES = ["cook", "health_officer", "manager", "parent_representative"]
ROLES += ["inspector", "province", "supplier"]


def column(role: str) -> set[str]:
    return {row[0] for row in ROWS if row[1 + ROLES.index(role)] == "x"}


def test_the_table_names_every_act_and_every_role():
    assert ([row[0] for row in ROWS], ROLES) == (Act.values, Role.values)


@pytest.mark.parametrize("role", ROLES)
def test_a_role_may_do_exactly_its_column_where_it_reaches(cast, role):
    person = cast.person(Role(role))
    home = cast.field if role == "supplier" else cast.kitchen
    allowed = {act.value for act in Act if may(person, act, place=home, at=AT).allowed}
    assert allowed == column(role)
    assert {act.value for act in acts_at(person, home, at=AT)} == column(role)
    assert {act.value for act in Act if may_anywhere(person, act, at=AT).allowed} == column(role)


@pytest.mark.parametrize("role", ROLES)
def test_a_role_may_do_nothing_elsewhere_unless_it_is_the_provinces(cast, role):
    person = cast.person(Role(role))
    allowed = {
        act.value for act in Act if may(person, act, place=cast.other_kitchen, at=AT).allowed
    }
    assert allowed == (column("province") if role == "province" else set())


@pytest.mark.parametrize("role", ROLES)
def test_a_question_that_forgets_the_place_is_refused_except_to_the_province(cast, role):
    person = cast.person(Role(role))
    allowed = {act.value for act in Act if may(person, act, at=AT).allowed}
    assert allowed == (column("province") if role == "province" else set())


def test_an_inspector_without_commune_reaches_every_kitchen(cast):
    person = cast.register("thanhtra")
    assign_role(person, role=Role.INSPECTOR, by=cast.admin, on=date(2026, 9, 1))
    for place in (cast.kitchen, cast.other_kitchen):
        assert may(person, Act.RELEASE_HOLD, place=place, at=AT) == ALLOWED


def test_a_manager_of_an_organisation_reaches_all_of_its_places(cast):
    person = cast.register("hieutruong")
    assign_role(
        person, role=Role.MANAGER, organisation=cast.school, by=cast.admin, on=date(2026, 9, 1)
    )
    site = register_place(
        by=person, organisation=cast.school, kind=PlaceKind.EATING_SITE, name="Nhà ăn", at=AT
    )
    assert may(person, Act.VIEW_DAY, place=site, at=AT) == ALLOWED
    assert may(person, Act.EXPORT_EVENTS, organisation=cast.school, at=AT) == ALLOWED
    assert may(person, Act.VIEW_DAY, place=cast.other_kitchen, at=AT).code == "out_of_reach"


def test_a_role_at_one_of_two_places_does_not_reach_the_organisation(cast):
    person = cast.person(Role.MANAGER)
    assert may(person, Act.EXPORT_EVENTS, organisation=cast.school, at=AT) == ALLOWED
    register_place(
        by=cast.admin, organisation=cast.school, kind=PlaceKind.KITCHEN, name="Bếp 2", at=AT
    )
    assert may(person, Act.EXPORT_EVENTS, organisation=cast.school, at=AT).code == "out_of_reach"


def test_place_and_organisation_named_together_must_both_be_reached(cast):
    person = cast.person(Role.MANAGER)
    decision = may(person, Act.VIEW_DAY, place=cast.kitchen, organisation=cast.other_school, at=AT)
    assert decision.code == "out_of_reach"


def test_a_supplier_acts_for_the_own_organisation_only(cast):
    person = cast.person(Role.SUPPLIER)
    assert may(person, Act.CAPTURE_EVENTS, organisation=cast.cooperative, at=AT) == ALLOWED
    assert may(person, Act.CAPTURE_EVENTS, organisation=cast.school, at=AT).code == "out_of_reach"


VALID = [
    # valid from 01/09/2026, no longer valid from 24/11/2026; instants are UTC, days are local
    ("the day before it begins", datetime(2026, 8, 31, 16, 59, tzinfo=UTC), False),
    ("its first local day", datetime(2026, 8, 31, 17, 0, tzinfo=UTC), True),
    ("its last local minute", datetime(2026, 11, 23, 16, 59, tzinfo=UTC), True),
    ("the local midnight on which it ends", datetime(2026, 11, 23, 17, 0, tzinfo=UTC), False),
]


@pytest.mark.parametrize(("_when", "at", "counts"), VALID, ids=[row[0] for row in VALID])
def test_an_assignment_counts_only_on_its_days(cast, _when, at, counts):
    person = cast.person(Role.COOK)
    end_assignment(person.assignments.get(), by=cast.admin, on=date(2026, 11, 24))
    assert may(person, Act.RECORD_COOKING, place=cast.kitchen, at=at).allowed is counts
    assert roles_of(person, cast.kitchen, at=at) == ({Role.COOK} if counts else frozenset())


def test_an_assignment_that_is_ended_today_stops_today(cast):
    person = cast.person(Role.COOK)
    end_assignment(person.assignments.get(), by=cast.admin, on=date(2026, 11, 23))
    assert may(person, Act.RECORD_COOKING, place=cast.kitchen, at=AT).code == "no_role"


def test_an_inactive_person_may_nothing_even_by_an_old_object_in_hand(cast):
    person = cast.person(Role.MANAGER)
    in_hand = type(person).objects.get(pk=person.pk)
    deactivate_person(person, by=cast.admin)
    assert in_hand.is_active
    assert may(in_hand, Act.VIEW_DAY, place=cast.kitchen, at=AT).code == "no_role"


def test_nobody_in_particular_may_nothing(cast):
    decision = may(AnonymousUser(), Act.VIEW_DAY, place=cast.kitchen, at=AT)
    assert decision.code == "no_role"


def test_an_administrator_has_no_part_in_any_kitchen(cast):
    allowed = [act for act in Act if may(cast.admin, act, place=cast.kitchen, at=AT).allowed]
    assert allowed == []


def test_a_refusal_says_who_may(cast):
    cook = cast.person(Role.COOK)
    with translation.override("en"):
        decision = may(cook, Act.RELEASE_HOLD, place=cast.kitchen, at=AT)
    assert decision == Decision(
        allowed=False,
        code="role_forbids",
        reason="Your role may not release a hold. This may do: manager, inspector.",
    )
    with pytest.raises(Refused) as refused:
        decision.require()
    assert refused.value.decision == decision


@pytest.mark.parametrize("role", ROLES)
def test_the_reach_in_python_and_in_sql_are_the_same(cast, role):
    person = cast.person(Role(role))
    held = assignments_at(person, AT).get()
    in_python = {place.pk for place in Place.objects.all() if reaches_place(held, place)}
    in_sql = {place.pk for place in Place.objects.filter(reach_of([held]))}
    assert in_python == in_sql != set()
    assert {place.pk for place in places_visible_to(person, at=AT)} == in_sql
