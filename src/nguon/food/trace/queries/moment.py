from datetime import datetime
from typing import NamedTuple


class Moment(NamedTuple):
    """An instant in a story; events of one instant follow each other by number."""

    time: datetime
    event: int
