from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from django.utils.translation import gettext as _

from nguon.food.kitchen.choices import Result, ServingDecision
from nguon.food.kitchen.rules.reading import Reader


@dataclass(frozen=True)
class DishChecked:
    dish_id: UUID
    portions: int
    portioned_at: datetime
    utensils: str
    utensils_note: str
    sensory: str
    decision: str
    note: str

    @classmethod
    def read(cls, r: Reader) -> Self:
        checked = cls(
            dish_id=r.uuid("dish_id"),
            portions=r.integer("portions", low=0, high=20000),
            portioned_at=r.instant("portioned_at"),
            utensils=r.choice("utensils", Result),
            utensils_note=r.text("utensils_note", required=False),
            sensory=r.choice("sensory", Result),
            decision=r.choice("decision", ServingDecision),
            note=r.text("note", longest=2000, required=False),
        )
        failed = Result.FAIL in (checked.utensils, checked.sensory)
        if (failed or checked.decision == ServingDecision.STOP) and not checked.note:
            r.fault(
                "note",
                _("A failed check or a stopped dish needs the handling written down."),
                expected=_("what was done (Biện pháp xử lý)"),
                got=None,
            )
        if checked.sensory == Result.FAIL and checked.decision == ServingDecision.SERVE:
            r.fault(
                "decision",
                _("A dish that failed on colour, smell, taste or state cannot be served."),
                expected=ServingDecision.STOP,
                got=checked.decision,
            )
        return checked

    @property
    def happened_at(self) -> datetime:
        return self.portioned_at
