"""A password that somebody else typed serves for one sign-in."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from nguon.ground.people.choices import Role
from nguon.ground.people.models import Person
from nguon.ground.people.operations import (
    assign_role,
    change_password,
    register_administrator,
    register_person,
    reset_password,
)

GIVEN, OWN = "hoa ban nở trắng rừng", "mưa xuân trên núi cao"
LOGIN, PROFILE, CHANGE = "/tai-khoan/dang-nhap/", "/tai-khoan/", "/tai-khoan/mat-khau/"


@pytest.fixture
def cook(cast) -> Person:
    person = register_person(
        by=cast.admin, username="co.lan", full_name="Lò Thị Lan", password=GIVEN
    )
    assign_role(person, role=Role.COOK, place=cast.kitchen, by=cast.admin, on=date(2020, 1, 1))
    return person


def sign_in(client, password=GIVEN):
    return client.post(LOGIN, {"username": "co.lan", "password": password})


def choose(client, *, new, old=GIVEN):
    return client.post(CHANGE, {"old_password": old, "new_password1": new, "new_password2": new})


@pytest.mark.parametrize("path", ["/", PROFILE, "/tai-khoan/ma-pin/", "/bep/"])
def test_nothing_opens_before_an_own_one_is_chosen(client, cook, path):
    sign_in(client)
    for answer in (client.get(path), client.post(path)):
        if answer.status_code != 404:
            assert (answer.status_code, answer["Location"]) == (302, CHANGE)
    assert "do người khác đặt" in client.get(CHANGE).content.decode()


def test_the_own_one_opens_everything_and_is_not_asked_for_again(client, cook):
    sign_in(client)
    assert choose(client, new=OWN)["Location"] == "/"
    assert client.get(PROFILE).status_code == 200
    client.logout()
    sign_in(client, OWN)
    assert client.get(PROFILE).status_code == 200
    assert "do người khác đặt" not in client.get(CHANGE).content.decode()


def test_the_given_one_is_no_own_one(client, cook):
    sign_in(client)
    answer = choose(client, new=GIVEN)
    assert answer.context["form"].errors == {
        "new_password1": ["Đây là mật khẩu đang dùng. Hãy chọn mật khẩu khác."]
    }
    assert client.get(PROFILE)["Location"] == CHANGE


@pytest.mark.parametrize(
    ("path", "status"),
    [("/dien-thoai/", 200), ("/api/v1/hello", 200), ("/healthz", 200)],
)
def test_what_needs_nobody_signed_in_stays_open(client, cook, path, status):
    sign_in(client)
    assert client.get(path).status_code in (status, 503)


def test_leaving_and_another_language_stay_possible(client, cook):
    sign_in(client)
    assert client.post("/ngon-ngu/", {"language": "en"})["Location"] != CHANGE
    client.post("/tai-khoan/dang-xuat/")
    assert client.session.get("_auth_user_id") is None


def given(username: str) -> bool:
    return Person.objects.get(username=username).password_is_given


def test_who_gives_a_password_and_who_chooses_one(cast, cook, monkeypatch):
    told = {"registered": given("co.lan")}
    change_password(cook, new=OWN)
    told["own"] = given("co.lan")
    reset_password(cook, by=cast.admin, new=GIVEN)
    told["reset"] = given("co.lan")
    change_password(cook, new=OWN)
    monkeypatch.setattr("sys.stdin", StringIO(f"{GIVEN}\n"))
    call_command("reset_password", "co.lan")
    told["by the server"] = given("co.lan")
    second = register_administrator(by=cast.admin, username="hai", full_name="Hai", password=GIVEN)
    told["another administrator"] = second.password_is_given
    told["nobody's password"] = given("quantri")
    assert told == {
        "registered": True,
        "own": False,
        "reset": True,
        "by the server": True,
        "another administrator": True,
        "nobody's password": False,
    }


def test_the_first_administrator_types_the_own_one(db):
    first = register_administrator(by=None, username="mot", full_name="Một", password=GIVEN)
    assert first.password_is_given is False
