"""A manager gives a new password to the own staff, and can take over nobody else."""

from datetime import date

import pytest

from nguon.ground.people.choices import Role
from nguon.ground.people.models import Person
from nguon.ground.people.operations import assign_role, change_password, end_assignment

OLD, NEW = "hoa ban nở trắng rừng", "mưa xuân trên núi cao"
SINCE = date(2020, 1, 1)
LIST = "/tai-khoan/nhan-vien/"


def signed_in(client, person):
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def manager(cast):
    person = cast.register("quanly")
    assign_role(person, role=Role.MANAGER, place=cast.kitchen, by=cast.admin, on=SINCE)
    return person


@pytest.fixture
def cook(cast):
    person = cast.register("bep")
    assign_role(person, role=Role.COOK, place=cast.kitchen, by=cast.admin, on=SINCE)
    change_password(person, new=OLD)
    return person


def give(client, person, new=NEW):
    path = f"{LIST}{person.pk}/mat-khau/"
    return client.post(path, {"new_password1": new, "new_password2": new})


def test_a_manager_gives_a_cook_a_new_password(client, manager, cook):
    signed_in(client, manager)
    assert cook.full_name in client.get(LIST).content.decode()
    assert give(client, cook)["Location"] == LIST
    assert Person.objects.get(pk=cook.pk).check_password(NEW)


def test_an_easy_one_is_not_given(client, manager, cook):
    assert give(signed_in(client, manager), cook, new="12345678").status_code == 200
    assert Person.objects.get(pk=cook.pk).check_password(OLD)


BEYOND = {
    "works in another kitchen as well": lambda cast: {
        "role": Role.COOK,
        "place": cast.other_kitchen,
    },
    "manages the kitchen too": lambda cast: {"role": Role.MANAGER, "place": cast.kitchen},
    "inspects": lambda cast: {"role": Role.INSPECTOR},
    "will be at the province": lambda cast: {"role": Role.PROVINCE, "on": date(2999, 1, 1)},
}


@pytest.mark.parametrize("what", BEYOND)
def test_nobody_is_taken_over_who_has_more_than_this_kitchen(client, cast, manager, cook, what):
    assign_role(cook, by=cast.admin, **{"on": SINCE} | BEYOND[what](cast))
    signed_in(client, manager)
    assert give(client, cook).status_code == 403
    assert Person.objects.get(pk=cook.pk).check_password(OLD)


def test_an_administrator_who_helps_in_the_kitchen_is_not_taken_over(client, cast, manager):
    assign_role(cast.admin, role=Role.COOK, place=cast.kitchen, by=cast.admin, on=SINCE)
    assert give(signed_in(client, manager), cast.admin).status_code == 403
    assert not Person.objects.get(pk=cast.admin.pk).has_usable_password()


def test_who_works_here_no_longer_is_left_to_the_administrator(client, cast, manager, cook):
    end_assignment(cook.assignments.get(), by=cast.admin, on=date(2021, 1, 1))
    assert give(signed_in(client, manager), cook).status_code == 403


def test_the_staff_of_another_school_does_not_exist(client, cast, manager):
    other = cast.register("bep.ban")
    assign_role(other, role=Role.COOK, place=cast.other_kitchen, by=cast.admin, on=SINCE)
    signed_in(client, manager)
    assert give(client, other).status_code == 404
    assert other.full_name not in client.get(LIST).content.decode()


@pytest.mark.parametrize("role", [Role.COOK, Role.HEALTH_OFFICER, Role.PARENT_REPRESENTATIVE])
def test_others_have_no_staff(client, cast, cook, role):
    person = cast.person(role, "ai.do")
    signed_in(client, person)
    assert client.get(LIST).status_code == 403
    assert give(client, cook).status_code == 404


def test_without_signing_in_there_is_no_list(client, cook):
    assert client.get(LIST).status_code == 302
    assert give(client, cook).status_code == 302
    assert Person.objects.get(pk=cook.pk).check_password(OLD)
