"""Issue a key to a program of an organisation."""

import base64
import secrets
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nguon.base import clock
from nguon.base.errors import Conflict, FieldError, InputInvalid
from nguon.base.text_field import required_text
from nguon.ground.people import rules
from nguon.ground.people.choices import KEY_SCOPES, Act
from nguon.ground.people.models import ApiKey, Organisation, Person
from nguon.ground.people.queries.api_keys import SECRET_MARK, hash_of


@transaction.atomic
def issue_api_key(
    organisation: Organisation,
    *,
    name: str,
    scopes: Iterable[Act | str],
    by: Person,
    at: datetime | None = None,
) -> tuple[ApiKey, str]:
    """Returns the key and its secret. The secret is not stored: show it now, once.

    Of two keys of the same name nobody could tell which one to revoke, so a name is given again
    only after its key was revoked.
    """
    at = at or clock.now()
    rules.may_manage_keys(by, organisation, at=at).require()
    asked = {str(scope) for scope in scopes}
    _require_known(asked)
    title = required_text(ApiKey, "name", name)
    _require_new(organisation, title)
    prefix = base64.b32encode(secrets.token_bytes(10)).decode().lower()
    secret = f"{SECRET_MARK}_{prefix}_{secrets.token_urlsafe(32)}"
    key = ApiKey.objects.create(
        organisation=organisation,
        name=title,
        prefix=prefix,
        secret_hash=hash_of(secret),
        scopes=sorted(asked),
        created_at=at,
        created_by=by,
    )
    return key, secret


def _require_new(organisation: Organisation, name: str) -> None:
    Organisation.objects.select_for_update().get(pk=organisation.pk)  # a double tap waits here
    live = ApiKey.objects.filter(organisation=organisation, revoked_at=None)
    if live.filter(name__iexact=name).exists():
        raise Conflict(
            _("There is a key “%(name)s” already. Revoke it, or choose another name.")
            % {"name": name}
        )


def _require_known(asked: set[str]) -> None:
    known = {scope.value for scope in KEY_SCOPES}
    if asked and asked <= known:
        return
    message = _("A key needs one scope or more, of those that keys can have.")
    got = ", ".join(sorted(asked)) or "—"
    raise InputInvalid([FieldError("scopes", message, expected=", ".join(sorted(known)), got=got)])
