"""A manager registers, places and frees the own staff, and can take over nobody else."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nguon.base import clock
from nguon.ground.people.choices import Role
from nguon.ground.people.models import Assignment, Person
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


NEW_PERSON = f"{LIST}moi/"


def somebody(place, **given):
    return {
        "full_name": "Cà Thị Pánh",
        "username": "Hoasim.Panh",
        "phone": "0912 000 111",
        "role": "cook",
        "reach": str(getattr(place, "pk", place)),
        "on": "2026-11-02",
    } | given


def test_a_manager_registers_a_cook_and_is_shown_the_password_once(client, cast, manager):
    answer = signed_in(client, manager).post(NEW_PERSON, somebody(cast.kitchen))
    person = Person.objects.get(username="hoasim.panh")
    held = person.assignments.get()
    assert (held.role, held.place, held.assigned_by) == ("cook", cast.kitchen, manager)
    assert held.valid_from == date(2026, 11, 2)
    password = answer.context["password"]
    assert (person.check_password(password), password in answer.content.decode()) == (True, True)
    assert "no-store" in answer["Cache-Control"]
    page = client.get(f"{LIST}{person.pk}/").content.decode()
    assert ("0912 000 111" in page, password in page) == (True, False)
    assert person.full_name in client.get(LIST).content.decode()


def test_a_chosen_password_works_and_is_not_shown(client, cast, manager):
    said = somebody(cast.kitchen, password=NEW)
    done = signed_in(client, manager).post(NEW_PERSON, said, follow=True)
    assert NEW not in done.content.decode()
    assert Person.objects.get(username="hoasim.panh").check_password(NEW)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"username": "Cà Pánh"}, "username"),
        ({"password": "12345678"}, "password"),
        ({"role": "manager"}, "role"),
        ({"role": "inspector"}, "role"),
        ({"on": ""}, "on"),
        ({"full_name": " "}, "full_name"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_the_rest_stays(client, cast, manager, given, field):
    before = Person.objects.count()
    answer = signed_in(client, manager).post(NEW_PERSON, somebody(cast.kitchen, **given))
    assert list(answer.context["form"].errors) == [field]
    assert 'value="0912 000 111"' in answer.content.decode()
    assert Person.objects.count() == before


def test_nobody_is_placed_in_another_kitchen(client, cast, manager):
    answer = signed_in(client, manager).post(NEW_PERSON, somebody(cast.other_kitchen))
    assert list(answer.context["form"].errors) == ["reach"]
    assert cast.other_kitchen.name not in answer.content.decode()
    assert not Person.objects.filter(username="hoasim.panh").exists()


def test_a_taken_user_name_leads_to_the_colleague_but_not_to_a_stranger(
    client, cast, manager, cook
):
    other = cast.register("bep.ban")
    assign_role(other, role=Role.COOK, place=cast.other_kitchen, by=cast.admin, on=SINCE)
    signed_in(client, manager)
    mine = client.post(NEW_PERSON, somebody(cast.kitchen, username="BEP"))
    assert [link.url for link in mine.context["existing"]] == [f"{LIST}{cook.pk}/"]
    theirs = client.post(NEW_PERSON, somebody(cast.kitchen, username="bep.ban"))
    assert theirs.context["existing"] == []
    assert (other.full_name in theirs.content.decode()) is False
    assert "Hãy chọn tên khác" in theirs.content.decode()


def end_of(assignment) -> str:
    return f"/tai-khoan/vai-tro/{assignment.pk}/ket-thuc/"


def test_a_manager_ends_a_role_today_and_gives_another(client, cast, manager, cook):
    signed_in(client, manager)
    held = cook.assignments.get()
    assert "Kết thúc vai trò" in client.get(end_of(held)).content.decode()
    done = client.post(end_of(held), {"on": clock.today().isoformat()})
    assert done["Location"] == f"{LIST}{cook.pk}/"
    held.refresh_from_db()
    assert (held.valid_to, held.ended_by) == (clock.today(), manager)
    page = client.get(f"{LIST}{cook.pk}/")
    assert (page.context["standing"], len(page.context["past"])) == ([], 1)
    said = {"role": "health_officer", "reach": cast.kitchen.pk, "on": "2026-11-02"}
    assert client.post(f"{LIST}{cook.pk}/vai-tro/", said).status_code == 302
    assert cook.assignments.filter(valid_to=None).get().role == "health_officer"


def test_a_role_that_has_ended_is_not_ended_again(client, cast, manager, cook):
    held = cook.assignments.get()
    end_assignment(held, by=cast.admin, on=date(2021, 1, 1))
    answer = signed_in(client, manager).post(end_of(held), {"on": clock.today().isoformat()})
    assert answer.status_code == 200
    assert "đã" in str(answer.context["form"].errors)
    assert cook.assignments.get().valid_to == date(2021, 1, 1)


def test_roles_elsewhere_are_neither_shown_nor_ended(client, cast, manager, cook):
    second = assign_role(cook, role=Role.COOK, place=cast.other_kitchen, by=cast.admin, on=SINCE)
    above = assign_role(manager, role=Role.INSPECTOR, by=cast.admin, on=SINCE)
    signed_in(client, manager)
    for page in (LIST, f"{LIST}{cook.pk}/"):
        assert cast.other_kitchen.name not in client.get(page).content.decode()
    today = {"on": clock.today().isoformat()}
    assert [client.post(end_of(one), today).status_code for one in (second, above)] == [404, 404]
    mine = manager.assignments.get(role="manager")
    assert client.post(end_of(mine), today).status_code == 403
    assert Assignment.objects.filter(valid_to=None).count() == 4


def test_an_administrator_registers_an_inspector_of_a_commune(client, cast):
    said = somebody(cast.ward, role="inspector")
    signed_in(client, cast.admin).post(NEW_PERSON, said)
    held = Person.objects.get(username="hoasim.panh").assignments.get()
    assert (held.role, held.commune, held.place) == ("inspector", cast.ward, None)


def test_somebody_of_the_province_has_no_commune(client, cast):
    signed_in(client, cast.admin)
    wrong = client.post(NEW_PERSON, somebody(cast.ward, role="province"))
    assert list(wrong.context["form"].errors) == ["role"]
    assert not Person.objects.filter(username="hoasim.panh").exists()
    client.post(NEW_PERSON, somebody("province", role="province"))
    assert Person.objects.get(username="hoasim.panh").assignments.get().role == "province"


def test_an_administrator_finds_a_school_and_registers_its_people(client, cast):
    signed_in(client, cast.admin)
    found = client.get(NEW_PERSON, {"tim": "pu nhung"}).context["choices"]
    assert [one.pk for one in found] == [cast.other_school.pk]
    url = f"{NEW_PERSON}?don-vi={cast.other_school.pk}"
    client.post(url, somebody("whole", role="manager"))
    held = Person.objects.get(username="hoasim.panh").assignments.get()
    assert (held.role, held.organisation) == ("manager", cast.other_school)
    client.post(url, somebody(cast.other_kitchen, username="b2"))
    assert Person.objects.get(username="b2").assignments.get().place == cast.other_kitchen


def test_an_administrator_registers_a_suppliers_person(client, cast):
    url = f"{NEW_PERSON}?don-vi={cast.cooperative.pk}"
    signed_in(client, cast.admin).post(url, somebody("whole", role="supplier"))
    held = Person.objects.get(username="hoasim.panh").assignments.get()
    assert (held.role, held.organisation) == ("supplier", cast.cooperative)


def test_a_manager_gains_nothing_by_naming_an_organisation(client, cast, manager):
    signed_in(client, manager)
    named = f"{NEW_PERSON}?don-vi={cast.cooperative.pk}"
    answer = client.post(named, somebody("whole", role="supplier"))
    assert sorted(answer.context["form"].errors) == ["reach", "role"]
    assert client.get(f"{NEW_PERSON}?don-vi={cast.other_school.pk}").status_code == 404
    assert client.get(f"{NEW_PERSON}?don-vi=x").status_code == 200


def test_an_administrator_finds_everybody_and_gives_new_passwords(client, cast, cook):
    signed_in(client, cast.admin)
    found = client.get(LIST, {"tim": "BEP"}).context["page"]
    assert [one.pk for one in found] == [cook.pk]
    assert give(client, cook)["Location"] == LIST
    assert Person.objects.get(pk=cook.pk).check_password(NEW)


@pytest.mark.parametrize("role", [one for one in Role if one != Role.MANAGER])
def test_others_register_nobody(client, cast, cook, role):
    signed_in(client, cast.person(role, "ai.do"))
    before = Person.objects.count()
    tries = [
        client.get(NEW_PERSON),
        client.post(NEW_PERSON, somebody(cast.kitchen)),
        client.get(f"{LIST}{cook.pk}/"),
        client.post(f"{LIST}{cook.pk}/vai-tro/", {}),
        client.post(end_of(cook.assignments.get()), {"on": clock.today().isoformat()}),
    ]
    assert [one.status_code for one in tries] == [403] * 5
    assert (Person.objects.count(), cook.assignments.get().valid_to) == (before, None)


def test_the_list_of_staff_asks_the_same_few_questions_of_one_and_of_three(
    client, cast, manager, cook
):
    signed_in(client, manager).get(LIST)
    costs = []
    for more in (0, 2):
        for number in range(more):
            other = cast.register(f"bep{number}")
            assign_role(other, role=Role.COOK, place=cast.kitchen, by=cast.admin, on=SINCE)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(LIST)
        costs.append(len(queries))
        assert len(page.context["page"]) == 1 + more
    assert costs[0] == costs[1] <= 16
