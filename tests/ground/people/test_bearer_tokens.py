"""Signed tokens: only of a registered issuer, only with its own keys, only in their time."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.test import RequestFactory

from nguon.base.errors import Conflict, InputInvalid, Refused, Unidentified
from nguon.ground.people.choices import Act, Role
from nguon.ground.people.operations import register_token_issuer, revoke_token_issuer
from nguon.ground.people.queries.bearer_tokens import bearer_token_of, checked_token
from nguon.ground.people.rules import token_may

from .tokens import AT, EC, ED, ISSUER, OTHER_RSA, RSA, WEAK_RSA, claims, jwk, terms, token


def test_a_good_token_opens_the_organisation_it_is_for(register: Any, cast: Any) -> None:
    issuer = register()
    found = checked_token(token(), at=AT)
    assert (found.issuer, found.subject) == (issuer, "may-ke-toan")
    assert found.issuer.organisation == cast.cooperative
    assert found.acts == {Act.CAPTURE_EVENTS, Act.QUERY_EVENTS}


@pytest.mark.parametrize(
    ("key", "algorithm"),
    [(RSA, "RS256"), (RSA, "RS512"), (RSA, "PS256"), (EC, "ES256"), (ED, "EdDSA")],
)
def test_asymmetric_signatures_are_accepted(key: Any, algorithm: str, register: Any) -> None:
    register(jwks={"keys": [jwk(key)]})
    assert checked_token(token(key, algorithm), at=AT).subject == "may-ke-toan"


BAD: dict[str, Callable[[], str]] = {
    "another's signature": lambda: token(OTHER_RSA),
    "another audience": lambda: token(aud="ai-do"),
    "no audience": lambda: token(aud=None),
    "another issuer": lambda: token(iss=ISSUER + "/"),
    "no issuer": lambda: token(iss=None),
    "an issuer that is no text": lambda: unsigned(iss=["x"]),
    "another client": lambda: token(azp="htx-khac"),
    "no client": lambda: token(azp=None),
    "ended": lambda: token(exp=(AT - timedelta(seconds=61)).timestamp()),
    "without end": lambda: token(exp=None),
    "an end that is no number": lambda: token(exp=str(AT.timestamp())),
    "an end that is true": lambda: token(exp=True),
    "an end beyond all calendars": lambda: token(exp=1e300),
    "not yet": lambda: token(nbf=(AT + timedelta(seconds=61)).timestamp()),
    "issued tomorrow": lambda: token(iat=(AT + timedelta(days=1)).timestamp()),
    "of another type": lambda: token(headers={"typ": "logout+jwt"}),
    "without type": lambda: token(headers={"typ": None}),
    "a critical header": lambda: token(headers={"crit": ["b64"], "b64": True}),
    "an unknown key": lambda: token(headers={"kid": "k2"}),
    "no signature": lambda: jwt.encode(claims(), None, algorithm="none", headers={"typ": "JWT"}),
    "a shared secret": lambda: jwt.encode(claims(), "s" * 64, algorithm="HS256"),
    "the public key as a secret": lambda: forged_by_public_key(),
    "its own key brought along": lambda: token(OTHER_RSA, headers={"jwk": jwk(OTHER_RSA)}),
    "cut": lambda: token()[:-4],
    "another's claims under a good signature": lambda: swapped(),
    "three dots of nothing": lambda: "..",
    "not base64": lambda: "a.b.c",
    "a list": lambda: ".".join([part({"alg": "RS256", "typ": "JWT"}), part([]), "AAAA"]),
    "too long": lambda: token(x="x" * 9_000),
    "not ASCII": lambda: token()[:-1] + "é",
    "a name with NUL": lambda: token(iss="\0"),
}


def part(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def unsigned(**members: Any) -> str:
    head = part({"alg": "RS256", "typ": "JWT", "kid": "k1"})
    return ".".join([head, part(claims(**members)), "AAAA"])


def swapped() -> str:
    head, _, signature = token(azp="htx-khac").split(".")
    return ".".join([head, part(claims()), signature])


def forged_by_public_key() -> str:
    """The classic: RS256 verified as HS256 with the public key as the secret."""
    pem = RSA.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    signed = f"{part({'alg': 'HS256', 'typ': 'JWT', 'kid': 'k1'})}.{part(claims())}"
    digest = hmac.new(pem, signed.encode(), hashlib.sha256).digest()
    return f"{signed}.{base64.urlsafe_b64encode(digest).rstrip(b'=').decode()}"


@pytest.mark.parametrize("name", BAD)
def test_a_token_is_refused(name: str, register: Any) -> None:
    register()
    with pytest.raises(Unidentified):
        checked_token(BAD[name](), at=AT)


@pytest.mark.parametrize(
    "made",
    [
        lambda: token(exp=(AT - timedelta(seconds=59)).timestamp()),
        lambda: token(nbf=(AT + timedelta(seconds=59)).timestamp()),
        lambda: token(aud=["khac", "nguon"]),
        lambda: token(azp=["khac", "htx-thanh-xuong"]),
        lambda: token(headers={"typ": "JWT"}),
        lambda: token(headers={"typ": "application/at+jwt"}),
    ],
    ids=["just ended", "about to count", "several audiences", "several clients", "JWT", "at+jwt"],
)
def test_clocks_differ_a_little_and_lists_hold_what_is_looked_for(
    made: Callable[[], str], register: Any
) -> None:
    register()
    assert checked_token(made(), at=AT).subject == "may-ke-toan"


def test_all_that_is_wrong_with_whose_token_sounds_alike(register: Any) -> None:
    register()
    said = set()
    for name in ("another's signature", "another audience", "another issuer", "another client"):
        with pytest.raises(Unidentified) as caught:
            checked_token(BAD[name](), at=AT)
        said.add(str(caught.value))
    assert len(said) == 1


@pytest.mark.parametrize(
    "key",
    [
        jwk(RSA, use="enc"),
        jwk(RSA, key_ops=["sign"]),
        jwk(RSA, alg="RS512"),
        jwk(EC),
        {"kty": "RSA", "kid": "k1"},
        {"kty": "RSA", "kid": "k1", "n": 3, "e": None},
        jwk(OTHER_RSA),
    ],
    ids=["for secrets", "for signing", "of another algorithm", "a curve", "empty", "odd", "other"],
)
def test_a_key_that_is_not_for_this_signature_opens_nothing(key: Any, register: Any) -> None:
    register(jwks={"keys": [key]})
    with pytest.raises(Unidentified):
        checked_token(token(), at=AT)


def test_a_weak_key_opens_nothing(register: Any) -> None:
    register(jwks={"keys": [jwk(WEAK_RSA)]})
    with pytest.warns(jwt.warnings.InsecureKeyLengthWarning):
        weak = token(WEAK_RSA)
    with pytest.raises(Unidentified):
        checked_token(weak, at=AT)


def test_a_revoked_issuer_opens_nothing_and_may_be_registered_again(
    register: Any, cast: Any
) -> None:
    issuer = register()
    with pytest.raises(Conflict):
        register()
    revoke_token_issuer(issuer, by=cast.admin, at=AT)
    with pytest.raises(Unidentified):
        checked_token(token(), at=AT)
    register()
    assert checked_token(token(), at=AT).subject == "may-ke-toan"


def test_each_organisation_trusts_its_own_client_of_one_provider(register: Any, cast: Any) -> None:
    register()
    register_token_issuer(cast.school, terms(claim_value="truong-him-lam"), by=cast.admin, at=AT)
    assert checked_token(token(), at=AT).issuer.organisation == cast.cooperative
    assert checked_token(token(azp="truong-him-lam"), at=AT).issuer.organisation == cast.school


def test_keys_that_one_organisation_pinned_open_no_other(register: Any, cast: Any) -> None:
    """Whoever registers a well-known issuer with keys of their own gains only what is theirs."""
    register()
    register_token_issuer(cast.school, terms(jwks={"keys": [jwk(OTHER_RSA)]}), by=cast.admin, at=AT)
    assert checked_token(token(OTHER_RSA), at=AT).issuer.organisation == cast.school
    assert checked_token(token(), at=AT).issuer.organisation == cast.cooperative


@pytest.mark.parametrize(
    ("said", "acts"),
    [
        ({"scope": "openid capture_events"}, {Act.CAPTURE_EVENTS}),
        ({"scp": ["query_events", "capture_events"]}, {Act.CAPTURE_EVENTS, Act.QUERY_EVENTS}),
        ({"scope": "export_events"}, set()),
        ({}, set()),
    ],
    ids=["one", "two", "another", "none"],
)
def test_the_scope_narrows_what_a_token_may_do(said: Any, acts: Any, register: Any) -> None:
    register(acts_from_scope=True)
    found = checked_token(token(**said), at=AT)
    assert found.acts == acts
    assert token_may(found, Act.CAPTURE_EVENTS).allowed is (Act.CAPTURE_EVENTS in acts)


@pytest.mark.parametrize("role", [Role.COOK, Role.MANAGER])
def test_only_who_speaks_for_the_organisation_registers_an_issuer(role: Role, cast: Any) -> None:
    with pytest.raises(Refused):
        register_token_issuer(cast.cooperative, terms(), by=cast.person(role), at=AT)


@pytest.mark.parametrize(
    ("members", "path"),
    [
        ({"jwks": None}, "jwks_url"),
        ({"jwks_url": "https://x.example/k", "jwks": {"keys": [jwk(RSA)]}}, "jwks_url"),
        ({"jwks_url": "http://x.example/k"}, "jwks_url"),
        ({"jwks_url": "https://ai:mat-khau@x.example/k"}, "jwks_url"),
        ({"jwks_url": "https://[x/k"}, "jwks_url"),
        ({"jwks": {"keys": []}}, "jwks"),
        ({"jwks": {"keys": [{"kty": "oct", "k": "AAAA"}]}}, "jwks"),
        ({"jwks": {"keys": [json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(RSA))]}}, "jwks"),
        ({"acts": []}, "acts"),
        ({"acts": ["recall_goods"]}, "acts"),
        ({"audience": " "}, "audience"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_terms_that_mean_nothing_are_refused(members: Any, path: str, register: Any) -> None:
    with pytest.raises(InputInvalid) as caught:
        register(**members)
    assert [error.path for error in caught.value.errors] == [path]


@pytest.mark.parametrize(
    ("header", "is_token"),
    [
        (None, False),
        ("Bearer nguon_abc_secret", False),
        ("Basic a.b.c", False),
        ("Bearer", False),
        ("bearer a.b.c", True),
    ],
)
def test_a_token_is_told_from_a_key_by_its_dots(
    header: str | None, is_token: bool, db: None
) -> None:
    request = RequestFactory().get("/", headers={"Authorization": header} if header else {})
    if is_token:
        with pytest.raises(Unidentified):
            bearer_token_of(request)
    else:
        assert bearer_token_of(request) is None
