"""Keys are issued, shown once and revoked on pages, by those who act for the organisation."""

import pytest

from nguon.ground.people.choices import Role
from nguon.ground.people.models import ApiKey
from nguon.ground.people.operations import assign_role, issue_api_key
from nguon.ground.people.queries import api_key_for
from tests.ground.conftest import AT, DAY


def signed_in(client, person):
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def page_of(organisation, tail: str = "") -> str:
    return f"/don-vi/{organisation.pk}/{tail}"


SAID = {"name": "Máy tính kho", "scopes": ["capture_events", "query_events"]}


@pytest.fixture
def seller(cast):
    return cast.person(Role.SUPPLIER)


@pytest.fixture
def foreign_key(cast):
    """Of a trader that the seller has nothing to do with."""
    return issue_api_key(
        cast.other_school, name="Khóa trường khác", scopes=["query_events"], by=cast.admin, at=AT
    )[0]


def test_the_secret_is_in_one_answer_and_opens_the_key(client, cast, seller):
    signed_in(client, seller)
    answer = client.post(page_of(cast.cooperative, "khoa-moi/"), SAID)
    secret = answer.context["secret"]
    key = ApiKey.objects.get()
    assert api_key_for(secret) == key
    assert (key.name, key.scopes, key.created_by) == (SAID["name"], SAID["scopes"], seller)
    assert secret in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    later = client.get(page_of(cast.cooperative)).content.decode()
    assert SAID["name"] in later
    assert (secret in later, secret in str(dict(client.session))) == (False, False)


def test_sent_twice_there_is_one_key(client, cast, seller):
    signed_in(client, seller).post(page_of(cast.cooperative, "khoa-moi/"), SAID)
    again = client.post(page_of(cast.cooperative, "khoa-moi/"), SAID | {"name": "máy tính KHO"})
    assert "Đã có khóa" in again.content.decode()
    assert ApiKey.objects.count() == 1


def test_a_key_needs_a_scope_and_one_that_keys_can_have(client, cast, seller):
    signed_in(client, seller)
    for scopes in ([], ["countersign_day"]):
        answer = client.post(page_of(cast.cooperative, "khoa-moi/"), SAID | {"scopes": scopes})
        assert list(answer.context["form"].errors) == ["scopes"]
        assert 'value="Máy tính kho"' in answer.content.decode()
    assert ApiKey.objects.count() == 0


def test_a_revoked_key_opens_nothing_and_its_name_is_free(client, cast, seller):
    signed_in(client, seller)
    issued = client.post(page_of(cast.cooperative, "khoa-moi/"), SAID)
    key = ApiKey.objects.get()
    url = page_of(cast.cooperative, f"khoa/{key.pk}/thu-hoi/")
    assert "Thu hồi khóa" in client.get(url).content.decode()
    assert ApiKey.objects.get().revoked_at is None  # looking revokes nothing
    assert client.post(url)["Location"] == page_of(cast.cooperative)
    assert api_key_for(issued.context["secret"]) is None
    assert ApiKey.objects.get().revoked_by == seller
    assert client.post(page_of(cast.cooperative, "khoa-moi/"), SAID).context["secret"]


def test_keys_of_others_are_neither_shown_nor_revoked(client, cast, seller, foreign_key):
    signed_in(client, seller)
    assert client.get(page_of(cast.other_school)).status_code == 404
    for organisation in (cast.other_school, cast.cooperative):
        url = page_of(organisation, f"khoa/{foreign_key.pk}/thu-hoi/")
        assert (client.get(url).status_code, client.post(url).status_code) == (404, 404)
    assert ApiKey.objects.get(pk=foreign_key.pk).revoked_at is None


def test_a_kitchens_manager_sees_the_supplier_but_not_its_keys(client, cast, seller):
    key, _secret = issue_api_key(
        cast.cooperative, name="Khóa bí mật", scopes=["query_events"], by=seller
    )
    signed_in(client, cast.person(Role.MANAGER))
    shown = client.get(page_of(cast.cooperative))
    assert (shown.status_code, shown.context["keys"]) == (200, ())
    assert ("Khóa bí mật" in shown.content.decode(), key.prefix in shown.content.decode()) == (
        False,
        False,
    )
    url = page_of(cast.cooperative, f"khoa/{key.pk}/thu-hoi/")
    assert (client.post(url).status_code, client.get(url).status_code) == (403, 403)
    assert client.post(page_of(cast.cooperative, "khoa-moi/"), SAID).status_code == 403
    assert ApiKey.objects.get().revoked_at is None


def test_who_supplies_no_longer_issues_no_key(client, cast, seller):
    seller.assignments.update(valid_to="2026-09-02")
    signed_in(client, seller)
    assert client.post(page_of(cast.cooperative, "khoa-moi/"), SAID).status_code == 404
    assert ApiKey.objects.count() == 0


def test_the_head_of_a_school_has_the_keys_of_the_school(client, cast):
    head = cast.register("hieutruong")
    assign_role(head, role=Role.MANAGER, organisation=cast.school, by=cast.admin, on=DAY, at=AT)
    head.assignments.update(valid_from="2026-09-01")
    signed_in(client, head)
    assert client.post(page_of(cast.school, "khoa-moi/"), SAID).context["secret"]
    assert ApiKey.objects.get().organisation == cast.school
