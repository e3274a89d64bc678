"""From a signed token (JWT, RFC 7519; access tokens, RFC 9068) to the organisation it is for."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any, NoReturn

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from django.http import HttpRequest
from django.utils.translation import gettext as _

from nguon.base import clock
from nguon.base.errors import Unidentified
from nguon.ground.people.choices import KEY_SCOPES, Act
from nguon.ground.people.models import TokenIssuer
from nguon.ground.people.queries.key_sets import Jwk, keys_at, keys_in

ALGORITHMS = frozenset(
    {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"}
)
"""Signatures that only the issuer can make. A shared secret (HS…) would let whoever checks a
token make one too, and `none` is no signature."""
SKEW = timedelta(seconds=60)
_TYPES = frozenset({"jwt", "at+jwt", "application/at+jwt"})
_FAMILIES = {"R": "RSA", "P": "RSA", "E": "EC"}
_LEAST_RSA_BITS = 2048
_LONGEST = 8_192
_MOST = 20
_CURVES = {"ES256": "P-256", "ES384": "P-384", "ES512": "P-521"}


@dataclass(frozen=True, slots=True)
class BearerToken:
    """A token that was checked: whose, by whom, and what it may do."""

    issuer: TokenIssuer
    acts: frozenset[Act]
    subject: str


def looks_like_token(secret: str) -> bool:
    """Three parts with dots are a signed token; our own keys have no dot."""
    return secret.count(".") == 2


def bearer_token_of(request: HttpRequest) -> BearerToken | None:
    """The token in `Authorization: Bearer …`, or None if there is none, or a key.

    Raises `Unidentified` for one that does not count; it never falls back to a session.
    """
    scheme, _sep, text = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not looks_like_token(text.strip()):
        return None
    return checked_token(text.strip(), at=clock.now())


def checked_token(text: str, *, at: datetime) -> BearerToken:
    """Raises `Unidentified` with one sentence whatever is wrong with whose signature.

    Only what the token says of itself, and its sender knows anyway, is told apart: its form, its
    times.
    """
    header, claims = _unchecked(text)
    for issuer in _issuers(claims):
        if any(_is_signed(text, header, key) for key in _keys(issuer, header, at)):
            _require_times(claims, at)
            return BearerToken(issuer, _acts(issuer, claims), str(claims.get("sub", ""))[:200])
    raise Unidentified(
        _("This token opens nothing here: nobody registered its issuer, audience and claim.")
    )


def _unchecked(text: str) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """What it says, before anybody knows whether it is true."""
    if len(text) > _LONGEST or not text.isascii():
        _refuse(_("The token is too long."))
    try:
        parsed = jwt.decode_complete(text, options={"verify_signature": False})
        header, claims = parsed["header"], parsed["payload"]
    except (jwt.PyJWTError, ValueError, RecursionError) as error:
        raise Unidentified(_("The token cannot be read.")) from error
    if header.get("alg") not in ALGORITHMS:
        _refuse(_("The token's algorithm is not accepted: %(names)s.") % {"names": _names()})
    if str(header.get("typ", "")).lower() not in _TYPES or "crit" in header:
        _refuse(_("The token is of another type: expected at+jwt or JWT."))
    return header, claims


def _issuers(claims: Mapping[str, Any]) -> Iterator[TokenIssuer]:
    """Those registered for this issuer, an audience of the token, and what its claim says."""
    said, audiences = claims.get("iss"), claims.get("aud")
    meant = [one for one in _listed(audiences) if isinstance(one, str) and "\0" not in one]
    if not isinstance(said, str) or "\0" in said or not meant:
        return
    live = TokenIssuer.objects.select_related("organisation").filter(
        issuer=said, audience__in=meant[:_MOST], revoked_at=None
    )
    found = (one for one in live if one.claim_value in _listed(claims.get(one.claim)))
    yield from islice(found, _MOST)


def _keys(issuer: TokenIssuer, header: Mapping[str, Any], at: datetime) -> Sequence[Jwk]:
    kid = header.get("kid")
    if kid is not None and not isinstance(kid, str):
        return ()
    found = (
        keys_in(issuer.jwks)
        if issuer.jwks is not None
        else keys_at(issuer.jwks_url, kid=kid, at=at)
    )
    return [key for key in found if _fits(key, header)]


def _fits(key: Jwk, header: Mapping[str, Any]) -> bool:
    """A key is for signatures of its kind, and for the algorithm it names if it names one."""
    algorithm = str(header["alg"])
    family = "OKP" if algorithm == "EdDSA" else _FAMILIES[algorithm[0]]
    if key.get("kty") != family or key.get("use", "sig") != "sig":
        return False
    if algorithm in _CURVES and key.get("crv") != _CURVES[algorithm]:
        return False
    if "key_ops" in key and "verify" not in key["key_ops"]:
        return False
    if key.get("alg", algorithm) != algorithm:
        return False
    return "kid" not in header or key.get("kid") in (None, header["kid"])


def _is_signed(text: str, header: Mapping[str, Any], key: Jwk) -> bool:
    algorithm = str(header["alg"])
    options: Any = {
        "verify_signature": True,
        **{f"verify_{claim}": False for claim in ("exp", "nbf", "iat", "aud", "iss", "sub", "jti")},
    }
    try:
        public = jwt.PyJWK(dict(key), algorithm)
        if isinstance(public.key, RSAPublicKey) and public.key.key_size < _LEAST_RSA_BITS:
            return False
        jwt.decode(text, public, algorithms=[algorithm], options=options)
    except (jwt.PyJWTError, ValueError, TypeError):
        return False
    return True


def _require_times(claims: Mapping[str, Any], at: datetime) -> None:
    """`exp` must be there; `nbf` and `iat` count if they are. Clocks may differ by `SKEW`."""
    expires = _moment(claims, "exp")
    if expires is None:
        _refuse(_("The token does not say when it ends."))
    if expires + SKEW <= at:
        _refuse(_("The token has ended. Ask the issuer for a new one."))
    for name in ("nbf", "iat"):
        begins = _moment(claims, name)
        if begins is not None and begins - SKEW > at:
            _refuse(_("The token does not count yet."))


def _moment(claims: Mapping[str, Any], name: str) -> datetime | None:
    seconds = claims.get(name)
    if seconds is None:
        return None
    try:
        if isinstance(seconds, bool) or not isinstance(seconds, int | float):
            raise ValueError(name)
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise Unidentified(_("The token's times cannot be read.")) from error


def _listed(said: object) -> list[Any]:
    """A claim is a text or a list of texts."""
    return said if isinstance(said, list) else [said]


def _acts(issuer: TokenIssuer, claims: Mapping[str, Any]) -> frozenset[Act]:
    granted = frozenset(act for act in KEY_SCOPES if act.value in issuer.acts)
    if not issuer.acts_from_scope:
        return granted
    said = claims.get("scope", claims.get("scp", ""))
    words = said.split() if isinstance(said, str) else said if isinstance(said, list) else []
    return frozenset(act for act in granted if act.value in words)


def _names() -> str:
    return json.dumps(sorted(ALGORITHMS))[1:-1].replace('"', "")


def _refuse(reason: str) -> NoReturn:
    raise Unidentified(reason)
