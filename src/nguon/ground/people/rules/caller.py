"""Who calls the programs' interface: an organisation's key or token, or a signed-in person."""

import uuid
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.translation import gettext as _

from nguon.base.decision import Decision
from nguon.base.errors import Refused, Unidentified
from nguon.ground.people.choices import Act
from nguon.ground.people.queries import (
    Principal,
    api_key_of_request,
    bearer_token_of,
    principal_of,
    principal_of_issuer,
    principal_of_key,
)
from nguon.ground.people.rules.keys import key_may
from nguon.ground.people.rules.may import may_anywhere
from nguon.ground.people.rules.tokens import token_may

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Caller:
    """`name` binds page tokens to whoever asked."""

    principal: Principal
    name: str

    @property
    def tenant_id(self) -> uuid.UUID:
        """The organisation in whose name events are captured; there must be exactly one."""
        if len(self.principal.organisation_ids) != 1:
            reason = _("Events are captured by one organisation: use a key of that organisation.")
            raise Refused(Decision(allowed=False, code="no_single_organisation", reason=reason))
        (tenant_id,) = self.principal.organisation_ids
        return tenant_id


def caller_of(request: HttpRequest, act: Act) -> Caller:
    """Raises `Unidentified` or `Refused`.

    Browsers send cookies by themselves, keys and tokens they do not: so a session needs the CSRF
    token for whatever writes, a key does not.
    """
    token = bearer_token_of(request)
    if token is not None:
        token_may(token, act).require()
        return Caller(principal_of_issuer(token.issuer), f"token:{token.issuer.pk}")
    key = api_key_of_request(request)
    if key is not None:
        key_may(key, act).require()
        return Caller(principal_of_key(key), f"key:{key.pk}")
    if not request.user.is_authenticated:
        raise Unidentified(_("Send “Authorization: Bearer KEY” with a key of your organisation."))
    if request.method not in _SAFE:
        _require_csrf_token(request)
    may_anywhere(request.user, act).require()
    return Caller(principal_of(request.user, act=act), f"person:{request.user.pk}")


class _Csrf(CsrfViewMiddleware):
    """Django's own check, asked by hand, answering with its reason."""

    def _reject(self, request: HttpRequest, reason: str) -> str:
        return reason


def _require_csrf_token(request: HttpRequest) -> None:
    check = _Csrf(_no_response)
    check.process_request(request)
    reason = check.process_view(request, _no_response, (), {})
    if reason:
        raise Refused(Decision(allowed=False, code="csrf", reason=str(reason)))


def _no_response(request: HttpRequest) -> HttpResponseBase:
    return HttpResponse()
