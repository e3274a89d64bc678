"""A sign-in service is trusted and revoked on pages, by those who act for the organisation."""

import json
from typing import Any

import pytest

from nguon.ground.people.choices import Role
from nguon.ground.people.models import TokenIssuer
from nguon.ground.people.operations import register_token_issuer
from tests.ground.conftest import AT

from .tokens import RSA, jwk, terms

SAID = {
    "name": "Cổng đăng nhập tỉnh",
    "issuer": "https://dang-nhap.example/realms/tinh",
    "audience": "nguon",
    "claim": "azp",
    "claim_value": "htx-thanh-xuong",
    "jwks": json.dumps({"keys": [jwk(RSA)]}),
    "acts": ["capture_events"],
}


@pytest.fixture
def seller(client: Any, cast: Any) -> Any:
    person = cast.person(Role.SUPPLIER)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return person


def page_of(organisation: Any, tail: str = "") -> str:
    return f"/don-vi/{organisation.pk}/{tail}"


def test_a_service_is_trusted_and_shown(client: Any, cast: Any, seller: Any) -> None:
    answer = client.post(page_of(cast.cooperative, "cong-dang-nhap-moi/"), SAID)
    assert answer.status_code == 302
    issuer = TokenIssuer.objects.get()
    assert (issuer.organisation, issuer.acts, issuer.created_by) == (
        cast.cooperative,
        ["capture_events"],
        seller,
    )
    shown = client.get(page_of(cast.cooperative)).content.decode()
    assert "azp = htx-thanh-xuong" in shown
    answer = client.post(page_of(cast.cooperative, f"cong-dang-nhap/{issuer.pk}/thu-hoi/"))
    issuer.refresh_from_db()
    assert issuer.revoked_by == seller


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"jwks": "{"}, "jwks"),
        ({"jwks": ""}, "jwks_url"),
        ({"jwks": '{"keys": []}'}, "jwks"),
        ({"acts": ["recall_goods"]}, "acts"),
        ({"issuer": ""}, "issuer"),
    ],
    ids=str,
)
def test_what_is_wrong_is_said_at_its_field(
    changed: dict[str, Any], field: str, client: Any, cast: Any, seller: Any
) -> None:
    answer = client.post(page_of(cast.cooperative, "cong-dang-nhap-moi/"), SAID | changed)
    assert list(answer.context["form"].errors) == [field]
    assert not TokenIssuer.objects.exists()


def test_an_issuer_of_another_organisation_is_not_there(
    client: Any, cast: Any, seller: Any
) -> None:
    issuer = register_token_issuer(cast.other_school, terms(), by=cast.admin, at=AT)
    for organisation in (cast.cooperative, cast.other_school):
        answer = client.post(page_of(organisation, f"cong-dang-nhap/{issuer.pk}/thu-hoi/"))
        assert answer.status_code == 404
    issuer.refresh_from_db()
    assert issuer.revoked_at is None
