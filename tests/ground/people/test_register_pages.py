"""Organisations, places, schools: found, registered, refused; nothing without the right to."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nguon.ground.people.choices import OrganisationKind, Role
from nguon.ground.people.models import Organisation, Person, Place
from nguon.ground.people.operations import assign_role, register_organisation
from tests.ground.conftest import AT, DAY

LIST, NEW, SCHOOL = "/don-vi/", "/don-vi/moi/", "/don-vi/truong-moi/"
TAX, OTHER_TAX = "0100109106", "0101243150"


def signed_in(client, person):
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def words(response) -> str:
    main = response.content.decode().split("<main", 1)[1].split("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", "<main" + main).split())


@pytest.fixture
def manager(cast):
    return cast.person(Role.MANAGER)


@pytest.fixture
def head(cast):
    """Manages the school as a whole."""
    person = cast.register("hieutruong")
    assign_role(person, role=Role.MANAGER, organisation=cast.school, by=cast.admin, on=DAY, at=AT)
    person.assignments.update(valid_from="2026-09-01")
    return person


def supplier(**given):
    said = {"kind": "trader", "legal_name": "Hộ kinh doanh Lò Thị Inh", "tax_code": TAX}
    return said | {"address": "Chợ Noong Bua", "phone": "0912 345 678"} | given


def school(cast, **given):
    return {
        "legal_name": "Trường Mầm non Hoa Sim",
        "commune": cast.commune.pk,
        "address": "Bản Ten",
        "manager_full_name": "Lò Thị Hiên",
        "manager_username": "hoasim.hien",
    } | given


def test_a_manager_registers_a_supplier_and_finds_it_by_name_and_tax_code(client, manager):
    signed_in(client, manager)
    done = client.post(NEW, supplier())
    made = Organisation.objects.get(display_name="Hộ kinh doanh Lò Thị Inh")
    assert done["Location"] == f"{LIST}{made.pk}/"
    name = made.names.get()
    assert (name.tax_code, name.address, name.phone, name.registered_by) == (
        TAX,
        "Chợ Noong Bua",
        "0912 345 678",
        manager,
    )
    for wanted in ("lo thi inh", "0100109"):
        found = client.get(LIST, {"tim": wanted}).context["page"]
        assert [one.pk for one in found] == [made.pk]
    assert "Không có đơn vị nào" in words(client.get(LIST, {"tim": "khong co"}))


def test_a_second_legal_name_belongs_to_the_same_actor(client, manager):
    signed_in(client, manager).post(NEW, supplier())
    made = Organisation.objects.get(display_name="Hộ kinh doanh Lò Thị Inh")
    url = f"{LIST}{made.pk}/ten-moi/"
    assert "hai bộ giấy tờ" in words(client.get(url))
    done = client.post(url, {"legal_name": "Công ty Inh Thắng", "tax_code": OTHER_TAX})
    assert done["Location"] == f"{LIST}{made.pk}/"
    shown = words(client.get(f"{LIST}{made.pk}/"))
    assert all(text in shown for text in ("Công ty Inh Thắng", OTHER_TAX, TAX, "Chợ Noong Bua"))
    found = client.get(LIST, {"tim": "inh thang"}).context["page"]
    assert [one.pk for one in found] == [made.pk]


@pytest.mark.parametrize(
    "again", [{"legal_name": "Tên khác hẳn"}, {"tax_code": ""}], ids=["tax code", "name"]
)
def test_who_is_registered_already_is_shown_and_the_typed_stays(client, manager, again):
    signed_in(client, manager).post(NEW, supplier())
    made = Organisation.objects.get(display_name="Hộ kinh doanh Lò Thị Inh")
    answer = client.post(NEW, supplier(**again))
    assert [link.url for link in answer.context["existing"]] == [f"{LIST}{made.pk}/"]
    assert f'href="{LIST}{made.pk}/"' in answer.content.decode()
    assert 'value="Chợ Noong Bua"' in answer.content.decode()
    assert Organisation.objects.filter(kind="trader").count() == 1


def test_a_second_name_that_is_somebody_elses_leads_to_them(client, cast, manager):
    signed_in(client, manager).post(NEW, supplier())
    made = Organisation.objects.get(display_name="Hộ kinh doanh Lò Thị Inh")
    url = f"{LIST}{cast.cooperative.pk}/ten-moi/"
    answer = client.post(url, {"legal_name": "HTX hai", "tax_code": TAX})
    assert [link.url for link in answer.context["existing"]] == [f"{LIST}{made.pk}/"]
    assert cast.cooperative.names.count() == 1


def test_a_mistyped_tax_code_is_told_at_its_field_and_the_rest_stays(client, manager):
    answer = signed_in(client, manager).post(NEW, supplier(tax_code="0100109107"))
    assert "Chữ số kiểm tra" in str(answer.context["form"].errors["tax_code"])
    assert 'value="0912 345 678"' in answer.content.decode()
    assert Organisation.objects.filter(kind="trader").count() == 0


def test_a_gln_with_a_wrong_check_digit_is_told_at_its_field(client, manager):
    answer = signed_in(client, manager).post(NEW, supplier(gln="8934567890123"))
    assert list(answer.context["form"].errors) == ["gln"]
    assert Organisation.objects.filter(kind="trader").count() == 0


def test_a_manager_cannot_register_a_school_by_sending_its_kind(client, manager):
    answer = signed_in(client, manager).post(NEW, supplier(kind="school"))
    assert list(answer.context["form"].errors) == ["kind"]
    assert not Organisation.objects.filter(display_name="Hộ kinh doanh Lò Thị Inh").exists()


@pytest.mark.parametrize(
    ("asked", "inside"),
    [
        ("/bep/x/", True),
        ("https://evil.example/", False),
        ("//evil.example/", False),
        ("javascript:alert(1)", False),
    ],
)
def test_registering_leads_back_within_this_house_only(client, manager, asked, inside):
    done = signed_in(client, manager).post(f"{NEW}?next={asked}", supplier())
    made = Organisation.objects.get(display_name="Hộ kinh doanh Lò Thị Inh")
    back = f"{asked}?don-vi={made.pk}" if inside else f"{LIST}{made.pk}/"
    assert done["Location"] == back


def test_a_manager_sees_suppliers_and_no_school(client, cast, manager):
    signed_in(client, manager)
    assert [one.pk for one in client.get(LIST).context["page"]] == [cast.cooperative.pk]
    assert client.get(f"{LIST}{cast.other_school.pk}/").status_code == 404
    assert client.get(f"{LIST}{cast.school.pk}/").status_code == 404  # not theirs as a whole


def test_a_head_teacher_adds_a_kitchen_to_the_own_school_and_no_other(client, cast, head):
    signed_in(client, head)
    said = {"kind": "kitchen", "name": "Bếp điểm bản", "commune": cast.commune.pk, "address": "A"}
    done = client.post(f"{LIST}{cast.school.pk}/noi-moi/", said)
    assert done["Location"] == f"{LIST}{cast.school.pk}/"
    assert Place.objects.get(name="Bếp điểm bản").organisation == cast.school
    again = client.post(f"{LIST}{cast.school.pk}/noi-moi/", said | {"name": "bếp ĐIỂM bản"})
    assert "đã được đăng ký" in words(again)
    assert client.post(f"{LIST}{cast.other_school.pk}/noi-moi/", said).status_code == 404
    assert client.post(f"{LIST}{cast.cooperative.pk}/noi-moi/", said).status_code == 403
    assert Place.objects.filter(name__iexact="Bếp điểm bản").count() == 1


def test_an_administrator_registers_a_school_that_can_begin_at_once(client, cast):
    signed_in(client, cast.admin)
    answer = client.post(SCHOOL, school(cast))
    made = Organisation.objects.get(display_name="Trường Mầm non Hoa Sim")
    kitchen = made.places.get()
    assert (made.kind, kitchen.kind, kitchen.commune) == ("school", "kitchen", cast.commune)
    assert kitchen.name == "Bếp ăn Trường Mầm non Hoa Sim"
    person = Person.objects.get(username="hoasim.hien")
    held = person.assignments.get()
    assert (held.role, held.organisation, held.assigned_by) == ("manager", made, cast.admin)
    assert person.check_password(answer.context["password"])
    assert answer.context["password"] in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    signed_in(client, person)
    set_up = f"/bep/{kitchen.pk}/cai-dat/"
    assert client.get(set_up)["Location"] == "/tai-khoan/mat-khau/", "the first password is given"
    own = "đêm trăng bên suối Nậm Rốm"
    chosen = {"old_password": answer.context["password"]}
    client.post("/tai-khoan/mat-khau/", chosen | {"new_password1": own, "new_password2": own})
    assert client.get(set_up).status_code == 200


def test_a_chosen_password_is_not_shown_again(client, cast):
    said = school(cast, manager_password="mưa xuân trên núi cao")
    done = signed_in(client, cast.admin).post(SCHOOL, said, follow=True)
    assert done.status_code == 200
    assert "mưa xuân trên núi cao" not in done.content.decode()
    assert Person.objects.get(username="hoasim.hien").check_password("mưa xuân trên núi cao")


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"manager_username": "hoa sim"}, "manager_username"),
        ({"manager_password": "12345678"}, "manager_password"),
        ({"tax_code": "123"}, "tax_code"),
        ({"commune": ""}, "commune"),
        ({"manager_username": "quantri"}, "__all__"),
        ({"legal_name": "Trường PTDTBT Tiểu học Pú Nhung"}, "__all__"),
    ],
)
def test_a_school_is_registered_whole_or_not_at_all(client, cast, given, field):
    before = (Organisation.objects.count(), Place.objects.count(), Person.objects.count())
    answer = signed_in(client, cast.admin).post(SCHOOL, school(cast, **given))
    assert list(answer.context["form"].errors) == [field]
    assert 'value="Lò Thị Hiên"' in answer.content.decode()
    assert before == (Organisation.objects.count(), Place.objects.count(), Person.objects.count())


def test_a_school_that_is_registered_already_is_shown(client, cast):
    said = school(cast, legal_name="Truong PTDTBT tieu hoc Pu Nhung")
    answer = signed_in(client, cast.admin).post(SCHOOL, said)
    assert [one.text for one in answer.context["existing"]] == [cast.other_school.display_name]


def test_an_administrator_registers_an_authority_and_sees_everybody(client, cast):
    signed_in(client, cast.admin)
    client.post(NEW, supplier(kind="authority", legal_name="Sở Y tế tỉnh Điện Biên", tax_code=""))
    made = Organisation.objects.get(display_name="Sở Y tế tỉnh Điện Biên")
    assert made.kind == OrganisationKind.AUTHORITY
    listed = {one.pk for one in client.get(LIST).context["page"]}
    assert listed == set(Organisation.objects.values_list("pk", flat=True))


WHO = ["admin", "head", *(role.value for role in Role)]
MAY = {
    "list": ("admin", "head", "manager"),
    "new": ("admin", "head", "manager"),
    "school": ("admin",),
    "own": ("admin", "head"),
    "other": ("admin",),
    "seller": ("admin", "head", "manager", "supplier"),
    "seller_name": ("admin", "head", "manager"),
    "seller_place": ("admin",),
    "seller_key": ("admin", "supplier"),
    "own_place": ("admin", "head"),
    "own_name": ("admin",),
    "own_key": ("admin", "head"),
}


def addresses(cast):
    own, other, seller = (
        f"{LIST}{one.pk}/" for one in (cast.school, cast.other_school, cast.cooperative)
    )
    return {
        "list": LIST,
        "new": NEW,
        "school": SCHOOL,
        "own": own,
        "other": other,
        "seller": seller,
        "seller_name": f"{seller}ten-moi/",
        "seller_place": f"{seller}noi-moi/",
        "seller_key": f"{seller}khoa-moi/",
        "own_place": f"{own}noi-moi/",
        "own_name": f"{own}ten-moi/",
        "own_key": f"{own}khoa-moi/",
    }


@pytest.mark.parametrize("who", WHO)
def test_each_page_of_the_register_opens_for_whom_it_is(client, cast, head, who):
    person = {"admin": cast.admin, "head": head}.get(who) or cast.person(Role(who))
    signed_in(client, person)
    opened = {page for page, url in addresses(cast).items() if client.get(url).status_code == 200}
    assert opened == {page for page, able in MAY.items() if who in able}


@pytest.mark.parametrize("who", ["cook", "inspector", "province", "parent_representative"])
def test_who_posts_anyway_registers_nothing(client, cast, who):
    signed_in(client, cast.person(Role(who)))
    before = Organisation.objects.count(), Person.objects.count()
    assert client.post(NEW, supplier()).status_code == 403
    assert client.post(SCHOOL, school(cast)).status_code == 403
    assert (Organisation.objects.count(), Person.objects.count()) == before


def test_without_signing_in_there_is_no_register(client, cast):
    assert {client.get(url).status_code for url in addresses(cast).values()} == {302}


def test_the_register_asks_the_same_few_questions_of_one_and_of_three(client, cast, manager):
    signed_in(client, manager).get(LIST)
    costs = []
    for more in (0, 2):
        for number in range(more):
            register_organisation(
                by=manager, kind=OrganisationKind.TRADER, legal_name=f"Sạp số {number}"
            )
        with CaptureQueriesContext(connection) as queries:
            page = client.get(LIST)
        costs.append(len(queries))
        assert len(page.context["page"]) == 1 + more
    assert costs[0] == costs[1] <= 15
