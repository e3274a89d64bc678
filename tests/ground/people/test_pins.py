"""A PIN says who is tapping on a shared phone: the own one, or one from the manager."""

import base64
import hashlib
from datetime import timedelta

import pytest

from nguon.base.errors import InputInvalid, Refused
from nguon.ground.people.choices import Role
from nguon.ground.people.models import Person, Pin
from nguon.ground.people.operations import assign_role, deactivate_person, set_pin
from nguon.ground.people.queries import pins_of
from tests.ground.conftest import AT, DAY


def opens(pin: Pin, typed: str) -> bool:
    """What the phone does with a row of the kit."""
    salt = base64.b64decode(pin.salt)
    digest = hashlib.pbkdf2_hmac("sha256", typed.encode(), salt, pin.iterations)
    return digest == base64.b64decode(pin.digest)


def test_a_pin_opens_by_its_digits_only(cast):
    cook = cast.person(Role.COOK)
    pin = set_pin(cook, "4071", by=cook, at=AT)
    assert [opens(pin, typed) for typed in ("4071", "4072", "", "04071")] == [True] + [False] * 3
    assert (len(base64.b64decode(pin.salt)), len(base64.b64decode(pin.digest))) == (16, 32)
    assert pin.iterations >= 100_000


def test_the_same_digits_of_two_people_look_different(cast):
    cook, other = cast.person(Role.COOK), cast.person(Role.HEALTH_OFFICER)
    mine, theirs = (set_pin(person, "4071", by=person, at=AT) for person in (cook, other))
    assert mine.digest != theirs.digest
    assert pins_of([cook, other, cast.admin]) == {cook.pk: mine, other.pk: theirs}


def test_a_new_pin_replaces_the_old_one_and_says_by_whom(cast):
    cook, manager = cast.person(Role.COOK), cast.person(Role.MANAGER)
    set_pin(cook, "4071", by=cook, at=AT)
    later = AT + timedelta(days=1)
    set_pin(cook, "902713", by=manager, at=later)
    pin = Pin.objects.get()
    assert (opens(pin, "4071"), opens(pin, "902713")) == (False, True)
    assert (pin.set_by, pin.set_at) == (manager, later)


@pytest.mark.parametrize(
    "pin",
    ["", "407", "4071234", "40a1", "４０７１", "٤٠٧١", " 4071", "4071\n", "-407", "4.71"],
)
def test_a_pin_is_four_to_six_plain_digits(cast, pin):
    with pytest.raises(InputInvalid) as invalid:
        set_pin(cast.admin, pin, by=cast.admin, at=AT)
    assert [error.path for error in invalid.value.errors] == ["pin"]
    assert Pin.objects.count() == 0


@pytest.mark.parametrize(
    "pin",
    [
        "0000",
        "1234",
        "4321",
        "7890",
        "2468",
        "1212",
        "123456",
        "999999",
        "52525",
        "407407",
        "12345",
    ],
)
def test_what_everybody_tries_first_is_refused(cast, pin):
    with pytest.raises(InputInvalid):
        set_pin(cast.admin, pin, by=cast.admin, at=AT)


@pytest.mark.parametrize("pin", ["4071", "1243", "1122", "40712", "902713", "122333"])
def test_other_digits_are_taken(cast, pin):
    assert opens(set_pin(cast.admin, pin, by=cast.admin, at=AT), pin)


def test_a_piece_of_the_own_phone_number_is_refused(cast):
    cook = cast.person(Role.COOK)
    Person.objects.filter(pk=cook.pk).update(phone="0215 382 4071")
    cook.refresh_from_db()
    with pytest.raises(InputInvalid):
        set_pin(cook, "4071", by=cook, at=AT)
    assert set_pin(cook, "4072", by=cook, at=AT).person == cook


def test_a_manager_sets_it_for_staff_of_the_own_kitchen_only(cast):
    manager, cook = cast.person(Role.MANAGER), cast.person(Role.COOK)
    stranger = cast.register("xa")
    assign_role(stranger, role=Role.COOK, place=cast.other_kitchen, by=cast.admin, on=DAY)
    assert set_pin(cook, "4071", by=manager, at=AT).set_by == manager
    for other in (stranger, cast.admin, cast.person(Role.MANAGER, "quanly2")):
        with pytest.raises(Refused):
            set_pin(other, "4071", by=manager, at=AT)
    for by in (cook, stranger):
        with pytest.raises(Refused):
            set_pin(manager, "4071", by=by, at=AT)


def test_one_who_was_deactivated_sets_none(cast):
    cook = cast.person(Role.COOK)
    deactivate_person(cook, by=cast.admin)
    cook.refresh_from_db()
    with pytest.raises(Refused):
        set_pin(cook, "4071", by=cook, at=AT)
