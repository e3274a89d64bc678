"""The list of products on pages: added to by whom it is, refused clearly, nothing lost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nguon.ground.people.choices import Role
from nguon.ground.products.choices import ProductGroup
from nguon.ground.products.models import Product
from nguon.ground.products.operations import register_product

LIST, NEW = "/san-pham/", "/san-pham/moi/"


def signed_in(client, person):
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def food(**given):
    return {
        "name": "Sữa tươi tiệt trùng",
        "group": "dry_packaged",
        "default_uom": "LTR",
        "storage": "ambient",
        "allergens": ["milk"],
        "gtin": "8938505974194",
        "name_en": "UHT milk",
    } | given


@pytest.fixture
def manager(cast):
    return cast.person(Role.MANAGER)


def test_a_manager_adds_a_product_and_finds_it(client, manager):
    done = signed_in(client, manager).post(NEW, food())
    assert done["Location"] == LIST
    made = Product.objects.get()
    assert (made.gtin, made.allergens, made.owner_organisation) == (
        "08938505974194",
        ["milk"],
        None,
    )
    for wanted in ("sua tuoi", "8938505974194", "uht"):
        assert [one.pk for one in client.get(LIST, {"tim": wanted}).context["page"]] == [made.pk]
    row = client.get(LIST).content.decode()
    assert all(text in row for text in ("Sữa tươi tiệt trùng", "lít", "08938505974194"))


@pytest.mark.parametrize(
    ("gtin", "said"),
    [
        ("8938505974195", "kiểm tra"),
        ("2012345678903", "nội bộ"),
        ("12345", ""),
        ("không có", ""),
    ],
)
def test_a_number_that_is_no_gtin_is_told_and_the_rest_stays(client, manager, gtin, said):
    answer = signed_in(client, manager).post(NEW, food(gtin=gtin))
    errors = answer.context["form"].errors
    assert list(errors) == ["gtin"]
    assert said in str(errors["gtin"])
    assert 'value="UHT milk"' in answer.content.decode()
    assert Product.objects.count() == 0


@pytest.mark.parametrize("again", [{"name": "Tên khác"}, {"name": "rau MUỐNG", "gtin": ""}])
def test_what_is_on_the_list_already_is_shown(client, cast, manager, again):
    register_product(by=cast.admin, name="Rau muống", group=ProductGroup.FRESH_FROZEN)
    signed_in(client, manager).post(NEW, food())
    before = Product.objects.count()
    answer = client.post(NEW, food(**again))
    expected = "Rau muống" if again["name"] == "rau MUỐNG" else "Sữa tươi tiệt trùng"
    assert [one.name for one in answer.context["existing"]] == [expected]
    assert Product.objects.count() == before


def test_a_suppliers_person_adds_articles_of_the_own_organisation_only(client, cast):
    signed_in(client, cast.person(Role.SUPPLIER))
    common = client.post(NEW, food())
    foreign = client.post(NEW, food(owner=str(cast.other_school.pk)))
    assert [list(one.context["form"].errors) for one in (common, foreign)] == [["owner"]] * 2
    client.post(NEW, food(owner=str(cast.cooperative.pk)))
    assert Product.objects.get().owner_organisation == cast.cooperative


WHO = ["admin", *(role.value for role in Role)]


@pytest.mark.parametrize("who", WHO)
def test_the_list_is_looked_after_by_administrators_managers_and_suppliers(client, cast, who):
    person = cast.admin if who == "admin" else cast.person(Role(who))
    signed_in(client, person)
    may = who in ("admin", "manager", "supplier")
    assert [client.get(url).status_code for url in (LIST, NEW)] == [200 if may else 403] * 2
    if not may:
        assert client.post(NEW, food()).status_code == 403
        assert Product.objects.count() == 0


def test_without_signing_in_there_is_no_list(client, db):
    assert [client.get(url).status_code for url in (LIST, NEW)] == [302, 302]


def test_the_list_asks_the_same_few_questions_of_one_and_of_three(client, cast, manager):
    signed_in(client, manager)
    costs = []
    for more in (1, 2):
        for number in range(more):
            register_product(
                by=cast.admin, name=f"Rau số {more}{number}", group=ProductGroup.FRESH_FROZEN
            )
        client.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 12
