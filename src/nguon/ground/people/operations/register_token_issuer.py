"""Trust the tokens of somebody's identity provider for one organisation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from nguon.base import clock
from nguon.base.errors import Conflict, FieldError, InputInvalid
from nguon.base.text_field import required_text
from nguon.ground.people import rules
from nguon.ground.people.choices import KEY_SCOPES, Act
from nguon.ground.people.models import Organisation, Person, TokenIssuer
from nguon.ground.people.queries.key_sets import keys_in

_PRIVATE = frozenset({"d", "p", "q", "dp", "dq", "qi", "k", "oth"})


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuerTerms:
    """What to trust; see `TokenIssuer`. Exactly one of `jwks_url` and `jwks`."""

    name: str
    issuer: str
    audience: str
    claim: str
    claim_value: str
    acts: Sequence[Act | str]
    jwks_url: str = ""
    jwks: Any = None
    acts_from_scope: bool = False


@transaction.atomic
def register_token_issuer(
    organisation: Organisation, terms: IssuerTerms, *, by: Person, at: datetime | None = None
) -> TokenIssuer:
    """From now on tokens that fit open the interface. Nothing is fetched yet."""
    at = at or clock.now()
    rules.may_manage_keys(by, organisation, at=at).require()
    errors = [*_key_errors(terms), *_act_errors(terms)]
    if errors:
        raise InputInvalid(errors)
    texts = {
        name: required_text(TokenIssuer, name, getattr(terms, name))
        for name in ("name", "issuer", "audience", "claim", "claim_value")
    }
    _require_new(organisation, texts)
    return TokenIssuer.objects.create(
        organisation=organisation,
        **texts,
        jwks_url=terms.jwks_url.strip(),
        jwks=terms.jwks,
        acts=sorted({str(act) for act in terms.acts}),
        acts_from_scope=terms.acts_from_scope,
        created_at=at,
        created_by=by,
    )


def _require_new(organisation: Organisation, texts: dict[str, str]) -> None:
    """The same token must not mean two things."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)  # a double tap waits here
    live = TokenIssuer.objects.filter(organisation=organisation, revoked_at=None)
    same = ("issuer", "audience", "claim", "claim_value")
    if live.filter(**{name: texts[name] for name in same}).exists():
        raise Conflict(_("These tokens are trusted already. Revoke that first to change it."))


def _act_errors(terms: IssuerTerms) -> list[FieldError]:
    known = {scope.value for scope in KEY_SCOPES}
    asked = {str(act) for act in terms.acts}
    if asked and asked <= known:
        return []
    message = _("A token needs one scope or more, of those that keys can have.")
    got = ", ".join(sorted(asked)) or "—"
    return [FieldError("acts", message, expected=", ".join(sorted(known)), got=got)]


def _key_errors(terms: IssuerTerms) -> list[FieldError]:
    if bool(terms.jwks_url.strip()) == (terms.jwks is not None):
        return [FieldError("jwks_url", _("Give the address of the keys, or the keys themselves."))]
    if terms.jwks is not None:
        return _pinned_errors(terms.jwks)
    schemes = ("https", "http") if settings.CONFIG.local_token_issuers else ("https",)
    try:
        parts = urlsplit(terms.jwks_url.strip())
        is_good = parts.scheme in schemes and bool(parts.hostname) and parts.username is None
    except ValueError:
        is_good = False
    if is_good and len(terms.jwks_url) <= 500:
        return []
    message = _("The keys are fetched by https only.")
    return [FieldError("jwks_url", message, "https://…/jwks.json", terms.jwks_url[:200])]


def _pinned_errors(document: object) -> list[FieldError]:
    keys = keys_in(document)
    if not keys:
        message = _("No keys in it: expected a JSON Web Key Set.")
        return [FieldError("jwks", message, expected='{"keys": […]}')]
    if any(key.get("kty") == "oct" or _PRIVATE & key.keys() for key in keys):
        message = _("Public keys only. This one is private: whoever saw it can sign; change it.")
        return [FieldError("jwks", message)]
    return []
