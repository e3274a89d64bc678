"""What a subscriber may see now, not what they could see when they subscribed."""

import uuid

from nguon.ground.people.choices import Act
from nguon.ground.people.models import ApiKey, Person, TokenIssuer
from nguon.ground.people.queries import (
    Principal,
    principal_of,
    principal_of_issuer,
    principal_of_key,
)
from nguon.ground.people.rules import key_may, may_anywhere


def principal_of_subscriber(name: str, *, tenant_id: uuid.UUID) -> Principal | None:
    """The subscriber's reach today; None if they may not query events for that organisation."""
    kind, _sep, number = name.partition(":")
    principal = _OF_KIND[kind](uuid.UUID(number)) if kind in _OF_KIND else None
    if principal is None or tenant_id not in principal.organisation_ids:
        return None
    return principal


def _of_key(key_id: uuid.UUID) -> Principal | None:
    key = ApiKey.objects.select_related("organisation").filter(pk=key_id).first()
    if key is None or not key_may(key, Act.QUERY_EVENTS).allowed:
        return None
    return principal_of_key(key)


def _of_person(person_id: uuid.UUID) -> Principal | None:
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    if person is None or not may_anywhere(person, Act.QUERY_EVENTS).allowed:
        return None
    return principal_of(person, act=Act.QUERY_EVENTS)


def _of_issuer(issuer_id: uuid.UUID) -> Principal | None:
    """Whoever subscribed with a token: it has ended since, but its issuer is trusted still."""
    issuer = TokenIssuer.objects.filter(pk=issuer_id, revoked_at=None).first()
    if issuer is None or Act.QUERY_EVENTS.value not in issuer.acts:
        return None
    return principal_of_issuer(issuer)


_OF_KIND = {"key": _of_key, "person": _of_person, "token": _of_issuer}
