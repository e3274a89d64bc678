"""The clock of the server under test, and whoever must agree with it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from nguon.base import clock


@dataclass
class ServerClock:
    file: Path
    ahead: timedelta = timedelta()

    def __post_init__(self) -> None:
        self.turn_by(timedelta())

    def turn_by(self, ahead: timedelta) -> None:
        """So far ahead of the true time; negative is behind."""
        self.ahead = ahead
        new = self.file.with_suffix(".new")
        new.write_text(str(ahead.total_seconds()))
        new.replace(self.file)

    def turn_to(self, at: datetime) -> None:
        self.turn_by(at - clock.now())

    def now(self) -> datetime:
        return clock.now() + self.ahead
