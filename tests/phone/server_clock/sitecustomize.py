"""Gives a server under test a clock that a test can turn: read by Python before anything else.

Only where the time comes from is replaced, as if the machine's own clock stood otherwise; what the
server does with the time is its own code. `TEST_CLOCK` names a file with the seconds to add.
"""

import os
from datetime import datetime, timedelta
from pathlib import Path

from nguon.base import clock

_true_now = clock.now
_file = Path(os.environ["TEST_CLOCK"])


def _turned() -> datetime:
    return _true_now() + timedelta(seconds=float(_file.read_text() or "0"))


clock.now = _turned
