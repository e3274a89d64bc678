"""The public keys of token issuers, fetched when needed and remembered for a while.

A token that names an unknown key makes the set be fetched again, for issuers change their keys;
but not more often than once a minute, or anybody could make this server knock there all day.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import Any

from django.conf import settings

from nguon.base.fetch_json import NotFetched, fetch_json

_FRESH = timedelta(minutes=10)
_USABLE = timedelta(hours=24)
_PAUSE = timedelta(minutes=1)
_MOST_KEYS = 100
_log = logging.getLogger(__name__)

Jwk = Mapping[str, Any]


@dataclass(slots=True)
class _KeySet:
    keys: tuple[Jwk, ...] = ()
    fetched_at: datetime | None = None
    tried_at: datetime | None = None
    lock: Lock = field(default_factory=Lock)

    def age(self, at: datetime) -> timedelta:
        return timedelta.max if self.fetched_at is None else at - self.fetched_at

    def may_try(self, at: datetime) -> bool:
        return self.tried_at is None or at - self.tried_at >= _PAUSE


_sets: dict[str, _KeySet] = {}


def keys_at(url: str, *, kid: str | None, at: datetime) -> Sequence[Jwk]:
    """The keys that are published there. Stale ones serve for a day while nobody answers."""
    held = _sets.setdefault(url, _KeySet())
    is_known = kid is None or any(key.get("kid") == kid for key in held.keys)
    if (held.age(at) >= _FRESH or not is_known) and held.may_try(at):
        with held.lock:
            if held.may_try(at):
                _fetch(held, url, at)
    elif held.fetched_at is None:
        with held.lock:  # somebody is fetching them for the first time
            pass
    return held.keys if held.age(at) < _USABLE else ()


def forget_keys() -> None:
    """As after a restart."""
    _sets.clear()


def keys_in(document: object) -> tuple[Jwk, ...]:
    """The keys of a JSON Web Key Set (RFC 7517 §5); those it does not have the form of are out."""
    listed = document.get("keys") if isinstance(document, dict) else None
    found = listed if isinstance(listed, list) else []
    return tuple(key for key in found[:_MOST_KEYS] if isinstance(key, dict))


def _fetch(held: _KeySet, url: str, at: datetime) -> None:
    held.tried_at = at
    try:
        keys = keys_in(fetch_json(url, is_local_allowed=settings.CONFIG.local_token_issuers))
    except NotFetched as error:
        _log.warning("Keys of a token issuer: %s", error)
        return
    held.keys, held.fetched_at = keys, at
