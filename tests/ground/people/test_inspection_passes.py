"""A pass is for one kitchen and half an hour; few count at once, and each can be ended."""

from datetime import timedelta

import pytest

from nguon.base.errors import InputInvalid, Refused, TooManyAttempts
from nguon.ground.people.choices import Role
from nguon.ground.people.models import InspectionPass
from nguon.ground.people.operations import (
    end_inspection_pass,
    issue_inspection_pass,
    note_pass_opened,
)
from nguon.ground.people.operations.issue_inspection_pass import MOST_A_DAY, MOST_AT_ONCE
from nguon.ground.people.queries import live_passes_of, pass_of_code, passes_of
from nguon.ground.people.rules import pass_counts
from tests.ground.conftest import AT

HALF_AN_HOUR = timedelta(minutes=30)


@pytest.fixture
def manager(cast):
    return cast.person(Role.MANAGER)


def test_the_code_leads_back_to_the_pass_and_says_nothing_else(cast, manager):
    given, code = issue_inspection_pass(cast.kitchen, by=manager, at=AT)
    assert pass_of_code(code) == given
    assert str(cast.kitchen.pk) not in code
    assert (given.issued_by, given.expires_at) == (manager, AT + HALF_AN_HOUR)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.MANAGER])
def test_nobody_else_gives_one(cast, role):
    with pytest.raises(Refused):
        issue_inspection_pass(cast.kitchen, by=cast.person(role), at=AT)
    assert InspectionPass.objects.count() == 0


def test_a_manager_gives_none_for_another_school_and_none_for_a_field(cast, manager):
    with pytest.raises(Refused):
        issue_inspection_pass(cast.other_kitchen, by=manager, at=AT)
    given, _code = issue_inspection_pass(cast.kitchen, by=manager, at=AT)
    other = cast.person(Role.MANAGER, "manager_2")
    assert end_inspection_pass(given, by=other, at=AT).ended_by == other
    cast.kitchen.kind = "warehouse"
    with pytest.raises(InputInvalid):
        issue_inspection_pass(cast.kitchen, by=manager, at=AT)


@pytest.mark.parametrize(
    ("after", "counts"),
    [
        (timedelta(0), True),
        (HALF_AN_HOUR - timedelta(seconds=1), True),
        (HALF_AN_HOUR, False),
        (timedelta(days=1), False),
    ],
)
def test_it_counts_for_half_an_hour(cast, manager, after, counts):
    given, _code = issue_inspection_pass(cast.kitchen, by=manager, at=AT)
    assert pass_counts(given, at=AT + after).allowed == counts


def test_ending_twice_keeps_the_first_time(cast, manager):
    given, _code = issue_inspection_pass(cast.kitchen, by=manager, at=AT)
    ended = end_inspection_pass(given, by=manager, at=AT + timedelta(minutes=5))
    again = end_inspection_pass(given, by=manager, at=AT + timedelta(minutes=9))
    assert again.ended_at == ended.ended_at == AT + timedelta(minutes=5)
    assert pass_counts(again, at=AT + timedelta(minutes=6)).code == "pass_ended"
    assert list(live_passes_of(cast.kitchen, at=AT + timedelta(minutes=6))) == []


def test_few_count_at_once_and_few_are_given_a_day(cast, manager):
    for _ in range(MOST_AT_ONCE):
        issue_inspection_pass(cast.kitchen, by=manager, at=AT)
    with pytest.raises(TooManyAttempts):
        issue_inspection_pass(cast.kitchen, by=manager, at=AT + timedelta(minutes=29))
    for number in range(MOST_AT_ONCE, MOST_A_DAY):
        issue_inspection_pass(cast.kitchen, by=manager, at=AT + HALF_AN_HOUR * (number // 2))
    later = AT + timedelta(hours=23)
    with pytest.raises(TooManyAttempts):
        issue_inspection_pass(cast.kitchen, by=manager, at=later)
    assert passes_of(cast.kitchen).count() == MOST_A_DAY


def test_each_opening_is_counted(cast, manager):
    given, _code = issue_inspection_pass(cast.kitchen, by=manager, at=AT)
    for minute in (1, 2):
        note_pass_opened(given, at=AT + timedelta(minutes=minute))
    given.refresh_from_db()
    assert (given.openings, given.last_opened_at) == (2, AT + timedelta(minutes=2))
