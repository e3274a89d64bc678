"""Keys: shown once, kept hashed, found by prefix, compared whole, gone when revoked."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import RequestFactory

from nguon.base.decision import ALLOWED
from nguon.base.errors import InputInvalid, Refused, Unidentified
from nguon.ground.people.choices import Act, Role
from nguon.ground.people.models import ApiKey
from nguon.ground.people.operations import issue_api_key, revoke_api_key
from nguon.ground.people.queries import api_key_for, api_key_of_request
from nguon.ground.people.rules import key_may

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


@pytest.fixture
def issued(cast):
    return issue_api_key(
        cast.cooperative, name="Máy tính HTX", scopes=[Act.CAPTURE_EVENTS], by=cast.admin, at=AT
    )


def test_a_secret_opens_its_key(issued):
    key, secret = issued
    assert api_key_for(secret) == key
    assert secret.startswith(f"nguon_{key.prefix}_")


def test_the_database_holds_the_hash_and_not_the_secret(issued):
    key, secret = issued
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(k)::text FROM people_apikey k")
        row = cursor.fetchone()[0]
    assert hashlib.sha256(secret.encode()).hexdigest() in row
    assert secret not in row
    assert secret.rpartition(key.prefix + "_")[2] not in row


def test_two_keys_share_neither_prefix_nor_secret(cast, issued):
    other, other_secret = issue_api_key(
        cast.cooperative, name="Máy 2", scopes=[Act.CAPTURE_EVENTS], by=cast.admin, at=AT
    )
    key, secret = issued
    assert (other.prefix == key.prefix, other_secret == secret) == (False, False)
    assert api_key_for(f"nguon_{key.prefix}_{other_secret.split('_', 2)[2]}") is None


@pytest.mark.parametrize(
    "broken",
    [
        lambda secret: secret[:-1],
        lambda secret: secret + "A",
        lambda secret: secret.upper(),
        lambda secret: secret.replace("nguon_", "other_"),
        lambda secret: secret.rpartition("_")[0],
        lambda secret: "",
        lambda secret: "nguon_",
        lambda secret: "nguon_\0_x",
        lambda secret: "nguon__",
    ],
)
def test_anything_but_the_whole_secret_opens_nothing(issued, broken):
    assert api_key_for(broken(issued[1])) is None


def test_a_revoked_key_opens_nothing_and_its_row_stays(cast, issued):
    key, secret = issued
    revoked = revoke_api_key(key, by=cast.admin, at=AT + timedelta(days=1))
    assert api_key_for(secret) is None
    assert key_may(revoked, Act.CAPTURE_EVENTS).code == "key_revoked"
    again = revoke_api_key(key, by=cast.admin, at=AT + timedelta(days=2))
    assert ApiKey.objects.get(pk=key.pk).revoked_at == again.revoked_at == AT + timedelta(days=1)


def test_a_key_may_what_its_scopes_list_and_only_at_home(cast, issued):
    key, _secret = issued
    decided = {
        "own": key_may(key, Act.CAPTURE_EVENTS, organisation=cast.cooperative),
        "other": key_may(key, Act.CAPTURE_EVENTS, organisation=cast.school).code,
        "scope": key_may(key, Act.QUERY_EVENTS, organisation=cast.cooperative).code,
        "kitchen": key_may(key, Act.RECORD_COOKING).code,
    }
    assert decided == {
        "own": ALLOWED,
        "other": "out_of_reach",
        "scope": "scope_missing",
        "kitchen": "scope_missing",
    }


def test_a_scope_for_kitchen_work_cannot_be_smuggled_in(cast, issued):
    """Not even by a row that was written past the operation."""
    key, _secret = issued
    key.scopes = ["record_cooking"]
    assert key_may(key, Act.RECORD_COOKING).code == "scope_missing"


@pytest.mark.parametrize("scopes", [[], ["record_cooking"], ["capture_events", "x"]])
def test_only_known_scopes_are_issued(cast, scopes):
    with pytest.raises(InputInvalid) as invalid:
        issue_api_key(cast.cooperative, name="x", scopes=scopes, by=cast.admin, at=AT)
    assert [error.path for error in invalid.value.errors] == ["scopes"]


def test_a_supplier_issues_and_revokes_for_the_own_organisation_only(cast, issued):
    supplier = cast.person(Role.SUPPLIER)
    key, _secret = issue_api_key(
        cast.cooperative, name="của tôi", scopes=["capture_events"], by=supplier, at=AT
    )
    assert revoke_api_key(key, by=supplier, at=AT).revoked_by == supplier
    with pytest.raises(Refused):
        issue_api_key(cast.school, name="x", scopes=["capture_events"], by=supplier, at=AT)


@pytest.mark.parametrize("role", [Role.COOK, Role.MANAGER, Role.INSPECTOR, Role.PROVINCE])
def test_others_touch_no_keys_of_the_cooperative(cast, issued, role):
    person = cast.person(role)
    with pytest.raises(Refused):
        revoke_api_key(issued[0], by=person, at=AT)
    assert ApiKey.objects.get().revoked_at is None


def test_a_request_is_known_by_its_bearer_header(issued):
    key, secret = issued
    requests = RequestFactory()
    known = requests.get("/events", headers={"Authorization": f"Bearer {secret}"})
    assert api_key_of_request(known) == key
    assert api_key_of_request(requests.get("/events")) is None
    basic = requests.get("/events", headers={"Authorization": "Basic eDp5"})
    assert api_key_of_request(basic) is None
    wrong = requests.get("/events", headers={"Authorization": "Bearer nguon_x_y"})
    with pytest.raises(Unidentified):
        api_key_of_request(wrong)
