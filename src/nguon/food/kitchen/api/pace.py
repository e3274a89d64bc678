"""How often one phone may knock: a loop gone wild must not slow down the other kitchens."""

import time
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Lock
from uuid import UUID

from django.utils.translation import gettext as _

from nguon.base.errors import TooManyAttempts

BURST = 300
A_SECOND = 10
"""A phone that was offline for two weeks hands in within a minute. Each server process counts."""

MOST_PHONES = 10_000


@dataclass
class _Bucket:
    left: float = field(default_factory=lambda: float(BURST))
    since: float = field(default_factory=time.monotonic)


_buckets: dict[UUID, _Bucket] = {}
_lock = Lock()


def keep_pace(device_id: UUID) -> None:
    """Raises `TooManyAttempts` with the time to wait."""
    now = time.monotonic()
    with _lock:
        if len(_buckets) >= MOST_PHONES:
            _buckets.clear()
        bucket = _buckets.setdefault(device_id, _Bucket())
        bucket.left = min(BURST, bucket.left + (now - bucket.since) * A_SECOND)
        bucket.since = now
        if bucket.left >= 1:
            bucket.left -= 1
            return
    raise TooManyAttempts(
        _("This phone asks too often. It goes on by itself in a moment."),
        retry_after=timedelta(seconds=2),
    )
