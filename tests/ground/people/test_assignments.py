"""Registering persons and places, giving and ending roles: what is allowed and what refused."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from nguon.base.errors import Conflict, InputInvalid, NguonError, Refused
from nguon.ground.people.choices import PlaceKind, Role
from nguon.ground.people.models import Assignment, Person, Place
from nguon.ground.people.operations import (
    assign_role,
    deactivate_person,
    end_assignment,
    register_administrator,
    register_person,
    register_place,
)

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
ON = date(2026, 11, 23)

REACHES = [
    (Role.COOK, ("place",)),
    (Role.HEALTH_OFFICER, ("place",)),
    (Role.PARENT_REPRESENTATIVE, ("place",)),
    (Role.MANAGER, ("place",)),
    (Role.MANAGER, ("organisation",)),
    (Role.SUPPLIER, ("organisation",)),
    (Role.INSPECTOR, ()),
    (Role.INSPECTOR, ("commune",)),
    (Role.PROVINCE, ()),
]
COMBINATIONS = [
    tuple(
        name for bit, name in enumerate(("place", "organisation", "commune")) if number >> bit & 1
    )
    for number in range(8)
]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("named", COMBINATIONS, ids="+".join)
def test_a_role_is_assigned_to_what_it_reaches_and_the_table_agrees(cast, role, named):
    person = cast.register("ai.do")
    targets = {"place": cast.kitchen, "organisation": cast.school, "commune": cast.ward}
    reach = {name: targets[name] for name in named}
    row = Assignment(person=person, role=role, valid_from=ON, assigned_by=cast.admin, **reach)
    if (role, named) in REACHES:
        assert assign_role(person, role=role, by=cast.admin, on=ON, **reach).pk
        row.save()
    else:
        with pytest.raises(InputInvalid):
            assign_role(person, role=role, by=cast.admin, on=ON, **reach)
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()


def test_an_assignment_does_not_end_before_it_begins(cast):
    person = cast.register("ai.do")
    with pytest.raises(InputInvalid):
        assign_role(
            person,
            role=Role.COOK,
            place=cast.kitchen,
            by=cast.admin,
            on=ON,
            until=date(2026, 11, 22),
        )
    held = assign_role(person, role=Role.COOK, place=cast.kitchen, by=cast.admin, on=ON)
    with pytest.raises(InputInvalid):
        end_assignment(held, by=cast.admin, on=date(2026, 11, 22))


def test_an_end_can_come_earlier_but_not_be_undone(cast):
    held = cast.person(Role.COOK).assignments.get()
    end_assignment(held, by=cast.admin, on=date(2026, 12, 31))
    ended = end_assignment(held, by=cast.admin, on=ON)
    assert (ended.valid_to, ended.ended_by) == (ON, cast.admin)
    with pytest.raises(Conflict):
        end_assignment(held, by=cast.admin, on=date(2027, 1, 1))


@pytest.fixture
def manager(cast):
    """Of the first kitchen, since before today."""
    return cast.person(Role.MANAGER)


def test_a_manager_staffs_the_own_kitchen(cast, manager):
    cook = register_person(by=manager, username="co.lan", full_name="Lan", password=None, at=AT)
    held = assign_role(cook, role=Role.COOK, place=cast.kitchen, by=manager, on=ON, at=AT)
    assert end_assignment(held, by=manager, on=ON, at=AT).ended_by == manager


BEYOND = [
    (Role.COOK, "other_kitchen"),
    (Role.MANAGER, "kitchen"),
    (Role.INSPECTOR, None),
    (Role.PROVINCE, None),
]


@pytest.mark.parametrize(("role", "place"), BEYOND)
def test_a_manager_gives_no_role_beyond_the_own_reach(cast, manager, role, place):
    reach = {"place": getattr(cast, place)} if place else {}
    with pytest.raises(Refused):
        assign_role(manager, role=role, by=manager, on=ON, at=AT, **reach)
    assert list(manager.assignments.values_list("role", flat=True)) == ["manager"]


def test_a_manager_ends_no_role_in_another_kitchen(cast, manager):
    cook = cast.register("bep.ban")
    held = assign_role(cook, role=Role.COOK, place=cast.other_kitchen, by=cast.admin, on=ON)
    with pytest.raises(Refused):
        end_assignment(held, by=manager, on=ON, at=AT)
    assert Assignment.objects.get(pk=held.pk).valid_to is None


DEEDS = {
    "register a place": lambda by, cast: register_place(
        by=by, organisation=cast.school, kind=PlaceKind.KITCHEN, name="Bếp mới", at=AT
    ),
    "register a person": lambda by, cast: register_person(
        by=by, username="moi", full_name="Mới", password=None, at=AT
    ),
    "give itself a role": lambda by, cast: assign_role(by, role=Role.PROVINCE, by=by, on=ON, at=AT),
    "deactivate somebody": lambda by, cast: deactivate_person(cast.admin, by=by),
    "register an administrator": lambda by, cast: register_administrator(
        by=by, username="moi", full_name="Mới", password=None, at=AT
    ),
}


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize(
    "role", [r for r in Role if r is not Role.MANAGER], ids=lambda role: role.value
)
def test_who_is_no_manager_administers_nothing(cast, role, deed):
    person = cast.person(role)
    before = (Place.objects.count(), Person.objects.count(), Assignment.objects.count())
    with pytest.raises(Refused):
        DEEDS[deed](person, cast)
    assert (Place.objects.count(), Person.objects.count(), Assignment.objects.count()) == before


def test_the_first_administrator_registers_once(cast):
    with pytest.raises(Conflict, match="Lò Thị Quản"):
        register_administrator(by=None, username="hai", full_name="Hai", password=None, at=AT)
    second = register_administrator(
        by=cast.admin, username="hai", full_name="Hai", password=None, at=AT
    )
    assert second.is_superuser


REGISTERED = [
    ("Co.Lan", "co.lan"),
    (" co.lan ", "co.lan"),
    ("lan@truong.vn", "lan@truong.vn"),
]


@pytest.mark.parametrize(("typed", "stored"), REGISTERED)
def test_a_user_name_is_kept_in_lower_case_and_found_in_any(cast, typed, stored):
    person = register_person(by=cast.admin, username=typed, full_name="Lan", password=None, at=AT)
    assert person.username == stored
    assert Person.objects.get_by_natural_key(stored.title()) == person


REFUSED = [
    ({"username": "cô lan"}, InputInvalid),
    ({"username": ""}, InputInvalid),
    ({"username": "QUANTRI"}, Conflict),
    ({"full_name": ""}, InputInvalid),
    ({"password": "12345678"}, InputInvalid),
    ({"password": "coxuanlan"}, InputInvalid),  # too close to the user name
]


@pytest.mark.parametrize(("given", "error"), REFUSED)
def test_a_person_that_cannot_be_registered_is_not(cast, given, error):
    fields = {"username": "coxuanlan", "full_name": "Lan", "password": None, **given}
    with pytest.raises(error) as raised:
        register_person(by=cast.admin, at=AT, **fields)
    assert isinstance(raised.value, NguonError)
    assert Person.objects.count() == 1


def test_without_password_nobody_can_sign_in_as_the_person(cast):
    person = cast.register("bep")
    assert not person.has_usable_password()
    assert not person.check_password("")


def test_a_gln_identifies_one_place(cast):
    place = {"organisation": cast.school, "kind": PlaceKind.KITCHEN, "by": cast.admin}
    first = register_place(name="Có GLN", gln="8930000000019", at=AT, **place)
    assert first.identifier == "https://id.gs1.org/414/8930000000019"
    with pytest.raises(Conflict, match="Có GLN"):
        register_place(name="Khác", gln="8930000000019", at=AT, **place)
