from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Self
from uuid import UUID

from django.utils.translation import gettext as _

from nguon.food.kitchen.rules.bound_code import said_code
from nguon.food.kitchen.rules.reading import Reader

SAMPLE_UNITS = ("GRM", "MLT")


@dataclass(frozen=True)
class SampleTaken:
    """An amount under 100 g / 150 ml is recorded as it is; the day page says it is too little.

    `box` is the code on a box that is used again and again, as a canonical identifier.
    """

    dish_id: UUID
    amount: Decimal
    uom: str
    container: str
    box: str
    sealed: bool
    seal: str
    fridge_id: UUID | None
    taken_at: datetime
    note: str

    @classmethod
    def read(cls, r: Reader) -> Self:
        uom = r.text("uom", longest=3)
        if uom and uom not in SAMPLE_UNITS:
            r.fault("uom", _("This is not on the list."), expected=", ".join(SAMPLE_UNITS), got=uom)
        return cls(
            dish_id=r.uuid("dish_id"),
            amount=r.decimal("amount", low="0.1", high="5000", places=1),
            uom=uom,
            container=r.text("container", longest=120),
            box=said_code(r, "box", r.text("box", longest=300, required=False)),
            sealed=r.flag("sealed"),
            seal=r.text("seal", longest=60, required=False),
            fridge_id=r.maybe_uuid("fridge_id"),
            taken_at=r.instant("taken_at"),
            note=r.text("note", longest=2000, required=False),
        )

    @property
    def happened_at(self) -> datetime:
        return self.taken_at
