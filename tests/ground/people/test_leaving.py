"""Who leaves loses every right and every session at once; what they recorded keeps their name."""

from datetime import date, timedelta

import pytest

from nguon.base import clock
from nguon.base.errors import Refused
from nguon.ground.people.choices import Role
from nguon.ground.people.models import Assignment, Person
from nguon.ground.people.operations import assign_role, change_password, deactivate_person
from tests.ground.people.test_staff_pages import OLD, SINCE, signed_in

LATER = date(2999, 1, 1)


def page_of(person, tail="thoi-viec/") -> str:
    return f"/tai-khoan/nhan-vien/{person.pk}/{tail}"


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


def test_a_manager_lets_a_cook_go(client, cast, manager, cook):
    assign_role(cook, role=Role.HEALTH_OFFICER, place=cast.kitchen, by=cast.admin, on=LATER)
    signed_in(client, manager)
    assert "Ngừng kích hoạt Người bep?" in client.get(page_of(cook)).content.decode()
    assert Person.objects.get(pk=cook.pk).is_active
    assert client.post(page_of(cook))["Location"] == page_of(cook, "")
    gone = Person.objects.get(pk=cook.pk)
    assert (gone.is_active, gone.has_usable_password()) == (False, False)
    ended = Assignment.objects.filter(person=cook).order_by("valid_from")
    assert [(one.valid_from, one.valid_to, one.ended_by) for one in ended] == [
        (SINCE, clock.today(), manager),
        (LATER, LATER, manager),
    ]
    shown = client.get(page_of(cook, "")).content.decode()
    assert "Ngừng kích hoạt" not in shown
    assert cook.full_name in shown


def test_their_session_ends_and_does_not_come_back_with_them(client, cast, manager, cook):
    signed_in(client, cook)
    assert client.get("/tai-khoan/").status_code == 200
    deactivate_person(cook, by=manager)
    assert client.get("/tai-khoan/").status_code == 302
    admin = signed_in(type(client)(), cast.admin)
    assert admin.post(page_of(cook, "tro-lai/"))["Location"] == page_of(cook, "")
    assert Person.objects.get(pk=cook.pk).is_active
    assert client.get("/tai-khoan/").status_code == 302
    assert not Person.objects.get(pk=cook.pk).check_password(OLD)


def test_an_ended_role_keeps_its_end(cast, manager, cook):
    ended = Assignment.objects.get(person=cook)
    long_ago = date(2021, 1, 1)
    Assignment.objects.filter(pk=ended.pk).update(valid_to=long_ago, ended_by=cast.admin)
    deactivate_person(cook, by=cast.admin)
    ended.refresh_from_db()
    assert (ended.valid_to, ended.ended_by) == (long_ago, cast.admin)


def test_nobody_deactivates_themselves_or_somebody_with_more(client, cast, manager, cook):
    both = cast.register("haibep")
    for place in (cast.kitchen, cast.other_kitchen):
        assign_role(both, role=Role.COOK, place=place, by=cast.admin, on=SINCE)
    other_manager = cast.register("quanly2")
    assign_role(other_manager, role=Role.MANAGER, place=cast.kitchen, by=cast.admin, on=SINCE)
    signed_in(client, manager)
    asked = {who: client.post(page_of(who)).status_code for who in (manager, both, other_manager)}
    assert asked == dict.fromkeys((manager, both, other_manager), 403)
    with pytest.raises(Refused) as refused:
        deactivate_person(cast.admin, by=cast.admin)
    assert refused.value.decision.code == "oneself"
    assert Person.objects.filter(is_active=False).count() == 0


def test_the_manager_of_another_school_does_not_find_them(client, cast, cook):
    stranger = cast.register("quanlyxa")
    assign_role(stranger, role=Role.MANAGER, place=cast.other_kitchen, by=cast.admin, on=SINCE)
    signed_in(client, stranger)
    assert client.get(page_of(cook)).status_code == 404
    assert client.post(page_of(cook)).status_code == 404
    assert Person.objects.get(pk=cook.pk).is_active


def test_only_an_administrator_undoes_it(client, manager, cook):
    deactivate_person(cook, by=manager, at=clock.now() - timedelta(days=1))
    signed_in(client, manager)
    assert client.post(page_of(cook, "tro-lai/")).status_code == 403
    assert not Person.objects.get(pk=cook.pk).is_active
