from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Self
from uuid import UUID

from nguon.food.kitchen.rules.reading import Reader


@dataclass(frozen=True)
class FridgeRead:
    """A business doubt (a fridge at 70 °C) is stored and flagged, never refused."""

    fridge_id: UUID
    celsius: Decimal
    read_at: datetime
    note: str

    @classmethod
    def read(cls, r: Reader) -> Self:
        return cls(
            fridge_id=r.uuid("fridge_id"),
            celsius=r.decimal("celsius", low="-60", high="150", places=1),
            read_at=r.instant("read_at"),
            note=r.text("note", longest=2000, required=False),
        )

    @property
    def happened_at(self) -> datetime:
        return self.read_at
