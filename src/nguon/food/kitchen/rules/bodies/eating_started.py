from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from nguon.food.kitchen.rules.reading import Reader


@dataclass(frozen=True)
class EatingStarted:
    meal_id: UUID
    started_at: datetime
    note: str

    @classmethod
    def read(cls, r: Reader) -> Self:
        return cls(
            meal_id=r.uuid("meal_id"),
            started_at=r.instant("started_at"),
            note=r.text("note", longest=2000, required=False),
        )

    @property
    def happened_at(self) -> datetime:
        return self.started_at
