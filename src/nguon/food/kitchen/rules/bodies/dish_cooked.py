from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Self
from uuid import UUID

from django.utils.translation import gettext as _

from nguon.food.kitchen.choices import Result
from nguon.food.kitchen.rules.bodies.delivery_line import GOODS_UNITS
from nguon.food.kitchen.rules.reading import NO_INSTANT, Reader


@dataclass(frozen=True)
class UsedLot:
    """A received line (by the id of its first record) and how much of it; None is «not weighed»."""

    line_id: UUID
    amount: Decimal | None
    uom: str


@dataclass(frozen=True)
class DishCooked:
    dish_id: UUID
    portions: int
    prep_done_at: datetime
    cook_done_at: datetime
    people: str
    tools: str
    area: str
    sensory: str
    core_celsius: Decimal | None
    lots: tuple[UsedLot, ...]
    note: str

    @classmethod
    def read(cls, r: Reader) -> Self:
        cooked = cls(
            dish_id=r.uuid("dish_id"),
            portions=r.integer("portions", low=1, high=20000),
            prep_done_at=r.instant("prep_done_at"),
            cook_done_at=r.instant("cook_done_at"),
            people=r.choice("people", Result),
            tools=r.choice("tools", Result),
            area=r.choice("area", Result),
            sensory=r.choice("sensory", Result),
            core_celsius=r.maybe_decimal("core_celsius", low="-30", high="130", places=1),
            lots=tuple(_lot(one) for one in r.items("lots")),
            note=r.text("note", longest=2000, required=False),
        )
        if NO_INSTANT < cooked.cook_done_at < cooked.prep_done_at:
            r.fault(
                "cook_done_at",
                _("Cooking cannot end before the preparation."),
                expected=_("at or after %(time)s") % {"time": cooked.prep_done_at.isoformat()},
                got=cooked.cook_done_at.isoformat(),
            )
        checks = (cooked.people, cooked.tools, cooked.area, cooked.sensory)
        if Result.FAIL in checks and not cooked.note:
            r.fault(
                "note",
                _("A failed check needs the handling written down."),
                expected=_("what was done (Biện pháp xử lý)"),
                got=None,
            )
        return cooked

    @property
    def happened_at(self) -> datetime:
        return self.cook_done_at


def _lot(r: Reader) -> UsedLot:
    amount = r.maybe_decimal("amount", low="0.001", high="100000", places=3)
    uom = r.text("uom", longest=3, required=amount is not None)
    if uom and uom not in GOODS_UNITS:
        r.fault("uom", _("This is not on the list."), expected=", ".join(GOODS_UNITS), got=uom)
    return UsedLot(line_id=r.uuid("line_id"), amount=amount, uom=uom if amount is not None else "")
