from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from django.utils.translation import gettext as _

from nguon.food.kitchen.choices import HoldKind
from nguon.food.kitchen.rules.reading import Reader


@dataclass(frozen=True)
class HoldPlaced:
    """Naming a meal holds its samples too, those that exist and those still to be taken."""

    held_at: datetime
    kind: str
    cause: str
    sample_ids: tuple[UUID, ...]
    lot_uris: tuple[str, ...]
    meal_ids: tuple[UUID, ...]
    note: str

    @classmethod
    def read(cls, r: Reader) -> Self:
        held = cls(
            held_at=r.instant("held_at"),
            kind=r.choice("kind", HoldKind),
            cause=r.text("cause", longest=1000),
            sample_ids=r.uuids("sample_ids"),
            lot_uris=r.texts("lot_uris"),
            meal_ids=r.uuids("meal_ids"),
            note=r.text("note", longest=2000, required=False),
        )
        if not (held.sample_ids or held.lot_uris or held.meal_ids):
            r.fault(
                "sample_ids",
                _("A hold must name what is held."),
                expected=_("a sample, a lot or a meal"),
                got=None,
            )
        return held

    @property
    def happened_at(self) -> datetime:
        return self.held_at


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
