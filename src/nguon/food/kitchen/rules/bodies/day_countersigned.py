from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from nguon.food.kitchen.rules.reading import Reader


@dataclass(frozen=True)
class DayCountersigned:
    """`day_hash` is what the manager was shown; a later record makes it visibly out of date."""

    date: date
    signed_at: datetime
    day_hash: str
    note: str

    @classmethod
    def read(cls, r: Reader) -> Self:
        return cls(
            date=r.day("date"),
            signed_at=r.instant("signed_at"),
            day_hash=r.text("day_hash", longest=64),
            note=r.text("note", longest=2000, required=False),
        )

    @property
    def happened_at(self) -> datetime:
        return self.signed_at
