"""Step 2: a dish, the lots in it, the conditions it was cooked under."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nguon.base.ui.fields import AmountField
from nguon.base.ui.unit_symbol import unit_symbol
from nguon.food.kitchen.choices import RecordKind, Result
from nguon.food.kitchen.models import Dish
from nguon.food.kitchen.pages.moments import MomentField
from nguon.food.kitchen.pages.record_form import (
    NOTE_WHEN_FAILED,
    RecordForm,
    Section,
    VerdictOf,
)
from nguon.food.kitchen.rules.stock import StockLot, stock_of_place


@dataclass(frozen=True)
class OfferedLot:
    """A line of the choice of lots: its two fields and what is known about it."""

    lot: StockLot
    tick: forms.BoundField
    amount: forms.BoundField


class CookingForm(RecordForm):
    kind = RecordKind.DISH_COOKED
    subject: Dish
    members: ClassVar[tuple[str, ...]] = (
        "portions",
        "prep_done_at",
        "cook_done_at",
        "people",
        "tools",
        "area",
        "sensory",
        "core_celsius",
    )
    sometimes_required: tuple[str, ...] = ("note",)
    paths: ClassVar[dict[str, str]] = {"body": "cook_done_at"}

    portions = forms.IntegerField(
        label=gettext_lazy("Portions cooked"),
        min_value=1,
        max_value=20000,
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )
    prep_done_at = MomentField(label=gettext_lazy("Preparation done"))
    cook_done_at = MomentField(label=gettext_lazy("Cooking done"))
    people = VerdictOf(Result, label=gettext_lazy("People: clothes, hands, health"))
    tools = VerdictOf(Result, label=gettext_lazy("Equipment and tools"))
    area = VerdictOf(Result, label=gettext_lazy("Kitchen and side rooms"))
    sensory = VerdictOf(
        Result, label=gettext_lazy("The dish by the senses: colour, smell, taste, state")
    )
    core_celsius = AmountField(
        label=gettext_lazy("Temperature at the core"),
        unit="°C",
        lowest=Decimal(-30),
        highest=Decimal(130),
        required=False,
    )

    def prepare(self) -> None:
        self.fields["portions"].initial = self.subject.meal.portions or None
        self.fields["note"].help_text = NOTE_WHEN_FAILED
        named = [one.get("line_id") for one in (self.correcting or {}).get("lots", ())]
        self.stock = stock_of_place(
            self.desk.place, at=self.desk.at, also=[line_id for line_id in named if line_id]
        )
        for lot in self.offered_stock:
            key = lot.line.root_id
            self.fields[f"lot_{key}"] = forms.BooleanField(
                label=lot.line.product_name, required=False
            )
            self.fields[f"lot_{key}_amount"] = AmountField(
                label=_("Amount of %(goods)s used") % {"goods": lot.line.product_name},
                unit=unit_symbol(lot.line.uom),
                required=False,
            )

    @property
    def offered_stock(self) -> Sequence[StockLot]:
        return [lot for lot in self.stock if lot.usable.allowed]

    @property
    def refused_stock(self) -> Sequence[StockLot]:
        """Shown with the reason, and not choosable."""
        return [lot for lot in self.stock if not lot.usable.allowed]

    @property
    def lots_today(self) -> list[OfferedLot]:
        return [one for one in self._offered() if one.lot.day == self.desk.today]

    @property
    def lots_earlier(self) -> list[OfferedLot]:
        return [one for one in self._offered() if one.lot.day != self.desk.today]

    @property
    def lots_chosen(self) -> bool:
        """Whether an earlier lot is chosen, so that its list must not be folded."""
        return any(one.tick.value() or one.amount.value() for one in self.lots_earlier)

    def sections(self) -> list[Section]:
        return [
            Section("", ["portions"]),
            Section(_("Lots used"), [], only="lots"),
            Section(_("Times"), ["prep_done_at", "cook_done_at"]),
            Section(_("Checks"), ["people", "tools", "area", "sensory"]),
            Section("", ["core_celsius"]),
            Section(_("Note, photos"), ["note", "photos"]),
        ]

    def body(self, at: datetime) -> dict[str, Any]:
        lots = []
        for lot in self.offered_stock:
            amount = self.cleaned_data.get(f"lot_{lot.line.root_id}_amount")
            if amount is not None:
                said = {"amount": str(amount), "uom": lot.line.uom}
                lots.append({"line_id": str(lot.line.root_id)} | said)
            elif self.cleaned_data.get(f"lot_{lot.line.root_id}"):
                lots.append({"line_id": str(lot.line.root_id)})
        return super().body(at) | {"dish_id": str(self.subject.pk), "lots": lots}

    def initial_of(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """The lots are named by any version of the line; the field by its first."""
        initial = super().initial_of(body)
        roots = {str(line_id): lot.line.root_id for lot in self.stock for line_id in lot.line_ids}
        for used in body.get("lots", ()):
            root = roots.get(used.get("line_id", ""))
            amount = used.get("amount")
            initial[f"lot_{root}"] = True
            initial[f"lot_{root}_amount"] = Decimal(str(amount)) if amount else None
        return initial

    def _offered(self) -> list[OfferedLot]:
        return [
            OfferedLot(lot, self[f"lot_{lot.line.root_id}"], self[f"lot_{lot.line.root_id}_amount"])
            for lot in self.offered_stock
        ]
