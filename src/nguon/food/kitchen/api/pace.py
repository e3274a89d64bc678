"""How often one phone may knock: a loop gone wild must not slow down the other kitchens."""

import time
from datetime import timedelta
from threading import Lock
from uuid import UUID

from django.utils.translation import gettext as _

from nguon.base.errors import TooManyAttempts

BURST = 300
A_SECOND = 10
"""A phone that was offline for two weeks hands in within a minute. Each server process counts."""

_MOST_PHONES = 10_000
_left: dict[UUID, tuple[float, float]] = {}
_lock = Lock()


def keep_pace(device_id: UUID) -> None:
    """Raises `TooManyAttempts` with the time to wait."""
    now = time.monotonic()
    with _lock:
        left, since = _left.get(device_id, (float(BURST), now))
        left = min(BURST, left + (now - since) * A_SECOND)
        if left >= 1:
            if len(_left) >= _MOST_PHONES:
                _left.clear()
            _left[device_id] = left - 1, now
            return
    raise TooManyAttempts(
        _("This phone asks too often. It goes on by itself in a moment."),
        retry_after=timedelta(seconds=2),
    )
