"""The platform's settings for a server under test: a clock that can be turned, an app to swap.

Only where the time comes from is replaced, as if the machine's own clock stood otherwise; what the
server does with it is its own code. `TEST_CLOCK` names a file with the seconds to add.
"""

import os
from datetime import datetime, timedelta
from pathlib import Path

from nguon.base import clock
from nguon.config.settings import *  # noqa: F403 all of them

PHONE_DIR = Path(os.environ["TEST_PHONE_DIR"])

_true_now = clock.now
_ahead = Path(os.environ["TEST_CLOCK"])


def _turned() -> datetime:
    return _true_now() + timedelta(seconds=float(_ahead.read_text() or "0"))


clock.now = _turned
