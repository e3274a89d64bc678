from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from nguon.food.kitchen.rules.reading import Reader


@dataclass(frozen=True)
class SampleDestroyed:
    sample_id: UUID
    destroyed_at: datetime
    condition: str
    note: str

    @classmethod
    def read(cls, r: Reader) -> Self:
        return cls(
            sample_id=r.uuid("sample_id"),
            destroyed_at=r.instant("destroyed_at"),
            condition=r.text("condition"),
            note=r.text("note", longest=2000, required=False),
        )

    @property
    def happened_at(self) -> datetime:
        return self.destroyed_at
