"""From the secret that a program sends to the key it belongs to."""

import hashlib
import hmac

from django.http import HttpRequest
from django.utils.translation import gettext as _

from nguon.base.errors import Unidentified
from nguon.ground.people.models import ApiKey

SECRET_MARK = "nguon"  # noqa: S105 - what every secret begins with, so that leak scanners find them
_NO_HASH = "0" * 64


def api_key_for(secret: str) -> ApiKey | None:
    """The key with this secret, unless there is none or it was revoked.

    Compared in constant time, and also when the prefix is unknown.
    """
    mark, _sep, rest = secret.partition("_")
    prefix = rest.partition("_")[0]
    key = (
        ApiKey.objects.select_related("organisation").filter(prefix=prefix, revoked_at=None).first()
        if mark == SECRET_MARK and "\0" not in prefix
        else None
    )
    same = hmac.compare_digest(key.secret_hash if key else _NO_HASH, hash_of(secret))
    return key if key and same else None


def api_key_of_request(request: HttpRequest) -> ApiKey | None:
    """The key in `Authorization: Bearer …`, or None without such a header.

    A key that is unknown or revoked raises `Unidentified`: it must not fall back to a session.
    """
    # A JWT is refused here as well: where only keys are taken it is an unknown one.
    scheme, _sep, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        return None
    key = api_key_for(secret.strip())
    if key is None:
        raise Unidentified(_("This API key is unknown or was revoked. Ask for a new one."))
    return key


def hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
