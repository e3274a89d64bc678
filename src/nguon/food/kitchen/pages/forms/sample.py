"""A retained sample: how much, in what, sealed or not, into which fridge."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nguon.base.ui.fields import AmountField
from nguon.base.ui.unit_symbol import unit_symbol
from nguon.base.ui.widgets import Tiles
from nguon.core.haccp import AmountCheck, Consistency, amount_enough, minimum_for
from nguon.food.kitchen.choices import FridgeKind, RecordKind
from nguon.food.kitchen.models import Dish, Fridge
from nguon.food.kitchen.pages.moments import MomentField
from nguon.food.kitchen.pages.record_form import RecordForm, Section
from nguon.food.kitchen.queries.supply import fridges_of
from nguon.food.kitchen.rules.limits import limits_on
from nguon.food.kitchen.rules.said import said

YES, NO = "yes", "no"
SEALED = ((YES, gettext_lazy("Sealed")), (NO, gettext_lazy("Not sealed")))


class SampleForm(RecordForm):
    """Too little is asked about once and then recorded as weighed: an honest 80 g helps more."""

    kind = RecordKind.SAMPLE_TAKEN
    subject: Dish
    members: ClassVar[tuple[str, ...]] = (
        "amount",
        "container",
        "box",
        "seal",
        "fridge_id",
        "taken_at",
    )
    paths: ClassVar[dict[str, str]] = {"body": "taken_at"}

    amount = AmountField(label=gettext_lazy("Amount in the box"), highest=Decimal(5000))
    short_confirmed = forms.BooleanField(required=False, label=gettext_lazy("Record it as weighed"))
    container = forms.CharField(
        label=gettext_lazy("Container"),
        max_length=120,
        widget=forms.TextInput({"list": "containers", "autocomplete": "off"}),
    )
    box = forms.CharField(
        label=gettext_lazy("Code on the box"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("If the box has one from a sheet of codes."),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
    )
    sealed = forms.ChoiceField(
        label=gettext_lazy("Seal"),
        choices=SEALED,
        widget=Tiles(looks={YES: ("ok", "held"), NO: ("bad", "released")}, layout="2"),
    )
    seal = forms.CharField(label=gettext_lazy("Seal no."), required=False, max_length=60)
    fridge_id = forms.ChoiceField(label=gettext_lazy("Fridge"), widget=Tiles)
    taken_at = MomentField(label=gettext_lazy("When was it taken?"))

    def prepare(self) -> None:
        self.choose_from("fridge_id", ((str(one.pk), one.name) for one in self._fridges()))
        self.fields["amount"].widget.unit = unit_symbol(self.uom)
        self.fields["amount"].help_text = _("At least %(amount)s %(unit)s.") % {
            "amount": self.minimum.amount,
            "unit": unit_symbol(self.uom),
        }
        self.asks_short = False

    def _fridges(self) -> list[Fridge]:
        """Those in use, and the one that the record under correction names."""
        named = (self.correcting or {}).get("fridge_id")
        found = fridges_of(self.desk.place).filter(kind=FridgeKind.SAMPLE)
        return [one for one in found if one.serves_on(self.desk.today) or str(one.pk) == named]

    @property
    def minimum(self) -> Any:
        return minimum_for(Consistency(self.subject.matter), limits_on(self.subject.meal.date))

    @property
    def uom(self) -> str:
        return str(self.minimum.uom)

    def check_amount(self, amount: Decimal) -> AmountCheck:
        return amount_enough(
            amount,
            uom=self.uom,
            consistency=Consistency(self.subject.matter),
            limits=limits_on(self.subject.meal.date),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        amount = cleaned.get("amount")
        if amount is not None:
            check = self.check_amount(amount)
            if not check.enough:
                self.asks_short = True
                if not cleaned.get("short_confirmed"):
                    advice = _("Add to the box, or tick below to record it as it is.")
                    self.add_error("amount", ValidationError(f"{said(check.reason)} {advice}"))
        return cleaned

    def sections(self) -> list[Section]:
        amount = ["amount", "short_confirmed"] if self.asks_short else ["amount"]
        return [
            Section("", [*amount, "container", "box"]),
            Section(_("Seal and fridge"), ["sealed", "seal", "fridge_id"]),
            Section("", ["taken_at"]),
            Section(_("Note, photos"), ["photos", "note"], folded=True),
        ]

    def body(self, at: datetime) -> dict[str, Any]:
        return super().body(at) | {
            "dish_id": str(self.subject.pk),
            "uom": self.uom,
            "sealed": self.cleaned_data["sealed"] == YES,
        }

    def initial_of(self, body: Mapping[str, Any]) -> dict[str, Any]:
        return super().initial_of(body) | {"sealed": YES if body.get("sealed") else NO}
