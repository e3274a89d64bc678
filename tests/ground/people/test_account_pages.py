"""Signing in, the own account, the own password: what a person sees and what nobody may."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nguon.ground.people.choices import Role
from nguon.ground.people.models import Person
from nguon.ground.people.operations import (
    assign_role,
    change_password,
    deactivate_person,
    end_assignment,
)

PASSWORD = "hoa ban nở trắng rừng"
NEW = "mưa xuân trên núi cao"
LOGIN, PROFILE, CHANGE = "/tai-khoan/dang-nhap/", "/tai-khoan/", "/tai-khoan/mat-khau/"


@pytest.fixture
def cook(cast):
    """Without a guess at the date: the role holds whenever the tests run."""
    person = cast.register("co.lan")
    assign_role(person, role=Role.COOK, place=cast.kitchen, by=cast.admin, on=date(2020, 1, 1))
    change_password(person, new=PASSWORD)
    return person


def sign_in(client, username="co.lan", password=PASSWORD, **more):
    return client.post(LOGIN, {"username": username, "password": password, **more})


def signed_in_as(client):
    return client.session.get("_auth_user_id")


@pytest.mark.parametrize("typed", ["co.lan", "Co.Lan", " CO.LAN "])
def test_the_right_password_opens_whatever_the_case_of_the_name(client, cook, typed):
    response = sign_in(client, typed)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert signed_in_as(client) == str(cook.pk)


WRONG = {
    "a wrong password": ("co.lan", "sai mật khẩu"),
    "an empty password": ("co.lan", ""),
    "an unknown name": ("ai.do", PASSWORD),
    "a person without password": ("quantri", ""),
    "a name with a null character": ("co.lan\0", PASSWORD),
}


@pytest.mark.parametrize("what", WRONG)
def test_nothing_else_opens(client, cook, what):
    assert sign_in(client, *WRONG[what]).status_code == 200
    assert signed_in_as(client) is None


def test_a_wrong_name_a_wrong_password_and_an_inactive_person_read_the_same(client, cast, cook):
    deactivate_person(cook, by=cast.admin)
    errors = {
        str(sign_in(client, name, password).context["form"].errors)
        for name, password in [("co.lan", PASSWORD), ("co.lan", "sai"), ("ai.do", PASSWORD)]
    }
    assert len(errors) == 1


def test_who_is_made_inactive_is_out_at_the_next_page(client, cast, cook):
    sign_in(client)
    deactivate_person(cook, by=cast.admin)
    assert client.get(PROFILE).status_code == 302


def test_guessing_locks_the_name_whatever_its_case(client, cook, settings):
    spellings = ["co.lan", "CO.LAN", "Co.Lan"]
    for attempt in range(settings.AXES_FAILURE_LIMIT):
        sign_in(client, spellings[attempt % 3], "sai mật khẩu")
    response = sign_in(client)
    assert response.status_code == 429
    assert signed_in_as(client) is None


def test_after_signing_in_one_stays_on_this_site(client, cook):
    inside = sign_in(client, next="/tai-khoan/mat-khau/")
    assert inside["Location"] == "/tai-khoan/mat-khau/"
    client.logout()
    for elsewhere in ["https://example.com/", "//example.com/", "javascript:alert(1)"]:
        assert sign_in(client, next=elsewhere)["Location"] == "/"
        client.logout()


def test_signing_out_takes_a_post(client, cook):
    sign_in(client)
    assert client.get("/tai-khoan/dang-xuat/").status_code == 405
    assert signed_in_as(client) == str(cook.pk)
    client.post("/tai-khoan/dang-xuat/")
    assert signed_in_as(client) is None


@pytest.mark.parametrize("path", [PROFILE, CHANGE])
def test_without_signing_in_there_is_no_account(client, db, path):
    response = client.get(path)
    assert (response.status_code, response["Location"]) == (302, f"{LOGIN}?next={path}")


def test_the_account_shows_the_roles_of_today_and_nobody_elses(client, cast, cook):
    other = cast.register("bep.ban")
    assign_role(other, role=Role.COOK, place=cast.other_kitchen, by=cast.admin, on=date(2020, 1, 1))
    over = assign_role(
        cook,
        role=Role.PARENT_REPRESENTATIVE,
        place=cast.other_kitchen,
        by=cast.admin,
        on=date(2020, 1, 1),
    )
    end_assignment(over, by=cast.admin, on=date(2020, 6, 1))
    sign_in(client)
    page = client.get(PROFILE).content.decode()
    assert "Bếp bán trú" in page
    assert "01/01/2020" in page
    assert "Bếp Pú Nhung" not in page
    assert other.full_name not in page


def test_a_person_without_role_is_told_what_to_do(client, cast):
    person = cast.register("moi")
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    assert list(client.get(PROFILE).context["assignments"]) == []


def change(client, old=PASSWORD, new=NEW, again=NEW):
    fields = {"old_password": old, "new_password1": new, "new_password2": again}
    return client.post(CHANGE, fields)


def test_a_password_is_changed_here_and_ends_the_sessions_elsewhere(
    client, cook, django_user_model
):
    elsewhere = type(client)()
    for browser in (client, elsewhere):
        sign_in(browser)
    assert change(client)["Location"] == PROFILE
    assert client.get(PROFILE).status_code == 200
    assert elsewhere.get(PROFILE).status_code == 302
    assert Person.objects.get(pk=cook.pk).check_password(NEW)


@pytest.mark.parametrize(
    "given",
    [{"old": "sai"}, {"again": "khác hẳn"}, {"new": "12345678", "again": "12345678"}],
    ids=["wrong old password", "typed differently", "too easy"],
)
def test_a_password_that_may_not_be_changed_stays(client, cook, given):
    sign_in(client)
    assert change(client, **given).status_code == 200
    assert Person.objects.get(pk=cook.pk).check_password(PASSWORD)


def test_the_account_costs_the_same_with_one_role_and_with_three(client, cast, cook):
    sign_in(client)
    client.get(PROFILE)
    costs = []
    for more in (0, 2):
        for _ in range(more):
            assign_role(
                cook, role=Role.COOK, place=cast.kitchen, by=cast.admin, on=date(2020, 1, 1)
            )
        with CaptureQueriesContext(connection) as queries:
            page = client.get(PROFILE)
        costs.append(len(queries))
        assert len(page.context["assignments"]) == 1 + more
    assert costs[0] == costs[1] <= 10


def test_the_pages_are_where_the_settings_look_for_them(settings):
    assert (reverse(settings.LOGIN_URL), reverse("people:profile")) == (LOGIN, PROFILE)


@pytest.mark.parametrize("length", [65, 255, 256, 100_000])
def test_an_endless_user_name_is_wrong_like_any_other(client, cook, length):
    answer = sign_in(client, "a" * length)
    assert answer.status_code == 200
    said = [text for texts in answer.context["form"].errors.values() for text in texts]
    assert said == ["Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra và thử lại."]
