"""How often somebody may knock who is not to be counted in the database.

For what costs less to answer than to count there, such as a code that was made up. Each server
process counts by itself.
"""

import time
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Lock

from django.utils.translation import gettext as _

from nguon.base.errors import TooManyAttempts

MOST_KNOWN = 10_000


@dataclass
class Pace:
    """`burst` at once, and after that one every `every`."""

    burst: int
    every: timedelta
    _left: dict[str, tuple[float, float]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def keep(self, who: str) -> None:
        """Raises `TooManyAttempts` with the time to wait."""
        now = time.monotonic()
        with self._lock:
            if len(self._left) >= MOST_KNOWN:
                self._left.clear()
            left, since = self._left.get(who, (float(self.burst), now))
            left = min(self.burst, left + (now - since) / self.every.total_seconds())
            self._left[who] = (left - 1 if left >= 1 else left, now)
        if left < 1:
            raise TooManyAttempts(
                _("Too many tries in a short time. Wait a little, then try again."),
                retry_after=self.every,
            )
