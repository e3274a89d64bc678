"""A provider of identities that the tests play: its keys, its tokens, and what is trusted of it."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

from nguon.ground.people.choices import Act
from nguon.ground.people.operations import IssuerTerms

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
ISSUER = "https://dang-nhap.example/realms/tinh"
RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048)
WEAK_RSA = rsa.generate_private_key(public_exponent=65537, key_size=1024)  # noqa: S505 that is the point
EC = ec.generate_private_key(ec.SECP256R1())
ED = ed25519.Ed25519PrivateKey.generate()


def jwk(key: Any, kid: str | None = "k1", **members: Any) -> dict[str, Any]:
    algorithm = {
        rsa.RSAPrivateKey: jwt.algorithms.RSAAlgorithm,
        ec.EllipticCurvePrivateKey: jwt.algorithms.ECAlgorithm,
        ed25519.Ed25519PrivateKey: jwt.algorithms.OKPAlgorithm,
    }[
        next(
            t
            for t in (rsa.RSAPrivateKey, ec.EllipticCurvePrivateKey, ed25519.Ed25519PrivateKey)
            if isinstance(key, t)
        )
    ]
    told: dict[str, Any] = json.loads(algorithm.to_jwk(key.public_key()))
    return {**told, **({} if kid is None else {"kid": kid}), **members}


def claims(**members: Any) -> dict[str, Any]:
    told = {
        "iss": ISSUER,
        "aud": "nguon",
        "azp": "htx-thanh-xuong",
        "sub": "may-ke-toan",
        "iat": AT.timestamp(),
        "exp": (AT + timedelta(minutes=5)).timestamp(),
        **members,
    }
    return {name: value for name, value in told.items() if value is not None}


def token(
    key: Any = RSA, algorithm: str = "RS256", headers: dict[str, Any] | None = None, **members: Any
) -> str:
    return jwt.encode(
        claims(**members),
        key,
        algorithm=algorithm,
        headers={"kid": "k1", "typ": "at+jwt", **(headers or {})},
    )


def terms(**members: Any) -> IssuerTerms:
    told: dict[str, Any] = {
        "name": "Cổng đăng nhập tỉnh",
        "issuer": ISSUER,
        "audience": "nguon",
        "claim": "azp",
        "claim_value": "htx-thanh-xuong",
        "acts": [Act.CAPTURE_EVENTS, Act.QUERY_EVENTS],
        "jwks": {"keys": [jwk(RSA)]},
    }
    if "jwks_url" in members:
        told["jwks"] = None
    return IssuerTerms(**told | members)
