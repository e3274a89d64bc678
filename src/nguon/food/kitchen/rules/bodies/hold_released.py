from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from nguon.food.kitchen.rules.reading import Reader


@dataclass(frozen=True)
class HoldReleased:
    hold_id: UUID
    released_at: datetime
    finding: str
    note: str

    @classmethod
    def read(cls, r: Reader) -> Self:
        return cls(
            hold_id=r.uuid("hold_id"),
            released_at=r.instant("released_at"),
            finding=r.text("finding", longest=1000),
            note=r.text("note", longest=2000, required=False),
        )

    @property
    def happened_at(self) -> datetime:
        return self.released_at
