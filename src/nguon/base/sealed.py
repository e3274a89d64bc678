"""Values that travel through somebody else's hands, who may neither change nor read them."""

import base64
import hashlib
from datetime import timedelta
from functools import lru_cache

import orjson
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


class NotSealed(Exception):
    """Not sealed here, not for this purpose, changed, or too long ago."""


def seal(value: object, *, purpose: str) -> str:
    """The value as text that only `unseal` with the same purpose opens; safe in an address."""
    return _fernet(purpose, settings.SECRET_KEY).encrypt(orjson.dumps(value)).decode()


def unseal(text: str, *, purpose: str, within: timedelta) -> object:
    """Raises `NotSealed`. Sealed with a key that was in use before opens as well."""
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            opened = _fernet(purpose, key).decrypt(text, ttl=int(within.total_seconds()))
        except (InvalidToken, ValueError):
            continue
        value: object = orjson.loads(opened)
        return value
    raise NotSealed(purpose)


@lru_cache(maxsize=32)
def _fernet(purpose: str, key: str) -> Fernet:
    digest = hashlib.sha256(f"{purpose}\0{key}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
